// ravine trace: one run's trajectory as text.
#include <fmt/format.h>

#include <cstdio>
#include <span>

#include "ravine/app/arguments.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/csv.hpp"
#include "ravine/study/json.hpp"
#include "ravine/study/npy.hpp"

namespace ravine::app {
namespace {

void write(const std::string& out, std::span<const unsigned char> bytes) {
  if (!out.empty()) return write_file(out, bytes);
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0)
    throw SystemError("the standard output cannot be written");
}

std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

int trace(const TraceCommand& command) {
  auto descent = parse_descent(command.descent, 1, command.every, "print fewer of them: --every 1000");
  const auto method = parse_method(command.method, command.descent.like);
  descent.options.record.every = command.every;
  const auto& problem = *descent.problem;
  const auto result = minimize(problem, descent.start, method, descent.options);
  const study::TrajectoryTable table(result.history, problem.coordinate_names());
  if (command.format == "npy")
    write(command.out, study::trajectory_npy(table));
  else
    write(command.out,
          bytes_of(command.format == "json" ? study::trajectory_json(table) : study::trajectory_csv(table)));
  const auto& outcome = result.outcome;
  fmt::print(stderr, "{}: {} after {} steps{}; f = {}, best f = {} at step {}\n", method.text(), name(outcome.kind),
             result.steps, outcome.reason.empty() ? "" : " (" + outcome.reason + ")", shortest(result.f),
             shortest(result.best_f), result.best_step);
  return 0;
}

}  // namespace ravine::app
