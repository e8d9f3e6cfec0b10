// Data profiles: what share of the instances is solved with a budget, counted in what a gradient by differences costs?
//
// Moré & Wild 2009 (doi 10.1137/080724083): d_s(kappa) is the share of the instances with t[p, s] / (n_p + 1) <= kappa,
// n_p being the dimension. A method's profile does not depend on the other methods. There t counts values of f; here
// it is whatever was counted, customarily gradient evaluations.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/analysis/comparison/score_table.hpp"
#include "ravine/analysis/comparison/step_function.hpp"

namespace ravine::comparison {

// d_s(kappa), one for each method. `dimensions`: of each instance, at least 1. InputError for another number of them,
// for negative scores, and for a table that require_scores() refuses.
std::vector<StepFunction> data_profile(const ScoreTable& table, std::span<const std::size_t> dimensions);

}  // namespace ravine::comparison
