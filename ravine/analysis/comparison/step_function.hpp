// Step functions that rise from 0: the form of every profile.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ravine::comparison {

// 0 before from[0], value[i] from from[i] (itself included) up to from[i + 1], value.back() for ever after. Both of one
// length, both increasing.
struct StepFunction {
  std::vector<double> from, value;

  double operator()(double x) const;  // x is no NaN
  // What it ends at: the share that is ever reached. 0 without steps.
  double end() const { return value.empty() ? 0 : value.back(); }
};

// For each x the share of the costs that are at most x. Costs are numbers or +infinity, which counts among all but is
// never reached; at least one.
StepFunction share_reached(std::span<const double> costs);

}  // namespace ravine::comparison
