// ravine trace: one run's trajectory as text.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <span>
#include <utility>

#include "ravine/app/arguments.hpp"
#include "ravine/app/commands.hpp"
#include "ravine/app/insights_of.hpp"
#include "ravine/app/output_place.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/run/derivative.hpp"
#include "ravine/study/comparison_plan.hpp"
#include "ravine/study/csv.hpp"
#include "ravine/study/json.hpp"
#include "ravine/study/npy.hpp"
#include "ravine/study/stored_study.hpp"

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

// The plan of the scored runs of a comparison: it has what tuning found, which stands in a store beside.
study::Plan scored_plan(const study::Plan& base, const study::ContenderPlan& tuning,
                        const std::filesystem::path& tuning_store) {
  std::vector<study::RunRecord> tried;
  if (tuning.plan.size() > 0)
    study::StoredStudy(tuning_store).read_records([&](const study::RunRecord& record) { tried.push_back(record); });
  if (tried.size() != tuning.plan.size())
    throw InputError("the tuning in \"" + tuning_store.string() + "\" is not that of the whole comparison",
                     "run it to its end: the same `ravine run` goes on from there");
  return scoring_plan(base, tuning, best_settings(tuning, tried), tried).plan;
}

// A run's number in its study; a key is longer than any.
std::optional<std::size_t> run_number(const std::string& text) {
  constexpr std::size_t most_digits = 18;
  if (text.empty() || text.size() > most_digits || text.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::stoull(text);
}

// A run of a study, by its key or number.
struct StoredRun {
  study::Plan plan;
  study::PlannedRun run;
};
StoredRun stored_run(const TraceCommand& command) {
  namespace fs = std::filesystem;
  const fs::path place = command.study;
  const auto number = run_number(command.run);
  auto key = study::parse_key(command.run);
  if (!key && !number)
    throw InputError(
        "--run is \"" + command.run + "\"; a run's key is 32 hexadecimal digits, its number at most 18 digits",
        "copy it from the study's report or runs.csv, or from `ravine export`");
  const bool is_folder = fs::is_directory(place);
  const auto folder = is_folder ? place : place.parent_path();
  auto path = is_folder ? place / "study.sqlite" : place;
  if (number) key = study::StoredStudy(path).key(*number);
  auto index = number ? number : study::StoredStudy(path).find(*key);
  const auto tuning_store = folder / "tuning.sqlite";  // a comparison has two
  if (!index && is_folder && fs::exists(tuning_store)) index = study::StoredStudy(path = tuning_store).find(*key);
  if (!index || !key)
    throw InputError("the study \"" + place.string() + "\" has no run " + command.run,
                     "say which study has it: --study DIR");
  auto plan = study::StoredStudy(path).plan(fs::current_path());
  require_permission(plan, command.allow_exec);
  if (plan.comparison) {
    auto tuning = tuning_plan(plan);
    plan =
        path.filename() == tuning_store.filename() ? std::move(tuning.plan) : scored_plan(plan, tuning, tuning_store);
  }
  auto run = plan.run(*index);
  if (run_key(plan, run) != *key)
    throw InputError("the run " + command.run + " was made by a version of this program that gave other bits");
  return {std::move(plan), std::move(run)};
}

void print_trace(const TraceCommand& command, const Problem& problem, const Method& method, const RunResult& result) {
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
}

// What is said of a run besides, on the standard error too.
void print_insights(const TraceCommand& command, const Problem& problem, const std::vector<double>& start,
                    const Method& method, const RunOptions& options, const RunResult& result,
                    std::optional<double> minimum, const std::vector<std::vector<double>>& minimisers) {
  for (const auto& text : insights_of(problem, start, method, options, result, minimum, minimisers).texts)
    fmt::print(stderr, "  {}\n", text);
  if (const auto derivatives = derivatives_of(problem, start, method, result); !derivatives.empty())
    fmt::print(stderr, "  of the last f: {}\n", derivatives);
  if (command.derivative.empty()) return;
  const auto derivative = derivative_by_setting(problem, start, method, command.derivative, result.steps);
  fmt::print(stderr, "  the derivative of the last f by {} is {}\n",
             clear_name(method, *method.info().find(command.derivative)), shortest(derivative.df));
}

// Before the run, whose trajectory would be written else: after no step every fault of the question shows.
void require_derivative(const TraceCommand& command, const Problem& problem, const std::vector<double>& start,
                        const Method& method) {
  if (!command.derivative.empty()) derivative_by_setting(problem, start, method, command.derivative, 0);
}

}  // namespace

int trace(const TraceCommand& command) {
  require_file_place("--out", command.out);
  if (!command.run.empty()) {
    auto stored = stored_run(command);
    auto& run = stored.run;
    const auto& problem = *stored.plan.problems[run.problem].problem;
    run.options.record = {};
    run.options.record.every = command.every;
    const auto& planned = stored.plan.problems[run.problem];
    require_derivative(command, problem, run.start, run.method);
    const auto result = minimize(problem, run.start, run.method, run.options);
    print_trace(command, problem, run.method, result);
    print_insights(command, problem, run.start, run.method, run.options, result, planned.minimum, planned.minimisers);
    return 0;
  }
  if (command.descent.function.empty())
    throw InputError("trace needs a function", "ravine trace '5*x^2 + y^2' --from 5,5 'adam(lr=0.1)'");
  auto descent = parse_descent(command.descent, 1, command.every, "print fewer of them: --every 1000");
  const auto method = parse_method(command.method, command.descent.like, descent.problem->layout()).method;
  descent.options.record.every = command.every;
  require_derivative(command, *descent.problem, descent.start, method);
  const auto result = minimize(*descent.problem, descent.start, method, descent.options);
  print_trace(command, *descent.problem, method, result);
  const auto& known = descent.known;
  print_insights(command, *descent.problem, descent.start, method, descent.options, result,
                 known ? known->minimum : std::nullopt, known ? known->minimisers : std::vector<std::vector<double>>());
  return 0;
}

}  // namespace ravine::app
