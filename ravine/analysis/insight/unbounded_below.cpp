// A run that runs away downhill: f has no minimum along its path. That is tried: on the line on which the run ends, f
// is looked at farther and farther ahead, and has to fall by as much or more with each doubling of the way, as -x, -x²
// and -log(x) do. Where f has a bound, as exp(-x) has, the falls shrink.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/analysis/insight/line_ahead.hpp"
#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"

namespace ravine {
namespace {

constexpr double as_far = 1e6;  // times the way gone: how far ahead f is looked at

// The farthest spot ahead, or where f is -infinity; none where f does not fall by more and more.
std::optional<SpotAhead> falls_ahead(const Evidence& evidence) {
  const auto last = evidence.sound_rows - 1;
  const auto spots = line_ahead(evidence, as_far * evidence.distance(0, last));
  if (spots.empty()) return std::nullopt;
  double f = evidence.history.f[last], fall = 0;
  for (const auto& spot : spots) {
    // A fall of a few roundings may be as much less than the one before.
    const double rounding = 8 * std::numeric_limits<double>::epsilon() * std::fabs(f);
    if (!(f - spot.f > 0) || f - spot.f < 0.9 * fall - rounding) return std::nullopt;
    fall = f - spot.f;
    f = spot.f;
  }
  return spots.back();
}

// What the run came past on its way: a place with less gradient than before and after, where f curves downwards. Empty
// where it passed none.
std::string passed(const Evidence& evidence, Insight& insight) {
  const auto& history = evidence.history;
  std::size_t least = 0;
  for (std::size_t row = 1; row < evidence.sound_rows; ++row)
    if (history.gradient_norm(row) < history.gradient_norm(least)) least = row;
  const double slope = history.gradient_norm(least);
  if (!(slope < 0.9 * history.gradient_norm(0) && slope < 0.9 * history.gradient_norm(evidence.sound_rows - 1)))
    return {};
  const auto spectrum = evidence.curvature.spectrum(history.point(least));
  if (!spectrum.finite() || !(spectrum.lowest() < 0) || !is_near_stationary_point(evidence, least, spectrum)) return {};
  insight.numbers.insert(
      insight.numbers.end(),
      {{"least_gradient", slope}, {"lowest_curvature", spectrum.lowest()}, {"highest_curvature", spectrum.highest()}});
  const auto when = std::to_string(history.step[least]), low = rounded(spectrum.lowest());
  return (spectrum.highest() > 0
              ? "it left a saddle, which it was nearest at step " + when + " (gradient " + rounded(slope) +
                    ", curvatures " + low + " and " + rounded(spectrum.highest())
              : "it came past a level place at step " + when + " (gradient " + rounded(slope) + ", curvature " + low) +
         "), and ";
}

}  // namespace

std::optional<Insight> unbounded_below(const Evidence& evidence) {
  const auto kind = evidence.run.outcome.kind;
  const auto rows = evidence.sound_rows;
  if (rows < 3 || evidence.known.value || (failed(kind) && kind != OutcomeKind::diverged)) return std::nullopt;
  const auto& f = evidence.history.f;
  const double first = f[0], last = f[rows - 1];
  const double least = *std::min_element(f.begin(), f.begin() + static_cast<std::ptrdiff_t>(rows));
  if (!(last < first) || last - least > 0.01 * (first - least)) return std::nullopt;
  // A run that diverged upwards may have come down before.
  if (kind == OutcomeKind::diverged && !(evidence.run.f < first)) return std::nullopt;
  if (ends_at_saddle(evidence)) return std::nullopt;
  const auto ahead = falls_ahead(evidence);
  if (!ahead) return std::nullopt;
  const double before = evidence.history.gradient_norm(0), slope = evidence.history.gradient_norm(rows - 1);
  Insight insight{.kind = Finding::unbounded_below,
                  .text = {},
                  .numbers = {{"f_reached", last},
                              {"first_gradient", before},
                              {"last_gradient", slope},
                              {"distance_ahead", ahead->distance},
                              {"f_ahead", ahead->f}},
                  .step = evidence.history.step[rows - 1]};
  const auto steps = evidence.history.step[rows - 1] - evidence.history.step[0];
  insight.text = "f is unbounded below where it goes: " + passed(evidence, insight) + "f fell from " + rounded(first) +
                 " to " + rounded(last) + " in " + std::to_string(steps) + " steps while the gradient " +
                 (slope > 1.01 * before   ? "grew from " + rounded(before) + " to "
                  : slope < 0.99 * before ? "fell from " + rounded(before) + " to "
                                          : std::string("stayed at ")) +
                 rounded(slope) + "; straight ahead it falls on and on, to " + rounded(ahead->f) + " after a way of " +
                 rounded(ahead->distance) + ", so that there is no minimum to reach";
  return insight;
}

}  // namespace ravine
