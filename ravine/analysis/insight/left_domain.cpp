// A step that went where f, or its gradient, has no value.
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

}  // namespace

std::optional<Insight> left_domain(const Evidence& evidence) {
  const auto& outcome = evidence.run.outcome;
  if (outcome.kind != OutcomeKind::left_domain) return std::nullopt;
  Insight insight{.kind = Finding::left_domain, .text = {}, .numbers = {}, .step = outcome.step};
  const auto part = outcome.reason.substr(0, outcome.reason.find(" at step"));
  const auto colon = outcome.reason.rfind(": ");
  const auto where =
      colon == std::string::npos ? std::string() : " at " + rounded_argument(outcome.reason.substr(colon + 2));
  insight.text = (part.empty() ? "f" : part) + " has no value" + where;
  if (evidence.rows < 2) {
    insight.text += ", where the run started: the start is outside the domain";
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
