// ravine run: a definition file's experiments, from reading it to the report.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ravine/app/arguments.hpp"
#include "ravine/app/commands.hpp"
#include "ravine/app/interrupt.hpp"
#include "ravine/app/output_place.hpp"
#include "ravine/app/pictures.hpp"
#include "ravine/app/progress.hpp"
#include "ravine/app/record_runs.hpp"
#include "ravine/app/run_compare.hpp"
#include "ravine/app/run_study.hpp"
#include "ravine/app/study_files.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/error.hpp"
#include "ravine/study/comparison_plan.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/study_file.hpp"
#include "ravine/study/thread_pool.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

// More runs than these are in runs.csv and the report, not on the screen.
constexpr std::size_t most_printed = 40;

std::string brief(double value) { return fmt::format("{:.6g}", value); }

// Of a function what f came to, of a model what it was measured by at the end: a table each for problems that have the
// same columns, in their order.
void print_summary(const std::vector<study::RunSummary>& summaries, const study::Plan& plan,
                   const study::Results& results) {
  std::vector<std::vector<std::string>> rows;
  std::size_t printed = 0;
  const auto flush = [&] {
    if (!rows.empty()) print_table(rows);
    rows.clear();
  };
  for (const auto& run : summaries) {
    if (++printed > most_printed) break;
    const auto& history = results.runs[run.index].history;
    std::vector<std::string> head{"problem", "run", "outcome", "steps"};
    std::vector<std::string> row{run.problem, run.label, run.outcome, std::to_string(run.steps)};
    if (history.measured_step.empty()) {
      head.insert(head.end(), {"last f", "best f", "|gradient|"});
      row.insert(row.end(), {brief(run.f), brief(run.best_f), brief(run.gradient_norm)});
    } else {
      head.insert(head.end(), history.measure_names.begin(), history.measure_names.end());
      for (const double value : history.measures_at(history.measured_step.size() - 1)) row.push_back(brief(value));
    }
    if (rows.empty() || rows.front() != head) {
      flush();
      rows.push_back(std::move(head));
    }
    rows.push_back(std::move(row));
  }
  flush();
  if (plan.size() > most_printed) fmt::print("  ... and {} more in runs.csv\n", plan.size() - most_printed);
}

// What would run and what it costs. A comparison has two parts, of which the second does not depend on what the first
// finds as far as counts go.
int tell_cost(const RunCommand& command, const study::Plan& plan) {
  const auto workers = study::workers_for(command.jobs);
  study::PlanCost total = study::cost(plan, workers);
  std::string text;
  if (plan.comparison) {
    const auto tuning = study::tuning_plan(plan);
    const std::vector<study::Tuned> any(tuning.plan.blocks().size());
    const std::vector<study::RunRecord> none(tuning.plan.size());
    const auto scoring = study::scoring_plan(plan, tuning, any, none);
    total = study::cost(tuning.plan, workers);
    const auto second = study::cost(scoring.plan, workers);
    text = (total.runs > 0 ? study::plan_text(tuning.plan, workers) + "then the best of each" : "Each") +
           fmt::format(" and its defaults from {} other starts: ", plan.comparison->scored) + study::cost_text(second);
    total.runs += second.runs, total.evaluations += second.evaluations, total.store_bytes += second.store_bytes;
    total.memory_bytes = std::max(total.memory_bytes, second.memory_bytes);
    text += "\n" + study::cost_text(total) + " in all\n";
  } else {
    text = study::plan_text(plan, workers);
  }
  if (command.format == "json") {
    const nlohmann::ordered_json json{{"runs", total.runs},
                                      {"evaluations", total.evaluations},
                                      {"store_bytes", total.store_bytes},
                                      {"trajectory_bytes", total.history_bytes},
                                      {"memory_bytes", total.memory_bytes}};
    fmt::print("{}\n", json.dump(2));
  } else {
    fmt::print("{}", text);
  }
  return 0;
}

int stopped() {
  fmt::print(stderr, "ravine: interrupted; files that were finished stay, the others were not begun\n");
  return interrupted;
}

}  // namespace

int run(const RunCommand& command) {
  auto overrides = command.overrides;
  if (command.seed) overrides.push_back("seed=" + std::to_string(*command.seed));
  const auto plan = study::read_definition_file(command.file, overrides);
  if (command.dry_run) return tell_cost(command, plan);
  require_permission(plan, command.allow_exec);
  const fs::path folder = command.out;
  require_folder_place("--out", folder);

  study::ThreadExecutor executor(command.jobs);
  if (plan.comparison) return run_compare(command, plan, executor);
  if (!plan.is_traced()) return run_study(command, plan, executor);
  const auto store = folder / "study.sqlite";
  tell_of_kept_runs(store, study::keep_stored_runs(store));
  study::StudyControl control;
  const Interrupt interrupt(control.cancel);
  std::optional<Progress> progress(std::in_place, "runs", control.runs, plan.size(), command.quiet, &control.outcomes);
  const auto results = study::run(plan, executor, &control);
  progress.reset();
  if (results.cancelled || control.cancel) return stopped();

  const auto summaries = study::summarise(plan, results);
  remove_earlier_report(folder);
  study::write_results(folder, plan, results, summaries);
  const auto shown = scenes(plan, results, executor);
  std::atomic<std::uint64_t> drawn{0};
  progress.emplace("pictures", drawn, picture_count(shown), command.quiet);
  draw_results(folder, plan, summaries, shown, executor, control.cancel, drawn);
  progress.reset();
  if (control.cancel) return stopped();
  if (command.quiet) return 0;
  print_summary(summaries, plan, results);
  fmt::print("\nWrote {}: start with report.html; numbers are in runs.csv and study.sqlite\n", folder.string());
  return 0;
}

}  // namespace ravine::app
