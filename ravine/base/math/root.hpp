// cbrt, hypot.
#pragma once

#include "ravine/base/math/logarithm.hpp"

namespace ravine::math {

namespace detail {

// The cube root of m in [0.35, 2.83): a polynomial (Sollya's fpminimax, relative error 2^-10.7) and two of Halley's
// steps. Before the last the estimate is cut to half its bits, so that its square is exact.
RAVINE_INLINE double reduced_cbrt(double m) {
  constexpr std::array<double, 5> start{0x1.c5644968abd1bp-2, 0x1.cd63e6ea3bfe2p-1, -0x1.e86a5ac4772c1p-2,
                                        0x1.3cc703c8e14bdp-3, -0x1.43a3dc226a599p-6};
  double estimate = polynomial(start, m);
  const double cube = estimate * estimate * estimate;
  estimate = estimate * (cube + 2.0 * m) / (2.0 * cube + m);
  const double t = from_bits<double>(bits(estimate) & Format<double>::high_half);
  const double ratio = m / (t * t);
  return t + t * (ratio - t) / (2.0 * t + ratio);
}

// The same without a division. With r = m^(-1/3) to six bits (relative error 0.023) and h = 1 - m r^3 it is
// m r^2 (1 - h)^(-2/3), the power 1 + h q(h) (fpminimax, both). m is divided so that its greater part times r^2 and r^3
// is exact.
RAVINE_INLINE float reduced_cbrt(float m) {
  constexpr std::array<float, 5> start{0x1.e52512p0F, -0x1.c60806p0F, 0x1.3ce87cp0F, -0x1.add5aep-2F, 0x1.b6ca64p-5F};
  constexpr std::array<float, 5> q{0x1.555556p-1F, 0x1.1c7168p-1F, 0x1.f9a82cp-2F, 0x1.d1fac4p-2F, 0x1.b6656p-2F};
  constexpr std::uint32_t half = 0x20000, six_bits = ~std::uint32_t{0x3FFFF};
  const float r = from_bits<float>((bits(polynomial(start, m)) + half) & six_bits);
  const float square = r * r, cube = square * r;
  const float great = from_bits<float>(bits(m) & six_bits), small = m - great;
  const float h = (1.0F - great * cube) - small * cube;
  const float low = small * square + (m * square) * (h * polynomial(q, h));
  return great * square + low;
}

}  // namespace detail

// The cube root. Error at most 0.7 ULP.
template <Real T>
RAVINE_INLINE T cbrt(T x) {
  using namespace detail;
  const auto parts = scientific_of_any(magnitude(x));
  const T shifted = parts.exponent * T(1.0 / 3.0) + Format<T>::rounder;
  const T q = shifted - Format<T>::rounder;
  // x = m 2^(3q) with m in [0.35, 2.83)
  const T m = parts.fraction * power_of_two((parts.exponent - T(3) * q) + Format<T>::rounder);
  const T y = with_sign(reduced_cbrt(m) * power_of_two(shifted), x);
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
