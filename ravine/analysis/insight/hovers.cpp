// A run that stays around the minimum without coming nearer: by the noise of its gradients, or since its steps keep
// their length. That the distance is the learning rate's doing is tried: the run goes on with a third of it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"

namespace ravine {
namespace {

constexpr std::size_t fewest_rows = 20;

// Whether the last half moved to and fro at one level of f, well above the level around which it moved. Most rows have
// to be there: Adam, long since at the minimum, is thrown off it now and then and comes back. Where the least f that
// was met is the bottom, `met`, a cycle has some rows on it.
bool stays_at_a_level(const Evidence& evidence, double level, double bottom, bool met) {
  const auto rows = evidence.sound_rows;
  const double least = bottom + 1e-6 * (evidence.history.f[0] - bottom);
  if (rows < fewest_rows || !(bottom + level > least)) return false;
  const auto quarter = evidence.history.f.begin() + static_cast<std::ptrdiff_t>(rows - (rows + 3) / 4);
  const auto end = evidence.history.f.begin() + static_cast<std::ptrdiff_t>(rows);
  if (!met && 2 * std::count_if(quarter, end, [&](double f) { return f > least; }) < end - quarter) return false;
  const double before = evidence.third_quarter - bottom;
  if (level < 0.7 * before || level > 2 * before) return false;  // it goes down; it grows
  return evidence.goes_to_and_fro();
}

// Whether the run was at the points of its end half of its rows before: a cycle of up to eight of them.
bool is_cycle(const Evidence& evidence) {
  const auto rows = evidence.sound_rows;
  for (std::size_t period = 1; period <= 8; ++period) {
    const auto before = rows / 2 / period * period;
    bool same = true;
    for (auto row = rows - period; same && row < rows; ++row)
      same = evidence.distance(row, row - before) <= 0.01 * evidence.radius;
    if (same) return true;
  }
  return false;
}

// What it circled, and how near. A cycle on the floor of a ravine may be far from the known minimum.
std::string circled(const Evidence& evidence, double level) {
  const auto radius = " at a radius of about " + rounded(evidence.radius);
  const auto away = evidence.distance_to_minimiser(evidence.sound_rows - 1);
  const bool near = away ? *away <= 3 * evidence.radius
                         : evidence.known.value && evidence.fourth_quarter - *evidence.known.value <= 3 * level;
  if (near) return "circled the minimum" + radius;
  if (away) return "gone in a circle" + radius + ", " + rounded(*away) + " from the minimiser,";
  if (evidence.known.value)
    return "gone in a circle" + radius + ", where f is " + rounded(evidence.fourth_quarter - *evidence.known.value) +
           " above the minimum,";
  return "circled the estimated minimum" + radius;
}

struct Trial {
  double level = 0, radius = 0;
};

// The end of the run continued at a third of the rate, for half as many steps again.
Trial with_a_third(const Evidence& evidence) {
  auto options = evidence.trial(std::max<std::size_t>(fewest_rows, evidence.options.steps / 2));
  options.record = {.every = 1};
  const auto start = evidence.history.point(evidence.sound_rows - 1);
  const auto method = evidence.with_rate_times(1.0 / 3);
  const auto run = minimize(evidence.problem, start, method, options);
  const Evidence after(evidence.problem, method, options, run, evidence.known);
  return {after.fourth_quarter, after.radius};
}

}  // namespace

std::optional<Insight> hovers(const Evidence& evidence) {
  if (!evidence.has_constant_rate()) return std::nullopt;
  // Where a point has no finer digits a radius is rounding.
  if (evidence.radius <= 64 * std::numeric_limits<double>::epsilon() * euclidean_norm(evidence.mean_point))
    return std::nullopt;
  const bool noisy = evidence.is_noisy();
  std::vector<double> gradient(evidence.dimension);
  const double middle = evidence.curvature.evaluate(evidence.mean_point, gradient);
  double gain = evidence.curvature.newton_decrement(evidence.mean_point);
  // At a kink, |x|, f does not curve: the least f that was met stands for the minimum.
  const bool met = !std::isfinite(gain);
  if (met) gain = std::max(0.0, middle - evidence.run.best_f);
  const double bottom = middle - gain, level = evidence.fourth_quarter - bottom;
  if (!stays_at_a_level(evidence, level, bottom, met)) return std::nullopt;
  // The middle of a walk along a ravine is as high as the walk, that of a circle is near the minimum; but signs of a
  // gradient may all turn at once, and then it is a line beside it.
  if (gain > 0.4 * level && !is_cycle(evidence)) return std::nullopt;
  const double rate = *evidence.learning_rate(0);
  const auto third = with_a_third(evidence);
  const double ratio = third.radius / evidence.radius, level_ratio = (third.level - bottom) / level;
  if (noisy ? level_ratio > 0.8 : ratio > 0.7) return std::nullopt;
  Insight insight{.kind = noisy ? Finding::noise_floor : Finding::circles_minimum,
                  .text = {},
                  .numbers = {{"learning_rate", rate},
                              {"radius", evidence.radius},
                              {"level", level},
                              {"radius_with_a_third", third.radius},
                              {"level_with_a_third", third.level - bottom}},
                  .step = evidence.history.step[evidence.sound_rows / 2]};
  insight.numbers.push_back({"step_length", evidence.step_length});
  const auto since = std::to_string(insight.step);
  const auto other_rate = rounded(rate / 3) + " in place of " + rounded(rate);
  if (noisy)
    insight.text = "since step " + since + " f has hovered " + rounded(level) +
                   " above the estimated minimum: the noise of the gradients keeps it there; the level follows the " +
                   "learning rate, " + other_rate + " brings it to " + rounded(third.level - bottom);
  else
    insight.text = "since step " + since + " it has " + circled(evidence, level) +
                   " and come no nearer: its steps stay " + rounded(evidence.step_length) +
                   " long; a learning rate of " + other_rate + " makes the radius " + rounded(third.radius);
  if (const auto away = evidence.distance_to_minimiser(evidence.sound_rows - 1))
    insight.numbers.push_back({"distance_to_minimiser", *away});
  return insight;
}

}  // namespace ravine
