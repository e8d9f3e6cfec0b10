// A minimum that is not the known one.
#include <cmath>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"

namespace ravine {

std::optional<Insight> local_minimum(const Evidence& evidence) {
  if (!evidence.known.value) return std::nullopt;
  const auto last = evidence.sound_rows - 1;
  const double excess = evidence.excess(last);
  // A known minimum has few digits at times: what is below a ten-thousandth of the descent may be those.
  if (!(excess > 1e-4 * evidence.excess(0))) return std::nullopt;
  const auto x = evidence.history.point(last);
  // What is still to gain here is nothing beside what is missing. Infinite where it is no minimum at all.
  if (!(evidence.curvature.newton_decrement(x) < 0.01 * excess)) return std::nullopt;
  const auto spectrum = evidence.curvature.spectrum(x);
  std::vector<double> gradient(evidence.dimension);
  evidence.curvature.evaluate(x, gradient);
  const double slope = euclidean_norm(gradient);
  Insight insight{
      .kind = Finding::local_minimum,
      .text = {},
      .numbers = {{"f_above_minimum", excess}, {"gradient_norm", slope}, {"lowest_curvature", spectrum.lowest()}},
      .step = evidence.history.step[last]};
  insight.text = "it ended in a local minimum: the gradient is " + rounded(slope) +
                 " and all curvatures are at least " + rounded(spectrum.lowest()) + ", but f is still " +
                 rounded(excess) + " above the known minimum; another start may reach it";
  if (const auto away = evidence.distance_to_minimiser(last))
    insight.numbers.push_back({"distance_to_minimiser", *away});
  return insight;
}

}  // namespace ravine
