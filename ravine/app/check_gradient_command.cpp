// ravine check-gradient: whether the gradients of a definition's problems are those of their f.
#include "ravine/problem/check_gradient.hpp"

#include <fmt/format.h>

#include "ravine/app/arguments.hpp"
#include "ravine/app/interrupt.hpp"
#include "ravine/problem/external/external_problem.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/study/definition.hpp"

namespace ravine::app {
namespace {

bool is_by_differences(const Problem& problem) {
  const auto* noisy = dynamic_cast<const NoisyProblem*>(&problem);
  const auto* external = dynamic_cast<const ExternalProblem*>(noisy != nullptr ? &noisy->exact() : &problem);
  return external != nullptr && external->program().differences;
}

}  // namespace

int check_gradient(const CheckGradientCommand& command) {
  const auto plan = study::read_definition_file(command.file, command.overrides);
  require_permission(plan, command.allow_exec);
  std::atomic<bool> at_once{true};  // nothing half-written to keep: the first signal ends it
  const Interrupt interrupt(at_once);
  for (const auto& problem : plan.problems) {
    if (is_by_differences(*problem.problem)) {
      fmt::print("{}: its gradient is by differences of f itself\n", problem.name);
      continue;
    }
    const auto check = ravine::check_gradient(*problem.problem, problem.start);
    const auto wrong = check.count(CoordinateCheck::Verdict::wrong),
               unclear = check.count(CoordinateCheck::Verdict::unclear);
    fmt::print("{}: {} coordinates, {} wrong, {} unclear\n", problem.name, check.coordinates.size(), wrong, unclear);
    if (!check.right()) fmt::print("{}\n", check.text());
  }
  return 0;
}

}  // namespace ravine::app
