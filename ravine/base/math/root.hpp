// cbrt, hypot.
#pragma once

#include "ravine/base/math/logarithm.hpp"

namespace ravine::math {

// The cube root. Error at most 0.7 ULP, 0.8 for a float.
//
// x = m 2^(3q) with m in [0.35, 2.83); a polynomial (Sollya's fpminimax, relative error 2^-10.7) and two of Halley's
// steps, one for a float. Before the last the estimate is cut to half its bits, so that its square is exact.
template <Real T>
RAVINE_INLINE T cbrt(T x) {
  using namespace detail;
  constexpr std::array<T, 5> start{T(0x1.c5644968abd1bp-2), T(0x1.cd63e6ea3bfe2p-1), T(-0x1.e86a5ac4772c1p-2),
                                   T(0x1.3cc703c8e14bdp-3), T(-0x1.43a3dc226a599p-6)};
  const auto parts = scientific_of_any(magnitude(x));
  const T shifted = parts.exponent * T(1.0 / 3.0) + Format<T>::rounder;
  const T q = shifted - Format<T>::rounder;
  const T m = parts.fraction * power_of_two((parts.exponent - T(3) * q) + Format<T>::rounder);
  T estimate = polynomial(start, m);
  if constexpr (std::same_as<T, double>) {
    const T cube = estimate * estimate * estimate;
    estimate = estimate * (cube + T(2) * m) / (T(2) * cube + m);
  }
  const T t = from_bits<T>(bits(estimate) & Format<T>::high_half);
  const T ratio = m / (t * t);
  const T root = t + t * (ratio - t) / (T(2) * t + ratio);
  const T y = with_sign(root * power_of_two(shifted), x);
  return magnitude(x) < infinity<T> && x != T(0) ? y : x + x;
}

// sqrt(x^2 + y^2) without overflow or underflow on the way; infinite where either is, even beside a NaN (C99). Error at
// most 0.6 ULP, 0.8 where the result is subnormal.
RAVINE_INLINE double hypot(double x, double y) {
  using namespace detail;
  const double a = magnitude(x), b = magnitude(y);
  const double large = a > b ? a : b, small = a > b ? b : a;
  const double down = large > 0x1p500 ? 0x1p-600 : 1.0, up = large > 0x1p500 ? 0x1p600 : 1.0;
  const double before = large < 0x1p-450 ? 0x1p600 : down, after = large < 0x1p-450 ? 0x1p-600 : up;
  const double p = large * before, q = small * before;
  const auto pp = two_product(p, p), qq = two_product(q, q);
  const auto sum = fast_two_sum(pp.high, qq.high);
  const double root = __builtin_sqrt(sum.high);
  const auto back = two_product(root, root);
  const double rest = ((sum.high - back.high) - back.low) + (sum.low + (pp.low + qq.low));
  const double correction = rest / (2.0 * root);
  const double length = (root > 0.0 ? root + correction : root) * after;
  const double finite = a == a && b == b ? length : a + b;
  return a == infinity<double> || b == infinity<double> ? infinity<double> : finite;
}

RAVINE_INLINE float hypot(float x, float y) {
  return static_cast<float>(hypot(static_cast<double>(x), static_cast<double>(y)));
}

}  // namespace ravine::math
