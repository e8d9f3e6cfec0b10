#include "ravine/method/matrix/newton_schulz.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ravine/base/math/matrix.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {

void newton_schulz(std::size_t rows, std::size_t columns, double* x) {
  constexpr double a = 3.4445, b = -4.7750, c = 2.0315, epsilon = 1e-7;
  constexpr int iterations = 5;
  const auto n = rows * columns, low = std::min(rows, columns), high = std::max(rows, columns);
  std::vector<double> flat(n), turned(n), square(low * low), fourth(low * low), product(n);
  if (rows > columns)
    math::transpose(rows, columns, x, flat.data());
  else
    std::copy_n(x, n, flat.data());
  const double scale = 1 / (std::sqrt(math::squared_norm(flat)) + epsilon);
  for (auto& value : flat) value *= scale;
  for (int i = 0; i < iterations; ++i) {
    math::transpose(low, high, flat.data(), turned.data());
    math::multiply(low, high, low, flat.data(), turned.data(), square.data());
    math::multiply(low, low, low, square.data(), square.data(), fourth.data());
    for (std::size_t k = 0; k < square.size(); ++k) square[k] = b * square[k] + c * fourth[k];
    math::multiply(low, low, high, square.data(), flat.data(), product.data());
    for (std::size_t k = 0; k < n; ++k) flat[k] = a * flat[k] + product[k];
  }
  if (rows > columns)
    math::transpose(columns, rows, flat.data(), x);
  else
    std::copy_n(flat.data(), n, x);
}

}  // namespace ravine
