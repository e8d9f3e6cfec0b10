// sinh, cosh, tanh.
//
// |x| = k ln 2 + r with |r| <= ln 2 / 2. With u = cosh r - 1 and r + v = sinh r, e^(+-r) = 1 + u +- (r + v): one pair
// of short polynomials gives both e^x and e^-x without a division. Found with Sollya's fpminimax on |r| <= 0.3475: u to
// 2^-69.6 absolute, v to 2^-61.9 of sinh r.
#pragma once

#include "ravine/base/math/exponential.hpp"

namespace ravine::math {
namespace detail {

inline constexpr std::array<double, 6> cosh_even{0x1p-1,
                                                 0x1.5555555555558p-5,
                                                 0x1.6c16c16c14fedp-10,
                                                 0x1.a01a01ad88c55p-16,
                                                 0x1.27e4cbf18576dp-22,
                                                 0x1.1f8c1ce6ae0eep-29};
inline constexpr std::array<double, 5> sinh_odd{0x1.5555555555559p-3, 0x1.111111110f62dp-7, 0x1.a01a01b01ed66p-13,
                                                0x1.71ddf7b31fccap-19, 0x1.af5fefcf283a7p-26};

// (e^size / 2) / 2 = rising * (1 + u + high + v), (e^-size / 2) / 2 = falling * (1 + u - high - v) for 0 <= size <=
// 711.
struct Exponentials {
  double k, rising, falling, high, u, v;
};
RAVINE_INLINE Exponentials exponentials(double size) {
  using C = ExponentialConstants<double>;
  constexpr double rounder = Format<double>::rounder;
  const double limited = size > 710.5 ? 710.5 : size;
  const double shifted = limited * C::log2_e + rounder;
  const double k = shifted - rounder;
  const double high = limited - k * C::ln2_high;
  const double low = -(k * C::ln2_low);
  const double r = high + low, z = r * r;
  const double least = k > 200.0 ? 200.0 : k;  // the falling part is lost long before
  return {k,    power_of_two(shifted - 2.0),  power_of_two((rounder - 2.0) - least),
          high, z * polynomial(cosh_even, z), low + r * z * polynomial(sinh_odd, z)};
}

}  // namespace detail

// Error at most 1 ULP.
RAVINE_INLINE double sinh(double x) {
  using namespace detail;
  const auto e = exponentials(magnitude(x));
  const auto up = fast_two_sum(e.rising, e.rising * e.high);
  const auto down = fast_two_sum(e.falling, -(e.falling * e.high));
  const auto sum = fast_two_sum(up.high, -down.high);
  const double rest = (sum.low + (up.low - down.low)) + (e.rising * (e.u + e.v) - e.falling * (e.u - e.v));
  const double size = e.k == 0.0 ? e.high + e.v : 2.0 * (sum.high + rest);
  return with_sign(size, x);
}

// Error at most 0.8 ULP.
RAVINE_INLINE double cosh(double x) {
  using namespace detail;
  const auto e = exponentials(magnitude(x));
  const auto up = fast_two_sum(e.rising, e.rising * e.high);
  const auto down = fast_two_sum(e.falling, -(e.falling * e.high));
  const auto sum = fast_two_sum(up.high, down.high);
  const double rest = (sum.low + (up.low + down.low)) + (e.rising * (e.u + e.v) + e.falling * (e.u - e.v));
  return 2.0 * (sum.high + rest);
}

// Error at most 0.85 ULP.
template <Real T>
RAVINE_INLINE T tanh(T x) {
  // With t = expm1(-2|x|) it is -t / (2 + t).
  using C = detail::ExponentialConstants<T>;
  const T twice = T(-2) * detail::magnitude(x);
  const auto half = detail::half_expm1(twice < C::minus_one_from ? C::minus_one_from : twice);
  const auto t = detail::fast_two_sum(half.high, half.low);
  const auto denominator = detail::fast_two_sum(T(1), t.high);
  const auto y =
      detail::quotient(detail::Pair<T>{-t.high, -t.low}, detail::Pair<T>{denominator.high, denominator.low + t.low});
  return detail::with_sign(detail::magnitude(y.high + y.low), x);
}

RAVINE_INLINE float sinh(float x) { return static_cast<float>(sinh(static_cast<double>(x))); }
RAVINE_INLINE float cosh(float x) { return static_cast<float>(cosh(static_cast<double>(x))); }

}  // namespace ravine::math
