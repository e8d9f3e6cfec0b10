#include "ravine/app/run_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "ravine/app/curve_pictures.hpp"
#include "ravine/app/interrupt.hpp"
#include "ravine/app/notable_runs.hpp"
#include "ravine/app/outcome_counts.hpp"
#include "ravine/app/record_runs.hpp"
#include "ravine/app/shell_word.hpp"
#include "ravine/app/study_files.hpp"
#include "ravine/app/table.hpp"
#include "ravine/app/tally.hpp"
#include "ravine/base/file.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> cells(const study::Plan& plan, std::size_t block, const Tally& tally) {
  return {plan.blocks()[block].label, count_text(tally.runs), outcomes_text(tally.outcomes),
          tally.best ? fmt::format("{:.6g}", tally.best->best_f) : "",
          tally.best ? plan.run(tally.best->index).method.text() : ""};
}

void print_tallies(const study::Plan& plan, const std::vector<Tally>& tallies) {
  std::vector<std::vector<std::string>> rows{{"problem", "run", "runs", "outcomes", "least f", "by"}};
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    auto row = cells(plan, i, tallies[i]);
    row.insert(row.begin(), plan.problems[plan.blocks()[i].problem].name);
    rows.push_back(std::move(row));
  }
  print_table(rows);
}

report::StudyTable notable_table(const study::Plan& plan, const std::vector<NotableRun>& notable, std::size_t problem) {
  report::StudyTable table{"Single runs", "", {{"run"}, {"number", true}, {"which"}, {"what it did"}}, {}};
  for (const auto& run : notable) {
    if (plan.blocks()[run.block].problem != problem) continue;
    table.rows.push_back({run.label, std::to_string(run.run), run.why, run.texts.front()});
    for (std::size_t i = 1; i < run.texts.size(); ++i) table.rows.push_back({"", "", "", run.texts[i]});
  }
  return table;
}

void write_page(const fs::path& folder, const study::Plan& plan, const std::vector<Tally>& tallies,
                const std::vector<NotableRun>& notable, const StudyRows& rows, Executor& executor) {
  auto pictures = study_pictures(plan, rows);
  if (plan.curves > 0)
    for (auto& picture : curve_pictures(plan, rows, study::StoredStudy(folder / "study.sqlite")))
      pictures.push_back(std::move(picture));
  make_names_safe(pictures);
  auto figures = write_pictures(folder, pictures, executor);
  auto page = study_page(plan, count_text(plan.size()) + " runs");
  for (std::size_t p = 0; p < plan.problems.size(); ++p) {
    report::StudySection section{plan.problems[p].title, plan.problems[p].problem->formula(), {}, {}};
    report::StudyTable table{"", "", {{"run"}, {"runs", true}, {"outcomes"}, {"least f", true}, {"by"}}, {}};
    for (std::size_t b = 0; b < tallies.size(); ++b)
      if (plan.blocks()[b].problem == p) table.rows.push_back(cells(plan, b, tallies[b]));
    section.tables.push_back(std::move(table));
    if (auto single = notable_table(plan, notable, p); !single.rows.empty())
      section.tables.push_back(std::move(single));
    for (std::size_t i = 0; i < pictures.size(); ++i)
      if (pictures[i].problem == p) section.figures.push_back(std::move(figures[i]));
    page.sections.push_back(std::move(section));
  }
  write_file(folder / "report.html", report::study_html(page));
}

// A line each: the first thing that is to be said.
void print_notable(const fs::path& folder, const std::vector<NotableRun>& notable) {
  constexpr std::size_t most_lines = 12;
  if (notable.empty()) return;
  fmt::print("\nSingle runs; `ravine trace --study {} --run N` makes one again:\n", shell_word(folder.string()));
  for (std::size_t i = 0; i < std::min(notable.size(), most_lines); ++i)
    fmt::print("  {}, run {}, {}: {}\n", notable[i].label, notable[i].run, notable[i].why, notable[i].texts.front());
  if (notable.size() > most_lines) fmt::print("  and {} more in report.html\n", notable.size() - most_lines);
}

nlohmann::ordered_json tallies_json(const study::Plan& plan, const std::vector<Tally>& tallies,
                                    const std::vector<NotableRun>& notable) {
  auto list = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const auto& block = plan.blocks()[i];
    const auto& tally = tallies[i];
    nlohmann::ordered_json one{
        {"problem", plan.problems[block.problem].name}, {"label", block.label}, {"runs", tally.runs}};
    for (std::size_t kind = 0; kind < outcome_kinds; ++kind)
      if (tally.outcomes[kind] > 0)
        one["outcomes"][std::string(name(static_cast<OutcomeKind>(kind)))] = tally.outcomes[kind];
    if (tally.best)
      one["best"] = {{"f", tally.best->best_f},
                     {"method", plan.run(tally.best->index).method.text()},
                     {"key", study::key_text(tally.best->key)}};
    for (const auto& run : notable)
      if (run.block == i)
        one["single_runs"].push_back(
            {{"run", run.run}, {"label", run.label}, {"which", run.why}, {"insights", run.texts}});
    list.push_back(std::move(one));
  }
  return list;
}

// A table of all runs, where they are not so many that nobody would open it.
constexpr std::size_t most_in_csv = 100'000;
void write_csv(const fs::path& folder, const study::Plan& plan, const std::vector<study::RunRecord>& records,
               const std::vector<Tally>& tallies) {
  std::vector<double> seen(plan.problems.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    auto& least = seen[plan.blocks()[i].problem];
    if (tallies[i].best && !(least <= tallies[i].best->best_f)) least = tallies[i].best->best_f;
  }
  std::vector<study::RunSummary> summaries;
  for (const auto& record : records) {
    const auto run = plan.run(record.index);
    summaries.push_back(summarise(plan, run, record, seen[run.problem]));
  }
  write_file(folder / "runs.csv", study::runs_csv(summaries));
}

}  // namespace

int run_study(const RunCommand& command, const study::Plan& plan, Executor& executor) {
  const fs::path folder = command.out;
  std::vector<Tally> tallies(plan.blocks().size());
  StudyRows rows(plan);
  std::vector<study::RunRecord> records(plan.size() <= most_in_csv ? plan.size() : 0);
  const auto recorded = record_runs(command, plan, folder / "study.sqlite", "runs", executor, &rows,
                                    [&](std::span<const study::RunRecord> part) {
                                      for (const auto& record : part) {
                                        tallies[plan.block_of(record.index)].add(record);
                                        if (!records.empty()) records[record.index] = record;
                                      }
                                    });
  if (recorded.interrupted) return interrupted;
  if (!records.empty()) write_csv(folder, plan, records, tallies);
  const auto notable = notable_runs(plan, tallies, executor);
  write_page(folder, plan, tallies, notable, rows, executor);
  if (command.format == "json") {
    fmt::print("{}\n", tallies_json(plan, tallies, notable).dump(2));
  } else if (!command.quiet) {
    print_tallies(plan, tallies);
    print_notable(folder, notable);
    if (recorded.before > 0)
      fmt::print("\n{} runs were stored before and not made again\n", count_text(recorded.before));
    fmt::print("\nWrote {}: start with report.html; study.sqlite has a row a run\n", folder.string());
  }
  return 0;
}

}  // namespace ravine::app
