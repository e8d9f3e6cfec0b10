// sin, cos, tan.
//
// x = k pi/2 + r with |r| <= pi/4, r as an unevaluated sum. For |x| <= 1e9 (`near`) k pi/2 is subtracted in five parts
// (Cody & Waite 1980), the first four of 23 bits so that their products with k are exact: a multiple of pi/2 comes as
// near to a double as 2^-60, and r must be right even there. Beyond, reduce_far() does it in integers (Payne & Hanek
// 1983). Polynomials found with Sollya's fpminimax on |r| <= 0.7854: sine to 2^-62.3 relative, cosine to 2^-68.3.
#pragma once

#include "ravine/base/math/format.hpp"

namespace ravine::math {
namespace detail {

inline constexpr double near_limit = 1e9;

inline constexpr std::array<double, 7> sine{-0x1.5555555555555p-3, 0x1.111111111108bp-7,   -0x1.a01a01a006d8cp-13,
                                            0x1.71de3a4019c09p-19, -0x1.ae643d4462f16p-26, 0x1.6114a65331895p-33,
                                            -0x1.a55ce7032dc18p-41};
inline constexpr std::array<double, 7> cosine{0x1.5555555555555p-5,   -0x1.6c16c16c16b47p-10, 0x1.a01a01a001881p-16,
                                              -0x1.27e4fb603e377p-22, 0x1.1eed76f3f5556p-29,  -0x1.937d16c89a304p-37,
                                              0x1.a1af7a6b105ccp-45};

// x = k pi/2 + r; the two low bits of `quadrant` are k modulo 4.
struct Angle {
  Pair<double> r;
  std::uint64_t quadrant;
};
RAVINE_INLINE Angle reduce_near(double x) {
  constexpr double rounder = Format<double>::rounder;
  const double shifted = x * 0x1.45f306dc9c883p-1 + rounder;
  const double k = shifted - rounder;
  const double second = (x - k * 0x1.921fb4p0) - k * 0x1.4442dp-24;  // both exact
  const auto third = two_sum(second, -(k * 0x1.84698p-48));
  const auto fourth = two_sum(third.high, -(k * 0x1.3198ap-69));
  const double low = (third.low + fourth.low) - k * 0x1.701b839a25205p-92;
  return {fast_two_sum(fourth.high, low), bits(shifted)};
}
// The same for any finite x.
Angle reduce_far(double x);

RAVINE_INLINE Pair<double> sine_of(Pair<double> r) {
  const double z = r.high * r.high;
  return {r.high, r.high * z * polynomial(sine, z) + r.low * (1.0 - 0.5 * z)};
}
RAVINE_INLINE Pair<double> cosine_of(Pair<double> r) {
  const double z = r.high * r.high, half = 0.5 * z;
  const auto first = fast_two_sum(1.0, -half);
  return {first.high, first.low + (z * z * polynomial(cosine, z) - r.high * r.low)};
}
// Of k pi/2 + r: the sine for turn = 0, the cosine for turn = 1.
RAVINE_INLINE double wave(const Angle& angle, std::uint64_t turn) {
  const std::uint64_t quadrant = angle.quadrant + turn, odd = std::uint64_t{0} - (quadrant & 1);
  const auto s = sine_of(angle.r), c = cosine_of(angle.r);
  const double y = blend(odd, s.high, c.high) + blend(odd, s.low, c.low);
  return from_bits<double>(bits(y) ^ ((quadrant & 2) << 62));
}
RAVINE_INLINE double tangent(const Angle& angle) {
  const std::uint64_t odd = std::uint64_t{0} - (angle.quadrant & 1);
  const auto s = sine_of(angle.r), c = cosine_of(angle.r);
  const Pair<double> numerator{blend(odd, s.high, -c.high), blend(odd, s.low, -c.low)};
  const Pair<double> denominator{blend(odd, c.high, s.high), blend(odd, c.low, s.low)};
  const auto n = fast_two_sum(numerator.high, numerator.low);
  const auto d = fast_two_sum(denominator.high, denominator.low);
  const auto y = quotient(n, d);
  return y.high + y.low;
}

}  // namespace detail

// For |x| <= 1e9 (and NaN and infinities): loops over these vectorise. Errors as below; beyond, the value means
// nothing.
RAVINE_INLINE double sin_near(double x) {
  const double y = detail::wave(detail::reduce_near(x), 0);
  return x == 0.0 ? x : y;
}
RAVINE_INLINE double cos_near(double x) { return detail::wave(detail::reduce_near(x), 1); }
RAVINE_INLINE double tan_near(double x) {
  const double y = detail::tangent(detail::reduce_near(x));
  return x == 0.0 ? x : y;
}

namespace detail {
// For finite |x| > near_limit.
double sin_far(double x);
double cos_far(double x);
double tan_far(double x);
RAVINE_INLINE bool is_far(double x) { return magnitude(x) > near_limit && magnitude(x) < infinity<double>; }
}  // namespace detail

// Error at most 0.9 ULP for every finite x.
RAVINE_INLINE double sin(double x) { return detail::is_far(x) ? detail::sin_far(x) : sin_near(x); }
// Error at most 0.9 ULP for every finite x.
RAVINE_INLINE double cos(double x) { return detail::is_far(x) ? detail::cos_far(x) : cos_near(x); }
// Error at most 1 ULP for every finite x.
RAVINE_INLINE double tan(double x) { return detail::is_far(x) ? detail::tan_far(x) : tan_near(x); }

RAVINE_INLINE float sin_near(float x) { return static_cast<float>(sin_near(static_cast<double>(x))); }
RAVINE_INLINE float cos_near(float x) { return static_cast<float>(cos_near(static_cast<double>(x))); }
RAVINE_INLINE float tan_near(float x) { return static_cast<float>(tan_near(static_cast<double>(x))); }
RAVINE_INLINE float sin(float x) { return static_cast<float>(sin(static_cast<double>(x))); }
RAVINE_INLINE float cos(float x) { return static_cast<float>(cos(static_cast<double>(x))); }
RAVINE_INLINE float tan(float x) { return static_cast<float>(tan(static_cast<double>(x))); }

}  // namespace ravine::math
