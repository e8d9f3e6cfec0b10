// Penalties on weights: lambda1 |w|_1 + lambda2/2 |w|^2. The derivative of |w| at 0 is taken as 0; with `proximal` that
// of the first is left out everywhere.
#pragma once

#include <span>

namespace ravine::model {

struct Penalty {
  double l1 = 0, l2 = 0;
  bool proximal = false;
  bool none() const { return l1 == 0 && l2 == 0; }
  // The penalty of w, summed in one fixed shape; adds its derivatives to `gradient`, of w's length, when not null.
  double operator()(std::span<const double> w, double* gradient) const;
};

}  // namespace ravine::model
