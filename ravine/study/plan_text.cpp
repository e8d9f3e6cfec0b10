// What a plan says of itself before it is run.
#include <algorithm>
#include <array>
#include <charconv>
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

// At most six digits: where a box ends is often a product.
std::string brief(double value) {
  constexpr int digits = 6;
  std::array<char, 40> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits);
  const auto rounded = parse_number({buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())});
  return shortest(rounded.value_or(value));
}

// "[-2, 2] x [-1, 3]", "[-2, 2]^10": an interval a coordinate.
std::string box_text(const std::vector<Interval>& box) {
  constexpr std::size_t most_shown = 3;
  const auto text = [](const Interval& one) { return "[" + brief(one.low) + ", " + brief(one.high) + "]"; };
  const bool alike =
      std::all_of(box.begin(), box.end(), [&](const Interval& one) { return text(one) == text(box[0]); });
  if (alike) return text(box[0]) + (box.size() > 1 ? "^" + std::to_string(box.size()) : "");
  std::string all;
  for (std::size_t i = 0; i < std::min(box.size(), most_shown); ++i) all += (i == 0 ? "" : " x ") + text(box[i]);
  return box.size() > most_shown ? all + " x ..." : all;
}

// Where runs start: "(5, 5)", "3 points, (1, 2) first", "50 x 40 in [-2, 2] x [-1, 3]", "25 drawn in [-5, 5]^10".
std::string starts_text(const Starts& starts, const std::vector<double>& start) {
  if (!starts.vary()) return point_text(start);
  if (starts.box.empty())
    return std::to_string(starts.points.size()) + " points, " + point_text(starts.points[0]) + " first";
  const auto box = " in " + box_text(starts.box);
  if (starts.each_sample()) return "one a sample, drawn" + box;
  if (starts.lattice.empty()) return count_text(static_cast<double>(starts.drawn)) + " drawn" + box;
  const auto& along = starts.lattice;
  const bool alike = std::all_of(along.begin(), along.end(), [&](std::size_t one) { return one == along[0]; });
  std::string text = std::to_string(along[0]);
  if (alike && along.size() > 2) return text + "^" + std::to_string(along.size()) + box;
  for (std::size_t i = 1; i < along.size(); ++i) text += " x " + std::to_string(along[i]);
  return text + box;
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

// `otherwise`: where the problem's runs start.
std::string varied_text(const Block& block, const std::string& otherwise) {
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
  if (const auto start = starts_text(block.starts, block.start); start != otherwise)
    text += (text.empty() ? "start: " : "; start: ") + start;
  if (block.repeats > 1) text += (text.empty() ? "" : "; ") + std::to_string(block.repeats) + " repeats";
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

std::string score_name(const Score& score) {
  return score.by_target ? "evaluations to f* + 1e-" + std::to_string(score.target + 1) : "f at the end";
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

std::string plan_text(const Plan& plan, std::size_t workers) {
  std::string text;
  if (!plan.title.empty()) text += plan.title + "\n\n";
  TextTable problems({"problem", "function", "start", "minimum"});
  for (const auto& problem : plan.problems) {
    problems.add({problem.name, what_it_is(problem), starts_text(problem.starts, problem.start),
                  problem.minimum ? shortest(*problem.minimum) : "unknown"});
  }
  text += problems.text() + "\n";
  TextTable blocks({"problem", "label", "runs", "budget", "method", "varied"});
  for (const auto& block : plan.blocks()) {
    const auto& problem = plan.problems[block.problem];
    blocks.add({problem.name, block.label, count_text(static_cast<double>(block.size())), budget_text(block),
                block.method.text(), varied_text(block, starts_text(problem.starts, problem.start))});
  }
  text += blocks.text() + "\n";
  const auto total = cost(plan, workers);
  text += cost_text(total);
  if (plan.is_traced()) text += "; pictures of " + count_text(static_cast<double>(total.pictured));
  return text + "\n";
}

}  // namespace ravine::study
