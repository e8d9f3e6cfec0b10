#include "ravine/app/run_study.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>

#include "ravine/app/interrupt.hpp"
#include "ravine/app/progress.hpp"
#include "ravine/app/study_pictures.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/report/study_page.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/study_file.hpp"
#include "ravine/view/cairo/image_file.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kinds = static_cast<std::size_t>(OutcomeKind::error) + 1;
using Counts = std::array<std::uint64_t, kinds>;

// What the runs of a block came to, together.
struct Tally {
  std::uint64_t runs = 0;
  Counts outcomes{};
  std::optional<study::RunRecord> best;  // the least f

  void add(const study::RunRecord& record) {
    ++runs;
    ++outcomes[static_cast<std::size_t>(record.kind)];
    if (std::isfinite(record.best_f) && (!best || record.best_f < best->best_f)) best = record;
  }
};

// "1,234,567"
std::string count_text(std::uint64_t count) {
  auto text = std::to_string(count);
  for (auto i = text.size(); i > 3;) text.insert(i -= 3, 1, ',');
  return text;
}

// "98,123 budget, 1,877 diverged".
std::string outcomes_text(const Counts& counts) {
  std::string text;
  for (std::size_t kind = 0; kind < kinds; ++kind)
    if (counts[kind] > 0)
      text += (text.empty() ? "" : ", ") + count_text(counts[kind]) + " " +
              std::string(name(static_cast<OutcomeKind>(kind)));
  return text;
}

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

// PNG and SVG of every picture, and the page with all of them.
void write_pictures(const fs::path& folder, const study::Plan& plan, const std::vector<Tally>& tallies,
                    const StudyRows& rows, Executor& executor) {
  auto pictures = study_pictures(plan, rows);
  std::vector<std::vector<unsigned char>> images(pictures.size());
  executor.run(pictures.size(), [&](std::size_t i) {
    constexpr std::size_t colors = 255;
    images[i] = view::png_bytes(view::Canvas(pictures[i].figure), colors);
    write_file(folder / (pictures[i].file + ".png"), images[i]);
    view::save_svg(pictures[i].figure, folder / (pictures[i].file + ".svg"));
  });
  report::StudyPage page;
  page.title = plan.title.empty() ? "A study" : plan.title;
  page.subtitle = count_text(plan.size()) + " runs";
  page.generator = std::string("Ravine ") + RAVINE_VERSION;
  page.definition = plan.definition;
  for (std::size_t p = 0; p < plan.problems.size(); ++p) {
    report::StudySection section{plan.problems[p].title, plan.problems[p].problem->formula(), {}, {}};
    report::StudyTable table{"", "", {{"run"}, {"runs", true}, {"outcomes"}, {"least f", true}, {"by"}}, {}};
    for (std::size_t b = 0; b < tallies.size(); ++b)
      if (plan.blocks()[b].problem == p) table.rows.push_back(cells(plan, b, tallies[b]));
    section.tables.push_back(std::move(table));
    for (std::size_t i = 0; i < pictures.size(); ++i)
      if (pictures[i].problem == p)
        section.figures.push_back({plan.problems[p].title, pictures[i].caption, std::move(images[i])});
    page.sections.push_back(std::move(section));
  }
  write_file(folder / "report.html", report::study_html(page));
}

nlohmann::ordered_json tallies_json(const study::Plan& plan, const std::vector<Tally>& tallies) {
  auto list = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const auto& block = plan.blocks()[i];
    const auto& tally = tallies[i];
    nlohmann::ordered_json one{
        {"problem", plan.problems[block.problem].name}, {"label", block.label}, {"runs", tally.runs}};
    for (std::size_t kind = 0; kind < kinds; ++kind)
      if (tally.outcomes[kind] > 0)
        one["outcomes"][std::string(name(static_cast<OutcomeKind>(kind)))] = tally.outcomes[kind];
    if (tally.best)
      one["best"] = {{"f", tally.best->best_f},
                     {"method", plan.run(tally.best->index).method.text()},
                     {"key", study::key_text(tally.best->key)}};
    list.push_back(std::move(one));
  }
  return list;
}

// A table of all runs, where they are not so many that nobody would open it.
void write_csv(const fs::path& folder, const study::Plan& plan, study::StudyFile& file,
               const std::vector<Tally>& tallies) {
  constexpr std::size_t most = 100'000;
  if (plan.size() > most) return;
  std::vector<double> seen(plan.problems.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    auto& least = seen[plan.blocks()[i].problem];
    if (tallies[i].best && !(least <= tallies[i].best->best_f)) least = tallies[i].best->best_f;
  }
  std::vector<study::RunSummary> summaries;
  file.read([&](const study::RunRecord& record) {
    const auto run = plan.run(record.index);
    summaries.push_back(summarise(plan, run, record, seen[run.problem]));
  });
  write_file(folder / "runs.csv", study::runs_csv(summaries));
}

}  // namespace

int run_study(const RunCommand& command, const study::Plan& plan, Executor& executor) {
  const fs::path folder = command.out;
  std::error_code code;
  fs::create_directories(folder, code);
  if (code) throw SystemError("cannot make the folder \"" + folder.string() + "\": " + code.message());
  study::StudyFile file(folder / "study.sqlite", plan, study::provenance(), command.force);
  const auto before = file.done_count();
  std::vector<Tally> tallies(plan.blocks().size());
  StudyRows rows(plan);
  if (before > 0) file.read([&](const study::RunRecord& record) { tallies[plan.block_of(record.index)].add(record); });
  study::StudyControl control;
  const Interrupt interrupt(control.cancel);
  {
    const Progress progress("runs", control.runs, plan.size() - before, command.quiet);
    study::run_records(
        plan, executor, file.done(),
        [&](std::size_t block, std::span<const study::RunRecord> records) {
          file.add(block, records);
          for (const auto& record : records) tallies[block].add(record);
          rows.add(records);
        },
        &control);
  }
  file.commit();
  if (control.cancel) {
    fmt::print(stderr, "ravine: interrupted; {} of {} runs are stored: the same command goes on from there\n",
               count_text(file.done_count()), count_text(plan.size()));
    return interrupted;
  }
  write_csv(folder, plan, file, tallies);
  write_pictures(folder, plan, tallies, rows, executor);
  if (command.format == "json") {
    fmt::print("{}\n", tallies_json(plan, tallies).dump(2));
  } else if (!command.quiet) {
    print_tallies(plan, tallies);
    if (before > 0) fmt::print("\n{} runs were stored before and not made again\n", count_text(before));
    fmt::print("\nWrote {}: start with report.html; study.sqlite has a row a run\n", folder.string());
  }
  return 0;
}

}  // namespace ravine::app
