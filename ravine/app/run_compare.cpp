#include "ravine/app/run_compare.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ravine/app/band_pictures.hpp"
#include "ravine/app/comparison_pictures.hpp"
#include "ravine/app/comparison_words.hpp"
#include "ravine/app/interrupt.hpp"
#include "ravine/app/record_runs.hpp"
#include "ravine/app/study_files.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/file.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

std::string share_text(double share) { return fmt::format("{:.0f} %", 100 * share); }

const std::vector<std::string> ranking_columns{"method",    "rank",      "median",     "95 % interval",
                                               "quartiles", "solved",    "rate tuned", "solved so",
                                               "defaults",  "solved so", "good rates"};

std::vector<std::string> ranking_row(const study::ComparedMethod& method, double decades,
                                     const study::TriedSettings& tried) {
  return {method.label,
          fmt::format("{:.2f}", method.average_rank),
          score_text(method.quartiles.median),
          score_text(method.median.low) + " ... " + score_text(method.median.high),
          score_text(method.quartiles.lower) + " ... " + score_text(method.quartiles.upper),
          share_text(method.solved),
          tried.rate_alone ? score_text(method.median_with_rate) : "not tuned",
          tried.rate_alone ? share_text(method.solved_with_rate) : "",
          score_text(method.median_by_default),
          share_text(method.solved_by_default),
          std::isnan(decades) ? "" : fmt::format("{:.1f} decades", decades)};
}

report::StudyTable best_settings_table(const study::Plan& plan, const study::ContenderPlan& scoring,
                                       std::size_t problem) {
  report::StudyTable table{"Settings found", "", {{"run"}, {"method"}}, {}};
  for (std::size_t b = 0; b < scoring.plan.blocks().size(); ++b) {
    const auto& block = scoring.plan.blocks()[b];
    if (block.problem != problem || scoring.contenders[b].tuning != study::Tuning::full) continue;
    table.rows.push_back({plan.blocks()[scoring.contenders[b].block].label, block.method.text()});
  }
  return table;
}

nlohmann::ordered_json result_json(const study::Plan& plan, const study::ComparisonResult& result,
                                   const study::ContenderPlan& tuning, const study::ContenderPlan& scoring,
                                   std::span<const double> decades) {
  nlohmann::ordered_json json{{"score", score_name(score_of(*plan.comparison))},
                              {"instances", result.tuned.table.instances},
                              {"friedman_chi_squared", result.friedman.friedman.chi_squared},
                              {"friedman_p", result.friedman.p_f},
                              {"critical_difference", result.critical_difference}};
  for (const auto m : result.order) {
    const auto& method = result.methods[m];
    const auto of_rate = [&](double value) {  // null where no rate was tuned alone
      return tried_settings(plan, tuning, method.label).rate_alone ? nlohmann::ordered_json(value)
                                                                   : nlohmann::ordered_json();
    };
    json["methods"].push_back({{"label", method.label},
                               {"average_rank", method.average_rank},
                               {"median", method.quartiles.median},
                               {"lower_quartile", method.quartiles.lower},
                               {"upper_quartile", method.quartiles.upper},
                               {"median_low", method.median.low},
                               {"median_high", method.median.high},
                               {"solved", method.solved},
                               {"solved_learning_rate_tuned", of_rate(method.solved_with_rate)},
                               {"solved_defaults", method.solved_by_default},
                               {"median_learning_rate_tuned", of_rate(method.median_with_rate)},
                               {"median_defaults", method.median_by_default},
                               {"good_rate_decades", decades[m]}});
  }
  for (const auto& pair : result.pairs)
    json["pairs"].push_back({{"first", result.methods[pair.first].label},
                             {"second", result.methods[pair.second].label},
                             {"p_wilcoxon_holm", pair.p_holm},
                             {"p_nemenyi", pair.p_nemenyi}});
  for (const auto& problem : scoring.plan.problems) {
    nlohmann::ordered_json own{{"name", problem.name}};
    if (const auto minimum = problem.minimum ? problem.minimum : problem.least_seen)
      own.update({{"minimum", *minimum}, {"minimum_from", problem.minimum ? "known" : "seen"}});
    json["problems"].push_back(std::move(own));
  }
  for (std::size_t b = 0; b < scoring.plan.blocks().size(); ++b) {
    const auto& block = scoring.plan.blocks()[b];
    if (scoring.contenders[b].tuning == study::Tuning::full)
      json["settings"].push_back({{"problem", plan.problems[block.problem].name},
                                  {"label", plan.blocks()[scoring.contenders[b].block].label},
                                  {"method", block.method.text()}});
  }
  return json;
}

}  // namespace

int run_compare(const RunCommand& command, const study::Plan& plan, Executor& executor) {
  const fs::path folder = command.out;
  const auto tuning = study::tuning_plan(plan);
  std::vector<study::RunRecord> tried(tuning.plan.size()), scored;
  StudyRows rows(tuning.plan);
  if (!tried.empty() && record_runs(command, tuning.plan, folder / "tuning.sqlite", "tuning runs", executor, &rows,
                                    [&](std::span<const study::RunRecord> part) {
                                      for (const auto& record : part) tried[record.index] = record;
                                    })
                            .interrupted)
    return interrupted;
  const auto scoring = scoring_plan(plan, tuning, best_settings(tuning, tried), tried);
  scored.resize(scoring.plan.size());
  if (record_runs(command, scoring.plan, folder / "study.sqlite", "scored runs", executor, nullptr,
                  [&](std::span<const study::RunRecord> part) {
                    for (const auto& record : part) scored[record.index] = record;
                  })
          .interrupted)
    return interrupted;

  const auto result = compare(plan, scoring, scored);
  auto page =
      study_page(plan, fmt::format("{} methods on {} problems; {} tuning runs, {} scored runs", result.methods.size(),
                                   plan.problems.size(), count_text(tried.size()), count_text(scored.size())));
  const auto words = comparison_words(plan, tuning, scoring, result);
  report::StudyTable table{"Methods by average rank", words, {}, {}};
  for (const auto& column : ranking_columns) table.columns.push_back({column, column != "method"});
  std::vector<std::vector<std::string>> printed{ranking_columns};
  const auto decades = good_rate_decades(plan, tuning, tried);
  for (const auto m : result.order) {
    table.rows.push_back(
        ranking_row(result.methods[m], decades[m], tried_settings(plan, tuning, result.methods[m].label)));
    printed.push_back(table.rows.back());
  }
  page.sections.push_back(
      {"Comparison", "", {std::move(table)}, write_pictures(folder, comparison_pictures(plan, result), executor)});
  std::vector<std::string> labels;
  for (const auto m : result.order) labels.push_back(result.methods[m].label);
  const auto pictures = band_pictures(tuning.plan, rows, labels);
  auto figures = write_pictures(folder, pictures, executor);
  for (std::size_t p = 0; p < plan.problems.size(); ++p) {
    report::StudySection section{
        plan.problems[p].title, plan.problems[p].problem->formula(), {best_settings_table(plan, scoring, p)}, {}};
    for (std::size_t i = 0; i < pictures.size(); ++i)
      if (pictures[i].problem == p) section.figures.push_back(std::move(figures[i]));
    page.sections.push_back(std::move(section));
  }
  write_file(folder / "report.html", report::study_html(page));
  const auto json = result_json(plan, result, tuning, scoring, decades).dump(2) + "\n";
  write_file(folder / "comparison.json", json);
  if (command.format == "json") {
    fmt::print("{}", json);
  } else if (!command.quiet) {
    print_table(printed);
    fmt::print("\n{}\n\nWrote {}: start with report.html; settings and p-values are in comparison.json\n", words,
               folder.string());
  }
  return 0;
}

}  // namespace ravine::app
