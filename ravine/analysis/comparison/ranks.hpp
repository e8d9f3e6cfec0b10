// Ranks with ties: 1 is the best, equal scores share the mean of their ranks.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/analysis/comparison/score_table.hpp"

namespace ravine::comparison {

struct Ranks {
  std::vector<double> ranks;  // multiples of 1/2, in the order of the values
  double tie_sum = 0;         // sum of t^3 - t over the groups of t equal values: what tests correct their variance by
};
// Smaller values rank first, infinities tie as the worst. InputError where require_scores() refuses the values.
Ranks rank(std::span<const double> values);

// For each method the mean of its ranks among all methods over the instances, 1 ... methods.
std::vector<double> average_ranks(const ScoreTable& table);

}  // namespace ravine::comparison
