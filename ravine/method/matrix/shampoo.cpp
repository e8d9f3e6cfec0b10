#include "ravine/method/matrix/shampoo.hpp"

#include <cmath>
#include <vector>

#include "ravine/base/math/matrix.hpp"

namespace ravine {
namespace {

// The symmetric n x n matrix a to the power -1/2, or -1/4 (`quarter`).
std::vector<double> inverse_root(std::size_t n, const double* a, bool quarter) {
  std::vector<double> copy(a, a + n * n), values(n), vectors(n * n), scaled(n * n), turned(n * n), root(n * n);
  math::symmetric_eigen(n, copy.data(), values.data(), vectors.data());
  for (auto& value : values) value = 1 / (quarter ? std::sqrt(std::sqrt(value)) : std::sqrt(value));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) scaled[i * n + j] = vectors[i * n + j] * values[j];
  math::transpose(n, n, vectors.data(), turned.data());
  math::multiply(n, n, n, scaled.data(), turned.data(), root.data());
  return root;
}

}  // namespace

template <>
void ShampooRule<double>::move(const TensorStep& step) const {
  const auto rows = step.rows, columns = step.columns, n = step.size();
  const bool vector = columns == 1;
  double *const left = step.state, *const right = step.state + rows * rows;
  if (step.scalars[0] == 0) {
    for (std::size_t i = 0; i < rows; ++i) left[i * rows + i] = epsilon;
    for (std::size_t i = 0; !vector && i < columns; ++i) right[i * columns + i] = epsilon;
  }
  step.scalars[0] += 1;
  std::vector<double> turned(n), square(rows * rows), product(n), moved(n);
  math::transpose(rows, columns, step.g, turned.data());
  math::multiply(rows, columns, rows, step.g, turned.data(), square.data());
  for (std::size_t i = 0; i < square.size(); ++i) left[i] += square[i];
  math::multiply(rows, rows, columns, inverse_root(rows, left, !vector).data(), step.g, product.data());
  if (!vector) {
    square.resize(columns * columns);
    math::multiply(columns, rows, columns, turned.data(), step.g, square.data());
    for (std::size_t i = 0; i < square.size(); ++i) right[i] += square[i];
    math::multiply(rows, columns, columns, product.data(), inverse_root(columns, right, true).data(), moved.data());
  } else {
    moved = product;
  }
  double* const velocity = step.slots[0];
  for (std::size_t i = 0; i < n; ++i) {
    velocity[i] = momentum * velocity[i] + moved[i];
    step.x[i] -= learning_rate * velocity[i];
  }
}

}  // namespace ravine
