#include "ravine/method/matrix/soap.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "ravine/base/math/matrix.hpp"

namespace ravine {
namespace {

using Matrix = std::vector<double>;

// One side's matrix and its basis, n x n each.
struct Side {
  std::size_t n;
  double *sum, *basis;
};

Matrix transposed(std::size_t rows, std::size_t columns, const double* a) {
  Matrix result(rows * columns);
  math::transpose(rows, columns, a, result.data());
  return result;
}
Matrix product(std::size_t rows, std::size_t inner, std::size_t columns, const double* a, const double* b) {
  Matrix result(rows * columns);
  math::multiply(rows, inner, columns, a, b, result.data());
  return result;
}

// Qₗᵀ a Qᵣ, or Qₗ a Qᵣᵀ (`back`).
Matrix rotated(const Side& left, const Side& right, const double* a, bool back) {
  const auto turned = transposed(back ? right.n : left.n, back ? right.n : left.n, back ? right.basis : left.basis);
  const auto first = product(left.n, left.n, right.n, back ? left.basis : turned.data(), a);
  return product(left.n, right.n, right.n, first.data(), back ? turned.data() : right.basis);
}

// L and R take in a gradient.
void take_in(double decay, const Side& left, const Side& right, const double* g) {
  const auto turned = transposed(left.n, right.n, g);
  const auto rows = product(left.n, right.n, left.n, g, turned.data()),
             columns = product(right.n, left.n, right.n, turned.data(), g);
  for (std::size_t i = 0; i < rows.size(); ++i) left.sum[i] = decay * left.sum[i] + (1 - decay) * rows[i];
  for (std::size_t i = 0; i < columns.size(); ++i) right.sum[i] = decay * right.sum[i] + (1 - decay) * columns[i];
}

// Q <- QR(P Q); the order of the new columns, by eigenvalues where they are sorted.
std::vector<std::size_t> renew(const Side& side, bool sort) {
  const auto n = side.n;
  const auto moved = product(n, n, n, side.sum, side.basis);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (sort) {
    std::vector<double> values(n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) values[j] += side.basis[i * n + j] * moved[i * n + j];
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) side.basis[i * n + j] = moved[i * n + order[j]];
  math::orthonormalize(n, side.basis);
  return order;
}

void set_identity(const Side& side) {
  for (std::size_t i = 0; i < side.n; ++i) side.basis[i * side.n + i] = 1;
}

}  // namespace

template <>
void SoapRule<double>::move(const TensorStep& step) const {
  const auto n = step.size();
  const bool matrix = step.rows > 1 && step.columns > 1;
  double *const state = step.state, *const m = step.slots[0], *const v = step.slots[1];
  double &seen = step.scalars[0], &left1 = step.scalars[1], &left2 = step.scalars[2];
  const auto squares = step.rows * step.rows, others = step.columns * step.columns;
  const Side left{step.rows, state, state + squares},
      right{step.columns, state + 2 * squares, state + 2 * squares + others};
  seen += 1;
  if (seen == 1 && first_basis == FirstBasis::gradient) {
    if (!matrix) return;
    take_in(decay, left, right, step.g);
    math::eigenbasis(left.n, left.sum, left.basis);
    math::eigenbasis(right.n, right.sum, right.basis);
    return;
  }
  if (seen == 1 && matrix) set_identity(left), set_identity(right);
  left1 = beta1 * left1 + (1 - beta1), left2 = beta2 * left2 + (1 - beta2);
  for (std::size_t i = 0; i < n; ++i) m[i] = beta1 * m[i] + (1 - beta1) * step.g[i];
  const auto turned = [&](const double* a, bool back) {
    return matrix ? rotated(left, right, a, back) : Matrix(a, a + n);
  };
  const auto g = turned(step.g, false);
  auto moved = turned(m, false);
  for (std::size_t i = 0; i < n; ++i) {
    v[i] = beta2 * v[i] + (1 - beta2) * (g[i] * g[i]);
    moved[i] = moved[i] / (std::sqrt(v[i]) + epsilon);
  }
  moved = turned(moved.data(), true);
  const double rate = learning_rate * std::sqrt(left2) / left1;
  for (std::size_t i = 0; i < n; ++i) step.x[i] -= rate * moved[i];
  if (!matrix) return;
  take_in(decay, left, right, step.g);
  const double moves = seen - (first_basis == FirstBasis::gradient ? 1 : 0), period = std::floor(every);
  if (moves - period * std::floor(moves / period) != 0) return;
  const auto rows = renew(left, sort), columns = renew(right, sort);
  const Matrix old(v, v + n);
  for (std::size_t i = 0; i < step.rows; ++i)
    for (std::size_t j = 0; j < step.columns; ++j) v[i * step.columns + j] = old[rows[i] * step.columns + columns[j]];
}

}  // namespace ravine
