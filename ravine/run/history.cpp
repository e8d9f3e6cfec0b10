#include "ravine/run/history.hpp"

#include <cmath>
#include <limits>

namespace ravine {

double euclidean_norm(std::span<const double> v) {
  return euclidean_norm(v.size(), [&](std::size_t i) { return v[i]; });
}

double History::gradient_norm(std::size_t row) const {
  if (gradient.empty()) return std::numeric_limits<double>::quiet_NaN();
  return euclidean_norm(gradient_at(row));
}

double History::effective_step(std::size_t row, std::size_t i) const {
  const bool known = !gradient.empty() && !update.empty() && row + 1 < size();
  if (!known || gradient_at(row)[i] == 0) return std::numeric_limits<double>::quiet_NaN();
  return std::fabs(update[row * dimension + i]) / std::fabs(gradient_at(row)[i]);
}

}  // namespace ravine
