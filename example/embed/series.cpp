// A series of experiments inside a program: a definition, the machine's threads, a rule of one's own among the methods.
#include <cstdio>
#include <ravine/study.hpp>

#include "quartic.hpp"

int main() {
  register_quartic();
  const auto plan = ravine::study::read_definition({.text = R"(
    budget = 500
    [problem.valley]
    function = "(1-x)^2 + 100*(y-x^2)^2"
    start    = [-1.2, 1]
    minimum  = 0
    [[run]]
    method = "adam"
    learning_rate = [0.003, 0.01, 0.03]
    [[run]]
    method = "quartic"
    learning_rate = [0.001, 0.002]
  )"});
  ravine::study::ThreadExecutor executor;
  const auto results = ravine::study::run(plan, executor);
  for (const auto& run : ravine::study::summarise(plan, results))
    std::printf("%-40s %s, best f = %.17g\n", run.label.c_str(), run.outcome.c_str(), run.best_f);
  return results.runs.size() == 5 ? 0 : 1;
}
