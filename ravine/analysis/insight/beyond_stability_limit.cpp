// A learning rate above what the curvature allows (stability_limit.hpp).
#include <algorithm>
#include <cmath>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/analysis/stability_limit.hpp"

namespace ravine {
namespace {

struct Unstable {
  std::size_t row = 0;
  double curvature = 0, rate = 0, limit = 0;
};

// The first row from `first` on, of up to 16 looked at, where the rate is above the limit.
std::optional<Unstable> first_unstable(const Evidence& evidence, std::size_t first, std::size_t end) {
  const std::size_t stride = std::max<std::size_t>(1, (end - first) / 16);
  for (std::size_t row = first; row < end; row += stride) {
    const auto step = evidence.history.step[row];
    const auto times = stability_limit_times_curvature(evidence.method, step, evidence.options.steps);
    const auto rate = evidence.learning_rate(step);
    if (!times || !rate) return std::nullopt;
    const auto spectrum = evidence.curvature.spectrum(evidence.history.point(row));
    if (!spectrum.finite() || spectrum.highest() <= 0) continue;
    const double limit = *times / spectrum.highest();
    if (*rate > limit) return Unstable{row, spectrum.highest(), *rate, limit};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Insight> beyond_stability_limit(const Evidence& evidence) {
  if (evidence.sound_rows == 0) return std::nullopt;
  const auto& f = evidence.history.f;
  const auto begin = f.begin(), end = begin + static_cast<std::ptrdiff_t>(evidence.sound_rows);
  const auto best = static_cast<std::size_t>(std::min_element(begin, end) - begin);
  const bool diverged = evidence.run.outcome.kind == OutcomeKind::diverged;
  const bool grew = diverged || f[evidence.sound_rows - 1] > f[0];
  // A rate above the limit need not grow where f is flatter farther out: it then jumps between two sides.
  const bool bounces = evidence.sound_rows >= 20 && !evidence.problem.stochastic() &&
                       evidence.fourth_quarter - f[best] > 0.5 * (evidence.third_quarter - f[best]) &&
                       evidence.left > 1e-6;
  if (!grew && !bounces) return std::nullopt;
  const auto from = grew ? best : evidence.sound_rows - (evidence.sound_rows + 3) / 4;
  const auto found = first_unstable(evidence, from, evidence.sound_rows);
  if (!found) return std::nullopt;
  const auto step = evidence.history.step[found->row];
  Insight insight{.kind = Finding::beyond_stability_limit,
                  .text = {},
                  .numbers = {{"learning_rate", found->rate}, {"limit", found->limit}, {"curvature", found->curvature}},
                  .step = step};
  insight.text = std::string(grew ? "f grew from step " : "f jumps to and fro from step ") + std::to_string(step) +
                 " on: there the largest curvature is L = " + rounded(found->curvature) +
                 ", so that a learning rate is stable below " + rounded(found->limit) + ", and it was " +
                 rounded(found->rate);
  return insight;
}

}  // namespace ravine
