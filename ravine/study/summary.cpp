#include "ravine/study/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/base/number_text.hpp"
#include "ravine/study/csv.hpp"

namespace ravine::study {
namespace {

// What `counts` says at the first row at which f is so near to the minimum, a level.
TargetCounts counts_to(const History& history, double minimum, const std::vector<std::size_t>& counts) {
  TargetCounts reached;
  std::size_t target = 0;
  for (std::size_t row = 0; row < history.size() && target < target_count; ++row) {
    while (target < target_count && history.f[row] - minimum <= target_level(target)) reached[target++] = counts[row];
  }
  return reached;
}

Cell count(std::size_t value) { return static_cast<std::int64_t>(value); }

std::vector<SummaryColumn> make_columns() {
  using R = RunSummary;
  std::vector<SummaryColumn> columns{
      {"run", "index of the run in the plan, from 0", [](const R& r) { return count(r.index); }},
      {"problem", "name of the problem", [](const R& r) { return r.problem; }},
      {"label", "of the run, unlike any other on the problem", [](const R& r) { return r.label; }},
      {"method", "name of the method", [](const R& r) { return r.method; }},
      {"parameters", "the method with the settings that differ from their defaults, in the method notation",
       [](const R& r) { return r.parameters; }},
      {"outcome",
       "how it ended: `converged`, `target`, `budget`, `stalled`, `diverged`, `left-domain`, `timeout`, `cancelled` or "
       "`error`",
       [](const R& r) { return r.outcome; }},
      {"reason", "why, in words; may be empty", [](const R& r) { return r.reason; }},
      {"steps", "steps made: the step at which it ended", [](const R& r) { return count(r.steps); }},
      {"evaluations", "gradient evaluations that the steps took", [](const R& r) { return count(r.evaluations); }},
      {"f", "f at the last point", [](const R& r) { return r.f; }},
      {"grad_norm", "Euclidean norm of the gradient at the last point", [](const R& r) { return r.gradient_norm; }},
      {"best_f", "the least f on the way", [](const R& r) { return r.best_f; }},
      {"answer_f",
       "f at the method's answer: the last point, or the average that it keeps (`schedule_free_sgd`, `average`, ...)",
       [](const R& r) { return r.answer_f; }},
      {"best_step", "the step of the least f", [](const R& r) { return count(r.best_step); }},
      {"minimum", "what the columns after the next count from", [](const R& r) { return r.minimum; }},
      {"minimum_from",
       "`known`: the definition's `minimum`; `seen`: the least f of all runs on the problem, in a comparison of its "
       "tuning runs",
       [](const R& r) { return std::string(r.minimum_known ? "known" : "seen"); }},
  };
  for (std::size_t target = 0; target < target_count; ++target) {
    const auto level = "1e-" + std::to_string(target + 1);
    columns.push_back({"steps_to_" + level,
                       "the first recorded step with f at most `minimum` + " + level + "; empty: never",
                       [target](const R& r) { return r.steps_to[target] ? count(*r.steps_to[target]) : Cell(); }});
  }
  columns.push_back({"key", "names what determines the run's bits: equal keys, equal runs",
                     [](const R& r) { return key_text(r.key); }});
  return columns;
}

struct CellText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return shortest(number); }
  std::string operator()(const std::string& text) const { return csv_field(text); }
};

}  // namespace

std::string cell_text(const Cell& cell) { return std::visit(CellText{}, cell); }

double target_level(std::size_t target) {
  constexpr std::array<double, target_count> levels{1e-1, 1e-2, 1e-3, 1e-4,  1e-5,  1e-6,
                                                    1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12};
  return levels[target];
}

double score_of(const MaybeCount& evaluations) {
  if (!evaluations) return std::numeric_limits<double>::infinity();
  return std::max(1.0, static_cast<double>(*evaluations));
}

double end_value(const RunRecord& record) {
  return failed(record.kind) || !std::isfinite(record.answer_f) ? std::numeric_limits<double>::infinity()
                                                                : record.answer_f;
}

std::vector<double> least_seen(const Plan& plan, const Results& results) {
  std::vector<double> least(plan.problems.size(), std::numeric_limits<double>::quiet_NaN());
  for (const auto& block : plan.blocks()) {
    const auto number = static_cast<std::size_t>(&block - plan.blocks().data());
    for (std::size_t i = 0; i < block.size(); ++i) {
      const auto f = results.runs[plan.first_run(number) + i].best_f;
      auto& seen = least[block.problem];
      if (std::isfinite(f) && !(seen <= f)) seen = f;
    }
  }
  return least;
}

RunSummary summarise(const Plan& plan, const PlannedRun& run, const RunRecord& record, double seen) {
  RunSummary summary;
  static_cast<RunRecord&>(summary) = record;
  const auto& problem = plan.problems[run.problem];
  summary.problem = problem.name;
  summary.label = run.label;
  summary.method = run.method.info().name;
  summary.parameters = run.method.text();
  summary.outcome = name(record.kind);
  summary.minimum = problem.minimum.value_or(seen);
  summary.minimum_known = problem.minimum.has_value();
  return summary;
}

std::vector<RunSummary> summarise(const Plan& plan, const Results& results) {
  const auto seen = least_seen(plan, results);
  std::vector<RunSummary> summaries;
  summaries.reserve(results.runs.size());
  for (std::size_t i = 0; i < results.runs.size(); ++i) {
    const auto run = plan.run(i);
    const auto& result = results.runs[i];
    RunRecord record;
    set_record(record, result);
    record.index = i;
    record.key = run_key(plan, run);
    auto summary = summarise(plan, run, record, seen[run.problem]);
    summary.steps_to = counts_to(result.history, summary.minimum, result.history.step);
    summary.evaluations_to = counts_to(result.history, summary.minimum, result.history.evaluations);
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

void set_record(RunRecord& record, const RunResult& result) {
  record.kind = result.outcome.kind;
  if (!record.reason.empty() || !result.outcome.reason.empty()) record.reason = result.outcome.reason;
  record.steps = result.steps;
  record.evaluations = result.evaluations;
  record.f = result.f;
  record.best_f = result.best_f;
  record.answer_f = result.answer_f;
  record.best_step = result.best_step;
  record.gradient_norm = result.gradient_norm;
  record.seconds = result.seconds;
  const auto reached = std::min(result.reached.size(), target_count);
  for (std::size_t i = 0; i < target_count; ++i) {
    record.steps_to[i] = i < reached ? result.reached[i].step : MaybeCount();
    record.evaluations_to[i] = i < reached ? result.reached[i].evaluations : MaybeCount();
  }
}

std::span<const SummaryColumn> summary_columns() {
  static const auto columns = make_columns();
  return columns;
}

std::string runs_csv(std::span<const RunSummary> runs) {
  const auto columns = summary_columns();
  std::string text;
  const auto line = [&](const auto& field) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i != 0) text += ',';
      text += field(columns[i]);
    }
    text += '\n';
  };
  line([](const SummaryColumn& column) { return csv_field(column.name); });
  for (const auto& run : runs) {
    line([&](const SummaryColumn& column) { return cell_text(column.cell(run)); });
  }
  return text;
}

std::string summary_reference() {
  std::string text = "| column | meaning |\n|---|---|\n";
  for (const auto& column : summary_columns()) text += "| `" + column.name + "` | " + column.meaning + " |\n";
  return text;
}

}  // namespace ravine::study
