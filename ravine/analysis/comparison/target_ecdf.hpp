// The empirical distribution of the evaluations to several targets: what share of all pairs of an instance and a target
// is reached within a budget?
//
// The runtime distributions of COCO (Hansen & others 2021, doi 10.1080/10556788.2020.1808977, section 3). There runs
// that miss a target are continued by simulated restarts; here a missed target stays missed, so that a curve ends at
// the share of targets that was reached.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/analysis/comparison/step_function.hpp"

namespace ravine::comparison {

// The evaluations to each target, at least 0, +infinity where it was missed. Targets may come in any order.
struct TargetTable {
  std::size_t methods = 0, instances = 0, targets = 0;
  std::vector<double> evaluations;  // methods x instances x targets, the last the fastest

  double at(std::size_t method, std::size_t instance, std::size_t target) const {
    return evaluations[(method * instances + instance) * targets + target];
  }
};

// One for each method: of a budget the share of its instances x targets pairs reached. Where `dimensions`, of each
// instance and at least 1, are given, the budget is in evaluations divided by the dimension, as COCO's. InputError
// where a table is empty, sizes do not fit, or an entry is NaN or negative.
std::vector<StepFunction> target_ecdf(const TargetTable& table, std::span<const std::size_t> dimensions = {});

}  // namespace ravine::comparison
