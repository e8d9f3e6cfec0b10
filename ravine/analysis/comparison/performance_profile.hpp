// Performance profiles: on what share of the instances is a method within a factor of the best?
//
// Dolan & Moré 2002 (doi 10.1007/s101070100263). With t[p, s] the score of method s on instance p, r[p, s] =
// t[p, s] / min over s of t[p, s], and rho_s(tau) the share of the instances with r[p, s] <= tau. rho_s(1) is how often
// s is best, the end is the share that it solves at all.
//
// Profiles of more than two methods say which is most often near the best, not which of two others is better: leave the
// best out and the others may change their order (Gould & Scott 2016, doi 10.1145/2950048). Hence the profiles by
// pairs.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/analysis/comparison/score_table.hpp"
#include "ravine/analysis/comparison/step_function.hpp"

namespace ravine::comparison {

// r[p, s], in the order of the table: at least 1, infinite where the method missed. An instance that no method solved
// counts as missed by all. Where the best score is 0, all finite scores of the instance must be 0 (ratio 1): InputError
// for others, for negative scores and for a table that require_scores() refuses.
ScoreTable performance_ratios(const ScoreTable& table);

// rho_s(tau) for tau >= 1, one for each method.
std::vector<StepFunction> performance_profile(const ScoreTable& table);

// The profiles of two methods compared with each other alone.
struct PairProfile {
  std::size_t first = 0, second = 0;  // methods, first < second
  StepFunction of_first, of_second;
};
// All pairs, (0, 1), (0, 2), ..., (1, 2), ...; at least two methods.
std::vector<PairProfile> pair_profiles(const ScoreTable& table);

}  // namespace ravine::comparison
