#include "ravine/base/math/matrix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "ravine/base/lanes.hpp"

namespace ravine::math {
namespace {

constexpr std::size_t most_sweeps = 60;

// The rotation by which the element at (p, q) becomes 0.
struct Rotation {
  double cosine, sine;
};
Rotation rotation(double app, double aqq, double apq) {
  const double tau = (aqq - app) / (2 * apq);
  const double tangent = (tau >= 0 ? 1.0 : -1.0) / (std::fabs(tau) + std::sqrt(1 + tau * tau));
  const double cosine = 1 / std::sqrt(1 + tangent * tangent);
  return {cosine, tangent * cosine};
}

void rotate(Rotation r, double& a, double& b) {
  const double first = r.cosine * a - r.sine * b, second = r.sine * a + r.cosine * b;
  a = first, b = second;
}

double column_product(std::size_t n, const double* a, std::size_t j, std::size_t k) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += a[i * n + j] * a[i * n + k];
  return sum;
}

// Takes the first j columns, which are orthonormal, out of column j; its length after that.
double take_out(std::size_t n, double* a, std::size_t j) {
  for (int twice = 0; twice < 2; ++twice)
    for (std::size_t k = 0; k < j; ++k) {
      const double share = column_product(n, a, j, k);
      for (std::size_t i = 0; i < n; ++i) a[i * n + j] -= share * a[i * n + k];
    }
  return std::sqrt(column_product(n, a, j, j));
}

}  // namespace

RAVINE_EVERY_ISA void multiply(std::size_t rows, std::size_t inner, std::size_t columns, const double* a,
                               const double* b, double* result) noexcept {
  for (std::size_t i = 0; i < rows; ++i) {
    double* const to = result + i * columns;
    std::fill_n(to, columns, 0.0);
    for (std::size_t k = 0; k < inner; ++k) {
      const double factor = a[i * inner + k];
      const double* const from = b + k * columns;
      RAVINE_LANES
      for (std::size_t j = 0; j < columns; ++j) to[j] += factor * from[j];
    }
  }
}

void transpose(std::size_t rows, std::size_t columns, const double* a, double* result) noexcept {
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) result[j * rows + i] = a[i * columns + j];
}

void symmetric_eigen(std::size_t n, double* a, double* values, double* vectors) {
  std::fill_n(vectors, n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) vectors[i * n + i] = 1;
  double check = 0;
  for (std::size_t i = 0; i < n * n; ++i) check += 0 * a[i];
  if (!(check == 0)) {
    std::fill_n(values, n, std::numeric_limits<double>::quiet_NaN());
    std::fill_n(vectors, n * n, std::numeric_limits<double>::quiet_NaN());
    return;
  }
  bool turned = true;
  for (std::size_t sweep = 0; turned && sweep < most_sweeps; ++sweep) {
    turned = false;
    for (std::size_t p = 0; p + 1 < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        const double apq = a[p * n + q], app = a[p * n + p], aqq = a[q * n + q];
        constexpr double unit = std::numeric_limits<double>::epsilon() / 8;
        if (!(std::fabs(apq) > unit * std::sqrt(std::fabs(app)) * std::sqrt(std::fabs(aqq)))) continue;
        turned = true;
        const auto r = rotation(app, aqq, apq);
        for (std::size_t k = 0; k < n; ++k) rotate(r, a[k * n + p], a[k * n + q]);
        for (std::size_t k = 0; k < n; ++k) rotate(r, a[p * n + k], a[q * n + k]);
        a[p * n + q] = a[q * n + p] = 0;
        for (std::size_t k = 0; k < n; ++k) rotate(r, vectors[k * n + p], vectors[k * n + q]);
      }
  }
  for (std::size_t i = 0; i < n; ++i) values[i] = a[i * n + i];
}

void orthonormalize(std::size_t n, double* a) {
  constexpr double lost = 1e-14;  // of a column's length: what is left of it then is rounding
  const auto set_unit = [&](std::size_t j, std::size_t unit) {
    for (std::size_t i = 0; i < n; ++i) a[i * n + j] = i == unit ? 1 : 0;
    return take_out(n, a, j);
  };
  for (std::size_t j = 0; j < n; ++j) {
    const double before = std::sqrt(column_product(n, a, j, j));
    double length = take_out(n, a, j);
    if (!(length > lost * before)) {
      std::size_t longest = 0;
      for (std::size_t unit = 0; unit < n; ++unit)
        if (const double part = set_unit(j, unit); unit == 0 || part > length) length = part, longest = unit;
      length = set_unit(j, longest);
    }
    for (std::size_t i = 0; i < n; ++i) a[i * n + j] /= length;
  }
}

void eigenbasis(std::size_t n, const double* a, double* basis) {
  constexpr double null = 1e-12;
  std::vector<double> copy(a, a + n * n), values(n), vectors(n * n);
  symmetric_eigen(n, copy.data(), values.data(), vectors.data());
  std::vector<std::size_t> order(n);
  for (std::size_t j = 0; j < n; ++j) order[j] = j;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return values[i] > values[j]; });
  for (std::size_t j = 0; j < n; ++j) {
    const bool kept = values[order[j]] > null * values[order[0]];
    for (std::size_t i = 0; i < n; ++i) basis[i * n + j] = kept ? vectors[i * n + order[j]] : 0;
  }
  orthonormalize(n, basis);
}

}  // namespace ravine::math
