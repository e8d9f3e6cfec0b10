// A run that came to rest at a level place which is no minimum, though no curvature is negative there, as x³ has it at
// 0: f falls on behind it. That is tried: on the line on which the run ends, f falls at each doubling of the way, up to
// what the run had gone, by ten times what may be left where a run has arrived. Of a minimum f rises behind it.

#include "ravine/analysis/insight/line_ahead.hpp"
#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"

namespace ravine {

std::optional<Insight> inflection(const Evidence& evidence) {
  const auto& history = evidence.history;
  const auto last = evidence.sound_rows - 1;
  if (!evidence.arrived() || evidence.is_noisy() || history.gradient_norm(last) > 0.01 * evidence.steepest)
    return std::nullopt;
  const double fell = history.f[0] - history.f[last];
  if (!(fell > 0)) return std::nullopt;
  double f = history.f[last], distance = 0;
  for (const auto& spot : line_ahead(evidence, evidence.distance(0, last))) {
    if (!(spot.f < f)) break;
    f = spot.f, distance = spot.distance;
  }
  if (!(history.f[last] - f >= 10 * arrived_excess * fell)) return std::nullopt;
  const double slope = history.gradient_norm(last);
  Insight insight{.kind = Finding::saddle,
                  .text = {},
                  .numbers = {{"gradient_norm", slope},
                              {"f_reached", history.f[last]},
                              {"f_ahead", f},
                              {"distance_ahead", distance}},
                  .step = history.step[last]};
  insight.text = "it came to rest at a level place that is no minimum: the gradient is only " + rounded(slope) +
                 ", but straight ahead f falls on, from " + rounded(history.f[last]) + " to " + rounded(f) + " at " +
                 rounded(distance) + " from there; longer steps may cross it";
  return insight;
}

}  // namespace ravine
