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

// The angle of the point (x, y) in the first quadrant, neither infinite nor both zero: high + low, and pi/4 more unless
// `flat` or pi/2 more where `steep`.
struct FirstQuadrant {
  std::uint64_t flat, steep;  // masks
  double high, low;
};
RAVINE_INLINE FirstQuadrant first_quadrant(double y, double x) {
  constexpr double tangent_of_eighth = 0x1.a827999fcef32p-2, tangent_of_three_eighths = 0x1.3504f333f9de6p1;
  const auto flat = ~mask_greater(y, tangent_of_eighth * x), steep = mask_greater(y, tangent_of_three_eighths * x);
  const auto difference = two_sum(y, -x), sum = two_sum(y, x);
  const double numerator = blend(flat, blend(steep, difference.high, -x), y);
  const double numerator_low = blend(flat | steep, difference.low, 0.0);
  const double denominator = blend(flat, blend(steep, sum.high, y), x);
  const double denominator_low = blend(flat | steep, sum.low, 0.0);
  const double q = numerator / denominator;
  const auto back = two_product(q, denominator);
  const double rest = ((((numerator - back.high) - back.low) + numerator_low) - q * denominator_low) / denominator;
  const double z = q * q;
  const double correction = rest + q * z * polynomial(arctangent, z);
  return {flat, steep, q, magnitude(q) < 0x1p-30 ? 0.0 : correction};
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

// Error at most 0.9 ULP.
RAVINE_INLINE double atan(double x) {
  using namespace detail;
  const double size = magnitude(x);
  const auto angle = first_quadrant(size > 0x1p66 ? 0x1p66 : size, 1.0);
  const double base = blend(angle.flat, blend(angle.steep, quarter_pi.high, half_pi.high), 0.0);
  const double base_low = blend(angle.flat, blend(angle.steep, quarter_pi.low, half_pi.low), 0.0);
  const auto sum = fast_two_sum(base, angle.high);
  return with_sign(sum.high + (sum.low + (base_low + angle.low)), x);
}

// The angle of the point (x, y) in [-pi, pi]; C99 for zeros and infinities. Error at most 0.9 ULP.
RAVINE_INLINE double atan2(double y, double x) {
  using namespace detail;
  const double size_x = magnitude(x), size_y = magnitude(y);
  // where one is infinite: 1 for an infinity, 0 for a number; the origin is (1, 0)
  constexpr double largest_finite = std::numeric_limits<double>::max();
  const auto x_infinite = mask_greater(size_x, largest_finite), y_infinite = mask_greater(size_y, largest_finite);
  const double a = blend(y_infinite, blend(x_infinite, size_y, 0.0), 1.0);
  const double b = blend(x_infinite, blend(y_infinite, size_x, 0.0), 1.0);
  const double largest = a > b ? a : b;
  const double shrink = largest > 0x1p900 ? 0x1p-200 : 1.0;
  const double factor = largest < 0x1p-800 ? 0x1p200 : shrink;
  const auto angle = first_quadrant(a * factor, largest == 0.0 ? 1.0 : b * factor);
  // to the left of the y axis it is pi less the angle
  const auto left = std::uint64_t{0} - (bits(x) >> 63);
  const double near = blend(angle.flat, blend(angle.steep, quarter_pi.high, half_pi.high), 0.0);
  const double near_low = blend(angle.flat, blend(angle.steep, quarter_pi.low, half_pi.low), 0.0);
  const double far = blend(angle.flat, blend(angle.steep, three_quarter_pi.high, half_pi.high), pi.high);
  const double far_low = blend(angle.flat, blend(angle.steep, three_quarter_pi.low, half_pi.low), pi.low);
  const auto sum = fast_two_sum(blend(left, near, far), blend(left, angle.high, -angle.high));
  const double low = blend(left, near_low, far_low) + blend(left, angle.low, -angle.low);
  const double size = with_sign(magnitude(sum.high + (sum.low + low)), y);
  const double angle_or_nan = y == y ? size : y;
  return x == x ? angle_or_nan : x;
}

RAVINE_INLINE float asin(float x) { return static_cast<float>(asin(static_cast<double>(x))); }
RAVINE_INLINE float acos(float x) { return static_cast<float>(acos(static_cast<double>(x))); }
RAVINE_INLINE float atan(float x) { return static_cast<float>(atan(static_cast<double>(x))); }
RAVINE_INLINE float atan2(float y, float x) {
  return static_cast<float>(atan2(static_cast<double>(y), static_cast<double>(x)));
}

}  // namespace ravine::math
