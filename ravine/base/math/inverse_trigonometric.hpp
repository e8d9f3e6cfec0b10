// asin, acos, atan, atan2.
//
// asin t = t + t^3 A(t^2) for t <= 1/2, above by asin t = pi/2 - 2 asin sqrt((1 - t) / 2). atan t = t + t^3 B(t^2) for
// t <= tan(pi/8), above by atan t = pi/4 + atan((t - 1) / (t + 1)) or pi/2 - atan(1 / t). Found with Sollya's
// fpminimax, relative errors of asin and atan: 2^-59.5 and 2^-63.6.
#pragma once

#include "ravine/base/math/format.hpp"

namespace ravine::math {
namespace detail {

inline constexpr std::array<double, 13> arcsine{
    0x1.5555555555577p-3, 0x1.333333332e133p-4,  0x1.6db6db721247bp-5, 0x1.f1c71a95002fbp-6, 0x1.6e8bdedebf9dfp-6,
    0x1.1c49f077d5bc7p-6, 0x1.ca1f8af1f0a39p-7,  0x1.75859dad05d9ap-7, 0x1.613c1e6ed7236p-7, 0x1.e5fbe88dfeb2cp-9,
    0x1.639a894e21126p-6, -0x1.57fad0dea93ccp-6, 0x1.0b45e9f72d94bp-5};
inline constexpr std::array<double, 12> arctangent{-0x1.5555555555554p-2, 0x1.99999999995bfp-3,  -0x1.24924924721bep-3,
                                                   0x1.c71c71b5f9222p-4,  -0x1.745d14919c87bp-4, 0x1.3b136b1d3278dp-4,
                                                   -0x1.110c4af13f37ep-4, 0x1.e16f469abdc99p-5,  -0x1.ab6da8aed3127p-5,
                                                   0x1.70b28dd725bap-5,   -0x1.11ba2966226bp-5,  0x1.f0111d29421bep-7};

inline constexpr Pair<double> quarter_pi{0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55};
inline constexpr Pair<double> half_pi{0x1.921fb54442d18p0, 0x1.1a62633145c07p-54};
inline constexpr Pair<double> three_quarter_pi{0x1.2d97c7f3321d2p1, 0x1.a79394c9e8a0ap-54};
inline constexpr Pair<double> pi{0x1.921fb54442d18p1, 0x1.1a62633145c07p-53};

// asin t as high + low for the t <= 1/2 that stands for x: |x| itself or sqrt((1 - |x|) / 2).
struct HalfArcsine {
  bool small;  // whether t is |x|
  double high, low;
};
RAVINE_INLINE HalfArcsine half_arcsine(double x) {
  const double size = magnitude(x);
  const bool small = size <= 0.5;
  const double z = small ? size * size : 0.5 * (1.0 - size);
  const double root = __builtin_sqrt(z);
  const auto back = two_product(root, root);
  const double rest = ((z - back.high) - back.low) / (2.0 * (root > 0.0 ? root : 1.0));
  const double t = small ? size : root;
  return {small, t, (small ? 0.0 : rest) + t * z * polynomial(arcsine, z)};
}

// The angle of the point (x, y) in the first quadrant, neither infinite, as base + high + low.
struct FirstQuadrant {
  Pair<double> base;
  double high, low;
};
RAVINE_INLINE FirstQuadrant first_quadrant(double y, double x) {
  constexpr double tangent_of_eighth = 0x1.a827999fcef32p-2, tangent_of_three_eighths = 0x1.3504f333f9de6p1;
  const bool low = y <= tangent_of_eighth * x, high = y > tangent_of_three_eighths * x;
  const auto difference = two_sum(y, -x), sum = two_sum(y, x);
  const Pair<double> numerator{low ? y : (high ? -x : difference.high), low || high ? 0.0 : difference.low};
  const Pair<double> denominator{low ? x : (high ? y : sum.high), low || high ? 0.0 : sum.low};
  const double d = denominator.high == 0.0 ? 1.0 : denominator.high;  // only at the origin
  const double q = numerator.high / d;
  const auto back = two_product(q, d);
  const double rest = ((((numerator.high - back.high) - back.low) + numerator.low) - q * denominator.low) / d;
  const double z = q * q;
  const double correction = magnitude(q) < 0x1p-30 ? 0.0 : rest + q * z * polynomial(arctangent, z);
  const Pair<double> base{low ? 0.0 : (high ? half_pi.high : quarter_pi.high),
                          low ? 0.0 : (high ? half_pi.low : quarter_pi.low)};
  return {base, q, correction};
}

}  // namespace detail

// NaN outside [-1, 1]. Error at most 0.8 ULP.
RAVINE_INLINE double asin(double x) {
  const auto part = detail::half_arcsine(x);
  const auto sum = detail::fast_two_sum(detail::half_pi.high, -2.0 * part.high);
  const double large = sum.high + (sum.low + (detail::half_pi.low - 2.0 * part.low));
  return detail::with_sign(detail::magnitude(part.small ? part.high + part.low : large), x);
}

// NaN outside [-1, 1]. Error at most 0.8 ULP.
RAVINE_INLINE double acos(double x) {
  const auto part = detail::half_arcsine(x);
  const bool negative = x < 0.0;
  const double factor = part.small ? 1.0 : 2.0;
  const double turn = part.small != negative ? -factor : factor;
  const double far = negative ? detail::pi.high : 0.0, far_low = negative ? detail::pi.low : 0.0;
  const auto sum = detail::fast_two_sum(part.small ? detail::half_pi.high : far, turn * part.high);
  return sum.high + (sum.low + ((part.small ? detail::half_pi.low : far_low) + turn * part.low));
}

// Error at most 0.85 ULP.
RAVINE_INLINE double atan(double x) {
  const double size = detail::magnitude(x);
  const auto angle = detail::first_quadrant(size > 0x1p66 ? 0x1p66 : size, 1.0);
  const auto sum = detail::fast_two_sum(angle.base.high, angle.high);
  return detail::with_sign(sum.high + (sum.low + (angle.base.low + angle.low)), x);
}

// The angle of the point (x, y) in [-pi, pi]; C99 for zeros and infinities. Error at most 0.85 ULP.
RAVINE_INLINE double atan2(double y, double x) {
  using detail::infinity;
  const double size_x = detail::magnitude(x), size_y = detail::magnitude(y);
  const bool infinite = size_x == infinity<double> || size_y == infinity<double>;
  const double a = infinite ? (size_y == infinity<double> ? 1.0 : 0.0) : size_y;
  const double b = infinite ? (size_x == infinity<double> ? 1.0 : 0.0) : size_x;
  const double largest = a > b ? a : b;
  const double shrink = largest > 0x1p900 ? 0x1p-200 : 1.0;
  const double factor = largest < 0x1p-800 ? 0x1p200 : shrink;
  const auto angle = detail::first_quadrant(a * factor, b * factor);
  const bool left = (detail::bits(x) >> 63) != 0;
  // pi less the angle: pi, 3/4 pi or pi/2 less the part
  const bool zero = angle.base.high == 0.0, quarter = angle.base.high == detail::quarter_pi.high;
  const double far = zero ? detail::pi.high : (quarter ? detail::three_quarter_pi.high : detail::half_pi.high);
  const double far_low = zero ? detail::pi.low : (quarter ? detail::three_quarter_pi.low : detail::half_pi.low);
  const double base = left ? far : angle.base.high, base_low = left ? far_low : angle.base.low;
  const auto sum = detail::fast_two_sum(base, left ? -angle.high : angle.high);
  const double size = sum.high + (sum.low + (base_low + (left ? -angle.low : angle.low)));
  return x == x && y == y ? detail::with_sign(detail::magnitude(size), y) : x + y;
}

RAVINE_INLINE float asin(float x) { return static_cast<float>(asin(static_cast<double>(x))); }
RAVINE_INLINE float acos(float x) { return static_cast<float>(acos(static_cast<double>(x))); }
RAVINE_INLINE float atan(float x) { return static_cast<float>(atan(static_cast<double>(x))); }
RAVINE_INLINE float atan2(float y, float x) {
  return static_cast<float>(atan2(static_cast<double>(y), static_cast<double>(x)));
}

}  // namespace ravine::math
