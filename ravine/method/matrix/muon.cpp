#include "ravine/method/matrix/muon.hpp"

#include <algorithm>
#include <vector>

namespace ravine {

template <>
void MuonRule<double>::move(const TensorStep& step) const {
  const auto n = step.size();
  const bool average = momentum_form == MatrixMomentum::average;
  const double fresh = average ? 1 - momentum : 1;
  double* const b = step.slots[0];
  std::vector<double> u(n);
  for (std::size_t i = 0; i < n; ++i) {
    b[i] = momentum * b[i] + fresh * step.g[i];
    u[i] = nesterov ? momentum * b[i] + fresh * step.g[i] : b[i];
  }
  newton_schulz(step.rows, step.columns, u.data());
  const auto rows = static_cast<double>(step.rows), columns = static_cast<double>(step.columns);
  const double size =
      scale == MatrixScale::shape ? std::sqrt(std::max(1.0, rows / columns)) : 0.2 * std::sqrt(std::max(rows, columns));
  const double kept = 1 - learning_rate * weight_decay, rate = learning_rate * size;
  for (std::size_t i = 0; i < n; ++i) step.x[i] = kept * step.x[i] - rate * u[i];
}

}  // namespace ravine
