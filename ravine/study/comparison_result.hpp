// What a comparison found: scores of every method on every instance, and what statistics make of them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "ravine/analysis/comparison/bootstrap.hpp"
#include "ravine/analysis/comparison/quantile.hpp"
#include "ravine/analysis/comparison/score_table.hpp"
#include "ravine/analysis/comparison/target_ecdf.hpp"
#include "ravine/study/comparison_plan.hpp"
#include "ravine/study/significance.hpp"

namespace ravine::study {

// One way of tuning, of all methods.
struct Scores {
  comparison::ScoreTable table;
  comparison::TargetTable targets;
};

struct ComparedMethod {
  std::string label;
  double average_rank = 0;  // of the tuned, 1 is the best
  // Of the tuned methods' scores over all instances; infinite: missed.
  comparison::Quartiles quartiles;
  comparison::Interval median;                                     // 95 %, by the bootstrap
  double solved = 0, solved_with_rate = 0, solved_by_default = 0;  // shares of instances, by ways of tuning
  double median_with_rate = 0, median_by_default = 0;
};

struct ComparisonResult {
  std::vector<ComparedMethod> methods;  // in the order of the definition
  Scores tuned, rate_tuned, by_default;
  std::vector<std::size_t> dimensions;  // of the instances
  std::vector<std::size_t> problems;    // and the problem each is of
  FriedmanTest friedman;                // of the tuned, of two methods and more
  double critical_difference = 0;       // of average ranks, at 0.05
  std::vector<PairTest> pairs;
  std::vector<std::size_t> order;  // of methods, by average rank, the best first
};

// How sensitive each method is to its learning rate: the width, in decades, of the region around the best rate tried
// alone in which the score is at most twice the best; the median over the problems on which any rate reached the
// target. NaN for a method whose learning rate was not tried alone. `tried`: of the tuning plan, in its order; methods
// as in the result.
std::vector<double> good_rate_decades(const Plan& base, const ContenderPlan& tuning, std::span<const RunRecord> tried);

// The methods that are on every problem. `records`: of the scoring plan, in its order. Throws InputError where no
// method is on every problem.
ComparisonResult compare(const Plan& base, const ContenderPlan& scoring, std::span<const RunRecord> records);

}  // namespace ravine::study
