// A run that was still coming down steadily when its budget ended.
#include <algorithm>
#include <cmath>

#include "ravine/analysis/insight/convergence_rate.hpp"
#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {

namespace {

// From the third quarter of the rows to the fourth: the mean of f and the greatest one. Of a cycle of few points the
// means differ by the one that comes once more, the greatest by rounding.
bool came_down(const Evidence& evidence) {
  const auto begin = evidence.history.f.begin();
  const auto row = [&](std::size_t at) { return begin + static_cast<std::ptrdiff_t>(at); };
  const auto rows = evidence.sound_rows, last_quarter = rows - (rows + 3) / 4;
  const double third = *std::max_element(row(rows / 2), row(last_quarter));
  const double fourth = *std::max_element(row(last_quarter), row(rows));
  const double height = std::isfinite(evidence.minimum) ? third - evidence.minimum : std::fabs(third);
  return evidence.fourth_quarter < evidence.third_quarter && third - fourth > 1e-9 * height;
}

// f - minimum at which a run that goes on as it does has arrived: at the end of a descent only the slowest direction is
// left, along which f - minimum goes with the square of the distance.
double excess_of_arrival(const Evidence& evidence) {
  double goal = arrived_excess * evidence.excess(0);
  if (!(evidence.distance_left > arrived_distance)) return goal;
  const double shrinks = arrived_distance / evidence.distance_left;
  return std::min(goal, shrinks * shrinks * evidence.excess(evidence.sound_rows - 1));
}

// How many times the evaluations so far it takes to halve what is left of a fall as t^-power.
double halving_takes(const PowerFall& fall) { return math::exp(math::log(2.0) / fall.power); }

}  // namespace

std::optional<Insight> too_slow(const Evidence& evidence) {
  if (evidence.run.outcome.kind != OutcomeKind::budget || evidence.arrived()) return std::nullopt;
  if (!came_down(evidence)) return std::nullopt;
  const auto last = evidence.sound_rows - 1;
  Insight insight{.kind = Finding::too_slow,
                  .text = "f was still coming down when the budget ended",
                  .numbers = {{"left", evidence.left}},
                  .step = evidence.history.step[last]};
  if (const auto& fall = evidence.power_fall) {
    insight.numbers = {{"exponent", fall->power}, {"r_squared", fall->r_squared}};
    insight.text += ": f falls as a power of the evaluations, the power " + rounded(-fall->power) +
                    ", and not exponentially (R² = " + rounded(fall->r_squared) + " against " +
                    rounded(fall->exponential) + "); no minimum is near, and to halve what is left takes " +
                    rounded(halving_takes(*fall)) + " times as many evaluations";
    return insight;
  }
  const bool far = evidence.distance_left > arrived_distance;
  if (far) insight.numbers.push_back({"distance_left", evidence.distance_left});
  const auto rate = estimate_rate(evidence.history, evidence.minimum);
  const double goal = excess_of_arrival(evidence), more = evaluations_until(rate, goal);
  if (rate.kind == ConvergenceRate::Kind::none || !std::isfinite(more)) {
    insight.text += ", at no rate that could be told";
    return insight;
  }
  const auto evaluations_made = static_cast<double>(evidence.run.evaluations);
  const bool linear = rate.kind == ConvergenceRate::Kind::linear;
  insight.numbers.insert(
      insight.numbers.end(),
      {{linear ? "contraction" : "exponent", rate.rate}, {"r_squared", rate.r_squared}, {"evaluations_needed", more}});
  const auto away =
      far ? " and " + rounded(100 * evidence.distance_left) + " % of the first distance away" : std::string();
  insight.text +=
      ", " + rounded(evidence.excess(last)) + " above " + evidence.minimum_text() + away + "; " +
      (linear ? "an evaluation leaves " + shortest(std::floor(rate.rate * 1e6 + 0.5) / 1e6) + " of the excess"
              : "it falls as a power " + rounded(-rate.rate) + " of the evaluations") +
      " (R² = " + rounded(rate.r_squared) + "), and if it goes on so, " +
      (far ? "a twentieth of the distance" : "a thousandth of the first") + " takes " +
      // So far ahead no line reaches that was fitted to this run.
      (more > 1000 * evaluations_made ? "more than a thousand times as many evaluations as were made"
                                      : "about " + rounded(more) + " evaluations more");
  return insight;
}

}  // namespace ravine
