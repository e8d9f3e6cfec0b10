// A minimum that is not the known one: a run has ended there, or is on the way down to it.
#include <cmath>
#include <span>
#include <vector>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"

namespace ravine {

namespace {

// A known minimum has few digits at times: what is below a ten-thousandth of the descent may be those.
bool is_above_the_known(const Evidence& evidence, double f) { return f - evidence.minimum > 1e-4 * evidence.excess(0); }

// The minimum that Newton's damped steps lead to from x, all of them in a region where f is convex; none where they do
// not settle.
std::optional<std::vector<double>> minimum_below(const Evidence& evidence, std::span<const double> x) {
  std::vector<double> at(x.begin(), x.end()), gradient(evidence.dimension);
  for (int turn = 0; turn < 30; ++turn) {
    auto next = evidence.curvature.estimated_minimiser(at);
    if (!next) return std::nullopt;
    at.swap(*next);
    const double f = evidence.curvature.evaluate(at, gradient);
    if (evidence.curvature.newton_decrement(at) <= 1e-9 * std::fabs(f - evidence.minimum)) return at;
  }
  return std::nullopt;
}

// Whether a minimum is near, less than `gain` below: Newton's first step promises so, and its next ones find it. In a
// bend of a ravine the first alone may say so.
bool settles_near(const Evidence& evidence, std::span<const double> x, double gain) {
  if (!(evidence.curvature.newton_decrement(x) < gain)) return false;
  const auto minimiser = minimum_below(evidence, x);
  if (!minimiser) return false;
  std::vector<double> gradient(evidence.dimension);
  return evidence.curvature.evaluate(x, gradient) - evidence.curvature.evaluate(*minimiser, gradient) < 2 * gain;
}

}  // namespace

std::optional<Insight> local_minimum(const Evidence& evidence) {
  if (!evidence.known.value) return std::nullopt;
  const auto last = evidence.sound_rows - 1;
  const double excess = evidence.excess(last);
  if (!is_above_the_known(evidence, evidence.history.f[last])) return std::nullopt;
  const auto x = evidence.history.point(last);
  const auto spectrum = evidence.curvature.spectrum(x);
  if (!spectrum.finite()) return std::nullopt;
  // At rest where f does not curve along a direction, in a trough, Newton's step has no length.
  const bool in_trough = evidence.is_at_rest() && evidence.radius <= 1e-6 * evidence.distance(0, last) &&
                         std::fabs(spectrum.lowest()) <= 1e-6 * spectrum.highest();
  if (!in_trough && !settles_near(evidence, x, 0.01 * excess)) return std::nullopt;
  std::vector<double> gradient(evidence.dimension);
  evidence.curvature.evaluate(x, gradient);
  const double slope = euclidean_norm(gradient);
  Insight insight{
      .kind = Finding::local_minimum,
      .text = {},
      .numbers = {{"f_above_minimum", excess}, {"gradient_norm", slope}, {"lowest_curvature", spectrum.lowest()}},
      .step = evidence.history.step[last]};
  insight.text = (in_trough ? "it came to rest where f is level along a direction: the gradient is " + rounded(slope) +
                                  " and no curvature is negative"
                            : "it ended in a local minimum: the gradient is " + rounded(slope) +
                                  " and all curvatures are at least " + rounded(spectrum.lowest())) +
                 ", but f is still " + rounded(excess) + " above the known minimum; another start may reach it";
  if (const auto away = evidence.distance_to_minimiser(last))
    insight.numbers.push_back({"distance_to_minimiser", *away});
  return insight;
}

std::optional<Insight> heads_for_local_minimum(const Evidence& evidence) {
  if (!evidence.known.value || evidence.run.outcome.kind != OutcomeKind::budget) return std::nullopt;
  const auto last = evidence.sound_rows - 1;
  const auto x = evidence.history.point(last);
  if (!is_above_the_known(evidence, evidence.history.f[last])) return std::nullopt;
  const auto minimiser = minimum_below(evidence, x);
  if (!minimiser) return std::nullopt;
  std::vector<double> gradient(evidence.dimension);
  const double f = evidence.curvature.evaluate(*minimiser, gradient);
  // From far a step of Newton may lead anywhere: from here on f has to be about its second-order model.
  const double fall = evidence.history.f[last] - f, promised = evidence.curvature.newton_decrement(x);
  if (!is_above_the_known(evidence, f) || !(promised > 0.5 * fall && promised < 2 * fall)) return std::nullopt;
  const double excess = f - evidence.minimum;
  Insight insight{.kind = Finding::local_minimum,
                  .text = {},
                  .numbers = {{"local_minimum", f}, {"f_above_minimum", excess}, {"left", evidence.left}},
                  .step = evidence.history.step[last]};
  insight.text = "it is on the way down to a local minimum, f = " + rounded(f) + ", which is " + rounded(excess) +
                 " above the known minimum; more steps will hardly leave it, another start may";
  if (const auto away = evidence.distance_to_minimiser(last))
    insight.numbers.push_back({"distance_to_minimiser", *away});
  return insight;
}

}  // namespace ravine
