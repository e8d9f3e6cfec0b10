// What a plan says of itself before it is run.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/base/utf8.hpp"
#include "ravine/study/halving.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::study {
namespace {

// Rows of cells as columns, two spaces apart; the first row is the heading.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> heading) { add(std::move(heading)); }
  void add(std::vector<std::string> row) {
    widths_.resize(std::max(widths_.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], characters(row[i]));
    rows_.push_back(std::move(row));
  }
  std::string text() const {
    std::string text;
    for (const auto& row : rows_) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        line += row[i] + std::string(widths_[i] - characters(row[i]) + 2, ' ');
      }
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

std::string point_text(const std::vector<double>& point) {
  constexpr std::size_t longest = 6;  // coordinates
  std::string text = "(";
  for (std::size_t i = 0; i < std::min(point.size(), longest); ++i) text += (i == 0 ? "" : ", ") + shortest(point[i]);
  return text + (point.size() > longest ? ", ..." : "") + ")";
}

// "1,234,567"; beyond 10^15 in powers of ten.
std::string count_text(double count) {
  constexpr double exact = 1e15;
  return count < exact ? ravine::count_text(static_cast<std::uint64_t>(count)) : shortest(std::floor(count));
}

std::string bytes_text(double bytes) {
  constexpr double thousand = 1000;
  std::size_t unit = 0;
  constexpr std::string_view units[] = {"bytes", "kB", "MB", "GB", "TB"};
  while (bytes >= thousand && unit + 1 < std::size(units)) {
    bytes /= thousand;
    ++unit;
  }
  return count_text(std::ceil(bytes)) + " " + std::string(units[unit]);
}

std::string axes_text(const Block& block) {
  std::string text;
  for (const auto& axis : block.axes) {
    const auto& labels = axis.labels;
    constexpr std::size_t longest = 5;  // values
    text += (text.empty() ? "" : "; ") + std::string(block.method.info().parameters[axis.parameter].name) + " = ";
    if (axis.interval)
      text += shortest(axis.interval->low) + " ... " + shortest(axis.interval->high) +
              (axis.interval->logarithmic ? " (logarithmic)" : "");
    for (std::size_t i = 0; i < std::min(labels.size(), longest); ++i) {
      const bool last = i + 1 == longest && labels.size() > longest;
      text += (i == 0 ? "" : last ? ", ..., " : ", ") + (last ? labels.back() : labels[i]);
    }
  }
  return text;
}

// "1,000", or what each rung of a halving gives: "11, 33, 100, 300 (halving)".
std::string budget_text(const Block& block) {
  std::string text;
  for (const auto& rung : rungs(block))
    text += (text.empty() ? "" : ", ") + count_text(static_cast<double>(rung.evaluations));
  return block.sampling.halving > 0 ? text + " (halving)" : text;
}

// A formula, a command, or the first line of what else determines its values: "model softmax(batch=128)".
std::string what_it_is(const PlannedProblem& problem) {
  if (!problem.program.empty()) return problem.program;
  const auto formula = problem.problem->formula();
  return formula.empty() ? problem.identity.substr(0, problem.identity.find('\n')) : formula;
}

}  // namespace

PlanCost cost(const Plan& plan) {
  PlanCost cost;
  for (const auto& block : plan.blocks()) {
    const auto runs = static_cast<double>(block.size());
    const auto steps = static_cast<double>(block.options.steps);
    const auto& record = block.options.record;
    const double rows = record.every == 0 ? 2 : std::floor(steps / static_cast<double>(record.every)) + 2;
    const auto slots = record.slots ? block.method.info().slots.size() : 0;
    const auto columns = static_cast<double>((record.point || record.update ? 1 : 0) + (record.gradient ? 1 : 0) +
                                             (record.update ? 1 : 0) + slots);
    cost.runs += block.size();
    cost.evaluations += evaluations_of(block);
    if (plan.is_traced())
      cost.history_bytes += runs * rows * (columns * static_cast<double>(block.start.size()) + 2) * sizeof(double);
    if (block.pictures && block.start.size() >= 2) cost.pictured += block.size();
  }
  constexpr double stored = 110, program = 60e6;  // bytes: of a run's row in the store, of all else in memory
  const auto runs = static_cast<double>(cost.runs);
  const auto shown = static_cast<double>(shown_row_bytes * std::min(cost.runs, most_shown_rows));
  if (!plan.is_traced()) cost.store_bytes = stored * runs;
  cost.memory_bytes = program + (plan.is_traced() ? cost.history_bytes : shown);
  return cost;
}

std::string cost_text(const PlanCost& cost) {
  auto text = ravine::count_text(cost.runs) + (cost.runs == 1 ? " run" : " runs") + ", at most " +
              count_text(cost.evaluations) + " gradient evaluations, ";
  if (cost.store_bytes > 0)
    text += "about " + bytes_text(cost.store_bytes) + " in the store and ";
  else
    text += "at most " + bytes_text(cost.history_bytes) + " of trajectories and about ";
  return text + bytes_text(cost.memory_bytes) + " of memory";
}

std::string plan_text(const Plan& plan) {
  std::string text;
  if (!plan.title.empty()) text += plan.title + "\n\n";
  TextTable problems({"problem", "function", "start", "minimum"});
  for (const auto& problem : plan.problems) {
    problems.add({problem.name, what_it_is(problem), point_text(problem.start),
                  problem.minimum ? shortest(*problem.minimum) : "unknown"});
  }
  text += problems.text() + "\n";
  TextTable blocks({"problem", "label", "runs", "budget", "method", "varied"});
  for (const auto& block : plan.blocks()) {
    blocks.add({plan.problems[block.problem].name, block.label, count_text(static_cast<double>(block.size())),
                budget_text(block), block.method.text(), axes_text(block)});
  }
  text += blocks.text() + "\n";
  const auto total = cost(plan);
  text += cost_text(total);
  if (plan.is_traced()) text += "; pictures of " + count_text(static_cast<double>(total.pictured));
  return text + "\n";
}

}  // namespace ravine::study
