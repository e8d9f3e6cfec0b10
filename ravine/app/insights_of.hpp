// What is said of a run, in words: on the terminal and in the report.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "ravine/method/method.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine::app {

struct RunInsights {
  std::vector<std::string> texts;  // a sentence each, the most important first; of the horizon last
  // Gradient evaluations after which double precision no longer determines the path; NaN: it does to the end.
  double trust_horizon = std::numeric_limits<double>::quiet_NaN();
};
// Whether a run of this problem is short enough to be made again and looked at in passing.
bool are_insights_cheap(const Problem& problem, const RunOptions& options);
// Nothing where it would cost more than the run is worth (a data set, a program, many coordinates). Of every step: a
// run whose `options.record` kept fewer, or answers in place of points, is made again.
RunInsights insights_of(const Problem& problem, const std::vector<double>& start, const Method& method,
                        const RunOptions& options, const RunResult& run, std::optional<double> minimum,
                        const std::vector<std::vector<double>>& minimisers);

// What a setting is called where several links of a chain have one of its name, of which the bare name is the rule's:
// "adam.epsilon" beside "clip_norm.epsilon".
std::string clear_name(const Method& method, const ParameterInfo& parameter);

// The derivative of the last f by each setting that is a number: "∂f/∂η = -0.013, ∂f/∂β₁ = 4.2"; by its clear name
// where it has no symbol, or not alone. Empty where the run
// failed, a setting is a schedule, the method or problem has none (derivative.hpp) or draws noise, and where it would
// take long.
std::string derivatives_of(const Problem& problem, const std::vector<double>& start, const Method& method,
                           const RunResult& run);

}  // namespace ravine::app
