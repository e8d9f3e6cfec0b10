// SM3's sums of a matrix: one a row, one a column.
#include <algorithm>
#include <cmath>
#include <vector>

#include "ravine/method/sm3.hpp"

namespace ravine {

template <>
void Sm3Rule<double>::move(const TensorStep& step) const {
  const auto rows = step.rows, columns = step.columns;
  double *const row_sums = step.state, *const column_sums = step.state + rows;
  double *const m = step.slots[0], *const v = step.slots[1];
  std::vector<double> columns_now(columns, 0.0);
  for (std::size_t i = 0; i < rows; ++i) {
    double most = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      const auto k = i * columns + j;
      v[k] = std::min(row_sums[i], column_sums[j]) + step.g[k] * step.g[k];
      most = std::max(most, v[k]), columns_now[j] = std::max(columns_now[j], v[k]);
      const double below = v[k] + epsilon;
      m[k] = momentum * m[k] + (1 - momentum) * (below > 0 ? step.g[k] / std::sqrt(below) : 0);
      step.x[k] -= learning_rate * m[k];
    }
    row_sums[i] = most;
  }
  std::copy(columns_now.begin(), columns_now.end(), column_sums);
}

}  // namespace ravine
