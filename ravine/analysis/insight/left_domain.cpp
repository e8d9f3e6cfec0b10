// A start or a step where f, or its gradient, has no value, or none that a double holds.
#include <cmath>

#include "ravine/analysis/insight/rules.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

// "x = -0.8245365597551251" as "x = -0.825".
std::string rounded_argument(const std::string& text) {
  const auto equals = text.rfind(" = ");
  const auto value = equals == std::string::npos ? std::nullopt : parse_number(text.substr(equals + 3));
  return value ? text.substr(0, equals + 3) + rounded(*value) : text;
}

// A run that was over at its first evaluation, whose values no double holds or whose f counts as diverged.
std::optional<Insight> starts_beyond_range(const Evidence& evidence) {
  const auto& outcome = evidence.run.outcome;
  if (outcome.kind != OutcomeKind::diverged || outcome.step > 0 || evidence.rows == 0) return std::nullopt;
  const double f = evidence.history.f[0];
  Insight insight{.kind = Finding::left_domain, .text = {}, .numbers = {{"f", f}}, .step = 0};
  if (evidence.sound_rows > 0 && std::isfinite(evidence.history.gradient_norm(0))) {
    insight.numbers.push_back({"divergence", evidence.options.divergence});
    insight.text = "no step was made: at the start f is already " + rounded(f) +
                   ", and a run counts as diverged beyond " + rounded(evidence.options.divergence) +
                   "; start where f is smaller";
    return insight;
  }
  const auto at = outcome.reason.find(" at step"), colon = outcome.reason.rfind(": ");
  const bool is_f = evidence.sound_rows == 0;
  insight.text = std::string("no step was made: at the start ") + (is_f ? "f" : "the gradient of f") +
                 " is not finite in double precision";
  if (at != std::string::npos && colon != std::string::npos)
    insight.text += ", since " + outcome.reason.substr(0, at) + " overflows at " +
                    rounded_argument(outcome.reason.substr(colon + 2));
  insight.text += "; start nearer to the minimum";
  return insight;
}

}  // namespace

std::optional<Insight> left_domain(const Evidence& evidence) {
  if (auto insight = starts_beyond_range(evidence)) return insight;
  const auto& outcome = evidence.run.outcome;
  if (outcome.kind != OutcomeKind::left_domain) return std::nullopt;
  Insight insight{.kind = Finding::left_domain, .text = {}, .numbers = {}, .step = outcome.step};
  const auto part = outcome.reason.substr(0, outcome.reason.find(" at step"));
  const auto colon = outcome.reason.rfind(": ");
  const auto where =
      colon == std::string::npos ? std::string() : " at " + rounded_argument(outcome.reason.substr(colon + 2));
  insight.text = (part.empty() ? "f" : part) + " has no value" + where;
  if (evidence.rows < 2) {
    insight.text += evidence.sound_rows > 0 ? ", where the run started: f has a value there, its gradient has none"
                                            : ", where the run started: the start is outside the domain";
    return insight;
  }
  const auto last = evidence.rows - 1;
  const double length = evidence.distance(last, last - 1), slope = evidence.history.gradient_norm(last - 1);
  insight.numbers = {{"step_length", length}, {"gradient_norm", slope}};
  insight.text += ": step " + std::to_string(outcome.step) + " was " + rounded(length) +
                  " long, from a point with a gradient of " + rounded(slope) + ", and went beyond the edge";
  if (const auto rate = evidence.learning_rate(evidence.history.step[last - 1])) {
    insight.numbers.push_back({"learning_rate", *rate});
    insight.text += "; a learning rate below " + rounded(*rate) + " makes shorter steps";
  }
  return insight;
}

}  // namespace ravine
