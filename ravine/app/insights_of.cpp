#include "ravine/app/insights_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ravine/analysis/insight/insight.hpp"
#include "ravine/analysis/insight/trust_horizon.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/run/derivative.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t most_followed_coordinates = 50, most_followed_steps = 100'000, most_neighbours = 10;
constexpr int determined_digits = 6;
constexpr std::size_t most_differentiated = 20'000;  // steps times coordinates

// Whether a run's history is the path that insights are measured on: of a thinned one a jump to and fro looks like
// rest.
bool keeps_the_path(const Record& record) {
  return record.every == 1 && record.point && record.gradient && !record.answer;
}

// The same run with its whole path. What ended it from outside ends it at the same step again.
RunResult with_path(const Problem& problem, const std::vector<double>& start, const Method& method, RunOptions options,
                    const RunResult& run) {
  const bool from_outside = run.outcome.kind == OutcomeKind::timeout || run.outcome.kind == OutcomeKind::cancelled;
  options.record = {};
  options.callback = nullptr;
  options.seconds = infinity;
  if (from_outside && run.evaluations > 0) options.pruned_after = run.evaluations;
  auto whole = minimize(problem, start, method, options);
  if (from_outside) whole.outcome = run.outcome;
  return whole;
}

}  // namespace

bool are_insights_cheap(const Problem& problem, const RunOptions& options) {
  return problem.dimension() <= most_followed_coordinates && options.steps <= most_followed_steps &&
         problem.sample_count().samples == 0 && problem.shares_evaluators();
}

RunInsights insights_of(const Problem& problem, const std::vector<double>& start, const Method& method,
                        const RunOptions& options, const RunResult& run, std::optional<double> minimum,
                        const std::vector<std::vector<double>>& minimisers) {
  RunInsights found;
  if (!are_insights_cheap(problem, options)) return found;
  if (!keeps_the_path(options.record)) {
    const auto whole = with_path(problem, start, method, options, run);
    auto with = options;
    with.record = {};
    return insights_of(problem, start, method, with, whole, minimum, minimisers);
  }
  const auto& history = run.history;
  for (auto& insight : insights(problem, method, options, run, {minimum, minimisers}))
    found.texts.push_back(std::move(insight.text));
  if (problem.dimension() > most_neighbours || options.steps * problem.dimension() > most_followed_steps) return found;
  const auto step = trust_horizon(problem, method, start, options, determined_digits);
  if (!step || *step > run.steps) return found;
  const auto row = std::lower_bound(history.step.begin(), history.step.end(), *step) - history.step.begin();
  found.trust_horizon = static_cast<double>(history.evaluations[static_cast<std::size_t>(row)]);
  found.texts.push_back("from step " + std::to_string(*step) +
                        " on a start one unit in the last place away changes the path's " +
                        std::to_string(determined_digits) + "th digit: what follows is chance");
  return found;
}

std::string clear_name(const Method& method, const ParameterInfo& parameter) {
  const auto& chain = method.chain();
  const std::string name(parameter.name);
  const bool shared = std::any_of(chain.links().begin(), chain.links().end(), [&](const Link& link) {
    return link.entry->info.part != Part::rule && link.entry->info.find(name) != nullptr;
  });
  return shared ? std::string(chain.links()[chain.rule_place()].entry->info.name) + "." + name : name;
}

std::string derivatives_of(const Problem& problem, const std::vector<double>& start, const Method& method,
                           const RunResult& run) {
  std::string text;
  const auto& settings = method.settings();
  const auto& links = method.chain().links();
  if (failed(run.outcome.kind) || problem.stochastic() || problem.dimension() > most_neighbours ||
      run.steps * problem.dimension() > most_differentiated ||
      std::any_of(settings.begin(), settings.end(), [](const Setting& setting) { return setting.schedule; }) ||
      std::any_of(links.begin(), links.end(), [](const Link& link) { return link.entry->uses_noise; }))
    return text;
  const auto& parameters = method.info().parameters;
  const auto differentiated_by = [&](const ParameterInfo& parameter) {
    const auto alike = std::count_if(parameters.begin(), parameters.end(),
                                     [&](const ParameterInfo& other) { return other.symbol == parameter.symbol; });
    return alike == 1 && !parameter.symbol.empty() ? std::string(parameter.symbol) : clear_name(method, parameter);
  };
  for (const auto& parameter : parameters) {
    if (parameter.kind != ParameterInfo::Kind::number) continue;
    double slope = 0;
    try {
      slope = derivative_by_setting(problem, start, method, parameter.name, run.steps).df;
    } catch (const InputError&) {
      return {};  // this method or problem has none
    }
    if (!std::isfinite(slope)) continue;
    text += fmt::format("{}∂f/∂{} = {:.3g}", text.empty() ? "" : ", ", differentiated_by(parameter), slope);
  }
  return text;
}

}  // namespace ravine::app
