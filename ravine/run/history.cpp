#include "ravine/run/history.hpp"

#include <cmath>
#include <limits>

namespace ravine {

double euclidean_norm(std::span<const double> v) {
  double largest = 0;
  for (const double a : v) {
    if (!(std::fabs(a) <= std::numeric_limits<double>::max())) return std::fabs(a);  // NaN or infinite
    largest = std::fabs(a) > largest ? std::fabs(a) : largest;
  }
  if (largest == 0) return 0;
  // A power of two that keeps the squares from overflow and underflow; 1 for all ordinary vectors.
  const double scale = largest > 0x1p500 ? 0x1p-600 : largest < 0x1p-400 ? 0x1p600 : 1;
  double sum = 0;
  for (const double a : v) sum += (a * scale) * (a * scale);
  const double norm = std::sqrt(sum);
  return scale == 1 ? norm : norm / scale;
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
