// Adafactor's second moment of a matrix, in factors: the means of its row and column sums.
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "ravine/base/sum.hpp"
#include "ravine/method/adafactor.hpp"

namespace ravine {

template <>
void AdafactorRule<double>::move(const TensorStep& step) const {
  const auto rows = step.rows, columns = step.columns, n = step.size();
  double &made = step.scalars[0], *const row_sums = step.state, *const column_sums = step.state + rows;
  double* const v = step.slots[0];
  made += 1;
  const double fresh = math::pow(made, -power);
  std::vector<double> columns_now(columns, 0.0), u(n);
  for (std::size_t i = 0; i < rows; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < columns; ++j) {
      const double g = step.g[i * columns + j], square = g * g + epsilon1;
      sum += square, columns_now[j] += square;
    }
    row_sums[i] = (1 - fresh) * row_sums[i] + fresh * sum;
  }
  for (std::size_t j = 0; j < columns; ++j) column_sums[j] = (1 - fresh) * column_sums[j] + fresh * columns_now[j];
  const double total = math::sum(std::span<const double>(row_sums, rows));
  for (std::size_t i = 0; i < n; ++i) {
    v[i] = row_sums[i / columns] * column_sums[i % columns] / total;
    u[i] = v[i] > 0 ? step.g[i] / std::sqrt(v[i]) : 0;
  }
  const auto rms = [&](std::span<const double> a) { return std::sqrt(math::squared_norm(a) / static_cast<double>(n)); };
  const double size = relative ? std::max(rms({step.x, n}), epsilon2) : 1;
  const double most = bounded ? std::min(learning_rate, 1 / std::sqrt(made)) : learning_rate;
  const double rate = size * most / std::max(1.0, rms(u) / clip);
  for (std::size_t i = 0; i < n; ++i) step.x[i] -= rate * u[i];
}

}  // namespace ravine
