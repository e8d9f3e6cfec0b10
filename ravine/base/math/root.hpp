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

// Of a positive normal number, and of 0, without a division. Its bits are about its logarithm, so a third of them,
// taken from a constant, are those of r = m^(-1/3) to 3.3 %; a step of Newton's and cutting to six bits leave 1.6 %.
// With h = 1 - m r^3 the root is m r^2 (1 - h)^(-2/3), the power 1 + h q(h) (fpminimax on |h| <= 0.0485, relative error
// 2^-30.8). m is divided so that its greater part times r^2 and r^3 is exact.
RAVINE_INLINE float cbrt_of_positive(float m) {
  constexpr std::array<float, 5> q{0x1.555556p-1F, 0x1.1c71bp-1F, 0x1.f9a4a8p-2F, 0x1.d0bdd4p-2F, 0x1.bdd4cap-2F};
  constexpr std::uint32_t start = 0x54A2C000, half = 0x20000, six_bits = ~std::uint32_t{0x3FFFF};
  const float third = static_cast<float>(static_cast<std::int32_t>(bits(m))) * (1.0F / 3.0F);
  const float guess = from_bits<float>(start - static_cast<std::uint32_t>(static_cast<std::int32_t>(third)));
  const float away = 1.0F - (m * guess) * (guess * guess);
  const float r = from_bits<float>((bits(guess + guess * (0.345F * away)) + half) & six_bits);
  const float square = r * r, great = from_bits<float>(bits(m) & six_bits), small = m - great;
  const float high = great * square, low = small * square;
  const float h = (1.0F - high * r) - low * r;
  return high + (low + (high + low) * (h * polynomial(q, h)));
}

}  // namespace detail

// The cube root. Error at most 0.7 ULP.
RAVINE_INLINE double cbrt(double x) {
  using namespace detail;
  const auto parts = scientific_of_any(magnitude(x));
  const double shifted = parts.exponent * (1.0 / 3.0) + Format<double>::rounder;
  const double q = shifted - Format<double>::rounder;
  // x = m 2^(3q) with m in [0.35, 2.83)
  const double m = parts.fraction * power_of_two((parts.exponent - 3.0 * q) + Format<double>::rounder);
  const double y = with_sign(reduced_cbrt(m) * power_of_two(shifted), x);
  return magnitude(x) < infinity<double> && x != 0.0 ? y : x + x;
}
RAVINE_INLINE float cbrt(float x) {
  using namespace detail;
  const float size = magnitude(x);
  const bool subnormal = size < std::numeric_limits<float>::min();
  const float root = cbrt_of_positive(subnormal ? size * 0x1p24F : size);
  return size < infinity<float> ? with_sign(subnormal ? root * 0x1p-8F : root, x) : x + x;
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
