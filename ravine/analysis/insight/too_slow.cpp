// A run that was still coming down steadily when its budget ended.
#include <cmath>

#include "ravine/analysis/insight/convergence_rate.hpp"
#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {

std::optional<Insight> too_slow(const Evidence& evidence) {
  if (evidence.run.outcome.kind != OutcomeKind::budget || evidence.has_arrived()) return std::nullopt;
  if (!(evidence.fourth_quarter < evidence.third_quarter)) return std::nullopt;
  const auto last = evidence.sound_rows - 1;
  Insight insight{.kind = Finding::too_slow,
                  .text = "f was still coming down when the budget ended",
                  .numbers = {{"left", evidence.left}},
                  .step = evidence.history.step[last]};
  const auto rate = estimate_rate(evidence.history, evidence.minimum);
  // A thousandth of the excess, or where that is reached a tenth of the way, f being as its square.
  const bool by_way = evidence.left <= Evidence::arrived_excess;
  const double share = Evidence::arrived_way / evidence.far;
  const double goal = by_way ? share * share * evidence.excess(last) : Evidence::arrived_excess * evidence.excess(0);
  const double more = evaluations_until(rate, goal);
  if (rate.kind == ConvergenceRate::Kind::none || !std::isfinite(more)) {
    insight.text += ", at no rate that could be told";
    return insight;
  }
  const bool linear = rate.kind == ConvergenceRate::Kind::linear;
  insight.numbers.insert(
      insight.numbers.end(),
      {{linear ? "contraction" : "exponent", rate.rate}, {"r_squared", rate.r_squared}, {"evaluations_needed", more}});
  insight.text += ", " + rounded(evidence.excess(last)) + " above the minimum; " +
                  (linear ? "an evaluation leaves " + shortest(std::floor(rate.rate * 1e6 + 0.5) / 1e6) + " of that"
                          : "it falls as a power " + rounded(-rate.rate) + " of the evaluations") +
                  " (R² = " + rounded(rate.r_squared) + "), so that " +
                  (by_way ? "a tenth of the way" : "a thousandth of the first") + " takes about " + rounded(more) +
                  " evaluations more";
  return insight;
}

}  // namespace ravine
