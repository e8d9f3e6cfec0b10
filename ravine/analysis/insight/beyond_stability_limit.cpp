// A learning rate above what the curvature allows (stability_limit.hpp): f grows, or, where f is flatter farther out or
// a clip keeps the steps short, the run jumps to and fro and cannot settle.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/analysis/stability_limit.hpp"

namespace ravine {
namespace {

struct Unstable {
  std::size_t row = 0;
  double curvature = 0, rate = 0, limit = 0;
};

// Where the rate of `row` is not below the limit at x.
std::optional<Unstable> unstable_at(const Evidence& evidence, std::span<const double> x, std::size_t row) {
  const auto step = evidence.history.step[row];
  const auto times = local_stability_limit_times_curvature(evidence.method, step, evidence.options.steps);
  const auto rate = evidence.learning_rate(step);
  if (!times || !rate) return std::nullopt;
  const auto spectrum = evidence.curvature.spectrum(x);
  if (!spectrum.finite() || spectrum.highest() <= 0) return std::nullopt;
  const double limit = *times / spectrum.highest();
  // At the limit itself steps keep their length.
  if (*rate < limit * (1 - 1e-12)) return std::nullopt;
  return Unstable{row, spectrum.highest(), *rate, limit};
}

// The first row from `first` on, of up to 16 looked at.
std::optional<Unstable> first_unstable(const Evidence& evidence, std::size_t first, std::size_t end) {
  const std::size_t stride = std::max<std::size_t>(1, (end - first) / 16);
  for (std::size_t row = first; row < end; row += stride)
    if (auto found = unstable_at(evidence, evidence.history.point(row), row)) return found;
  return std::nullopt;
}

// Whether the steps of the last quarter are as long as those of the third.
bool keeps_its_stride(const Evidence& evidence) {
  const auto rows = evidence.sound_rows, half = rows / 2, last_quarter = rows - (rows + 3) / 4;
  double third = 0;
  for (auto row = half; row < last_quarter; ++row)
    third += evidence.distance(row, row + 1) / static_cast<double>(last_quarter - half);
  return evidence.step_length > 0.9 * third;
}

// Whether it goes to and fro and f is no lower in the last quarter than in the third; of a clip it is enough that its
// steps are as long as before: they may slip along a ravine meanwhile. Of rows that are not one a step the way between
// them is not known.
bool bounces_on(const Evidence& evidence, bool clips) {
  const auto rows = evidence.sound_rows;
  // Of the whole quarter: a run that jumps may end on the better side.
  const double left = (evidence.fourth_quarter - evidence.minimum) / evidence.excess(0);
  if (rows < 20 || evidence.run.outcome.kind == OutcomeKind::diverged || left <= 1e-6) return false;
  const auto& f = evidence.history.f;
  const double best = *std::min_element(f.begin(), f.begin() + static_cast<std::ptrdiff_t>(rows));
  const bool dense = evidence.history.step[rows - 1] == rows - 1;
  if (dense && !evidence.goes_to_and_fro()) return false;
  if (clips && dense && keeps_its_stride(evidence)) return true;
  // At the limit itself f stays the same, but for rounding.
  const double rounding = left > 1e-6 ? 64 * std::numeric_limits<double>::epsilon() * std::fabs(best) : 0;
  return evidence.fourth_quarter - best + rounding > 0.5 * (evidence.third_quarter - best);
}

// In the middle of what it jumps around, else at one of its points: noise drives a run to points of any curvature.
std::optional<Unstable> unstable_middle(const Evidence& evidence) {
  const auto rows = evidence.sound_rows, first = rows - (rows + 3) / 4;
  if (auto found = unstable_at(evidence, evidence.mean_point, first)) return found;
  return evidence.is_noisy() ? std::nullopt : first_unstable(evidence, first, rows);
}

// Of a rule whose limit no theory here tells: f goes on growing, and comes down at a smaller rate, which is tried.
std::optional<Insight> grows_unless_slower(const Evidence& evidence, std::size_t best) {
  const auto& f = evidence.history.f;
  const double climb = evidence.fourth_quarter - f[0];
  const bool goes_on = climb > 0 && climb > 2 * (evidence.third_quarter - f[0]);
  const auto rate = evidence.learning_rate(evidence.history.step[best]);
  if (!rate || !(evidence.run.outcome.kind == OutcomeKind::diverged || goes_on)) return std::nullopt;
  for (const double factor : {1.0 / 3, 0.1, 1.0 / 30, 0.01, 1.0 / 300, 0.001}) {
    const auto run = minimize(evidence.problem, evidence.history.point(0), evidence.with_rate_times(factor),
                              evidence.trial(evidence.options.steps));
    if (failed(run.outcome.kind) || !(run.f < f[0])) continue;
    const double slower = factor * *rate;
    Insight insight{.kind = Finding::beyond_stability_limit,
                    .text = {},
                    .numbers = {{"learning_rate", *rate}, {"better_learning_rate", slower}, {"f_with_better", run.f}},
                    .step = evidence.history.step[best]};
    insight.text = "f grew from step " + std::to_string(insight.step) + " on: a learning rate of " + rounded(*rate) +
                   " is too great here; at " + rounded(slower) + " f comes down, to " + rounded(run.f) +
                   " with the same budget";
    return insight;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Insight> beyond_stability_limit(const Evidence& evidence) {
  if (evidence.sound_rows == 0) return std::nullopt;
  const auto& f = evidence.history.f;
  const auto begin = f.begin(), end = begin + static_cast<std::ptrdiff_t>(evidence.sound_rows);
  const auto best = static_cast<std::size_t>(std::min_element(begin, end) - begin);
  // A run that diverged downwards has f fall without bound, not grow.
  const bool diverged = evidence.run.outcome.kind == OutcomeKind::diverged && !(evidence.run.f < f[0]);
  const bool clips = only_clips(evidence.method);
  const bool grew = diverged || f[evidence.sound_rows - 1] > f[0];
  const bool bounces = bounces_on(evidence, clips) && (clips || !grew);
  if (!grew && !bounces) return std::nullopt;
  const auto found = bounces ? unstable_middle(evidence) : first_unstable(evidence, best, evidence.sound_rows);
  if (!found && grew && !local_stability_limit_times_curvature(evidence.method, 0, evidence.options.steps))
    return grows_unless_slower(evidence, best);
  if (!found) return std::nullopt;
  const auto step = evidence.history.step[found->row];
  Insight insight{.kind = Finding::beyond_stability_limit,
                  .text = {},
                  .numbers = {{"learning_rate", found->rate}, {"limit", found->limit}, {"curvature", found->curvature}},
                  .step = step};
  insight.text =
      std::string(bounces ? "it jumps to and fro from step " : "f grew from step ") + std::to_string(step) + " on";
  if (bounces) {
    insight.numbers.insert(insight.numbers.end(), {{"step_length", evidence.step_length}, {"radius", evidence.radius}});
    insight.text += ", in steps of about " + rounded(evidence.step_length) + " at a distance of about " +
                    rounded(evidence.radius) + " from their middle";
    if (const auto away = evidence.distance_to_minimiser(evidence.sound_rows - 1))
      insight.numbers.push_back({"distance_to_minimiser", *away});
  }
  insight.text += ": there the largest curvature is L = " + rounded(found->curvature) +
                  ", so that a learning rate is stable below " + rounded(found->limit) + ", and it was " +
                  rounded(found->rate);
  if (clips && bounces)
    insight.text += "; the clip keeps it from diverging, but only below " + rounded(found->limit) + " can it settle";
  return insight;
}

}  // namespace ravine
