// exp, expm1, sigmoid.
//
// x = k ln 2 + r with |r| <= ln 2 / 2, e^x = 2^k (1 + r + r^2/2 + r^3 Q(r)). Q is minimax: found with Sollya's
// fpminimax for coefficients of the number type, absolute error on |r| <= 0.3475: 2^-63 (double), 2^-28 (float).
#pragma once

#include "ravine/base/math/format.hpp"

namespace ravine::math {
namespace detail {

template <Real T>
struct ExponentialConstants;

template <>
struct ExponentialConstants<double> {
  static constexpr double log2_e = 0x1.71547652b82fep0;
  static constexpr double ln2_high = 0x1.62e42fefa38p-1, ln2_low = 0x1.ef35793c7673p-45;  // k * ln2_high is exact
  static constexpr double most = 710, least = -746, no_change = 0x1p-54, minus_one_from = -40;
  static constexpr std::array<double, 10> q{0x1.555555555555cp-3,  0x1.555555555555ap-5,  0x1.111111110e9c2p-7,
                                            0x1.6c16c16c141e7p-10, 0x1.a01a01b467c68p-13, 0x1.a01a01b1d6591p-16,
                                            0x1.71ddee05572c7p-19, 0x1.27e4c309bdf97p-22, 0x1.af6f5a75a5367p-26,
                                            0x1.1f995e0855c5cp-29};
};

template <>
struct ExponentialConstants<float> {
  static constexpr float log2_e = 0x1.715476p0F;
  static constexpr float ln2_high = 0x1.62e4p-1F, ln2_low = 0x1.7f7d1cp-20F;
  static constexpr float most = 89, least = -104, no_change = 0x1p-25F, minus_one_from = -20;
  static constexpr std::array<float, 4> q{0x1.55549p-3F, 0x1.5554bep-5F, 0x1.123b16p-7F, 0x1.6d7ca4p-10F};
};

// e^(x.high + x.low) = 2^k (1 + high + r^2 / 2 + rest), where shifted == k + rounder and r is x - k ln 2, rounded.
template <Real T>
struct Exponential {
  T shifted, high, r, rest;
  RAVINE_INLINE T low() const { return T(0.5) * (r * r) + rest; }
};
template <Real T>
RAVINE_INLINE Exponential<T> exponential(Pair<T> x) {
  using C = ExponentialConstants<T>;
  const T shifted = x.high * C::log2_e + Format<T>::rounder;
  const T k = shifted - Format<T>::rounder;
  const T high = x.high - k * C::ln2_high;
  const T low = x.low - k * C::ln2_low;
  const T r = high + low;
  return {shifted, high, r, low + r * (r * r) * polynomial(C::q, r)};
}
// e^x of which only the part below `most` and above `least` is told from infinity and zero.
template <Real T>
RAVINE_INLINE T limited_exponent(T x) {
  using C = ExponentialConstants<T>;
  const T above = x > C::most ? C::most : x;
  return above < C::least ? C::least : above;
}
template <Real T>
RAVINE_INLINE Pair<T> one_plus(T high, T low) {
  const auto sum = fast_two_sum(T(1), high);
  return {sum.high, sum.low + low};
}
// e^(x.high + x.low) for limited x.
template <Real T>
RAVINE_INLINE T exp_of_pair(Pair<T> x) {
  const auto e = exponential(x);
  const auto y = one_plus(e.high, e.low());
  return scaled(y.high + y.low, e.shifted);
}

// e^x - 1 for x in [minus_one_from, most], halved so that nothing overflows. The parts may cancel, so the square too is
// taken exactly: of the upper half of r, and what is left of it in the rest.
template <Real T>
RAVINE_INLINE Pair<T> half_expm1(T x) {
  const auto e = exponential(Pair<T>{x, T(0)});
  const T half_power = power_of_two(e.shifted - T(1));
  const T r_high = from_bits<T>(bits(e.r) & Format<T>::high_half);
  const T half_square = T(0.5) * (r_high * r_high), left = T(0.5) * ((e.r - r_high) * (e.r + r_high));
  const auto whole = two_sum(half_power, T(-0.5));
  const auto first = fast_two_sum(whole.high, half_power * e.high);
  const auto second = fast_two_sum(first.high, half_power * half_square);
  return {second.high, second.low + (first.low + (whole.low + half_power * (left + e.rest)))};
}

}  // namespace detail

// e^x. Error at most 0.65 ULP, 0.8 where the result is subnormal.
template <Real T>
RAVINE_INLINE T exp(T x) {
  return detail::exp_of_pair(detail::Pair<T>{detail::limited_exponent(x), T(0)});
}

// e^x - 1. Error at most 0.9 ULP.
template <Real T>
RAVINE_INLINE T expm1(T x) {
  using C = detail::ExponentialConstants<T>;
  const T above = x > C::most ? C::most : x;
  const auto half = detail::half_expm1(above < C::minus_one_from ? C::minus_one_from : above);
  const T y = T(2) * (half.high + half.low);
  return detail::magnitude(x) < C::no_change ? x : y;
}

// 1 / (1 + e^-x). Error at most 0.8 ULP.
template <Real T>
RAVINE_INLINE T sigmoid(T x) {
  // With e = e^-|x| it is 1 / (1 + e), or e / (1 + e) where x < 0.
  using F = detail::Format<T>;
  const auto e = detail::exponential(detail::Pair<T>{detail::limited_exponent(-detail::magnitude(x)), T(0)});
  const auto unordered = detail::one_plus(e.high, e.low());
  const auto fraction = detail::fast_two_sum(unordered.high, unordered.low);
  const T least = F::rounder - T(F::bias - 1);  // e is lost beside 1 long before
  const T power = detail::power_of_two(e.shifted < least ? least : e.shifted);
  const auto sum = detail::fast_two_sum(T(1), power * fraction.high);
  const detail::Pair<T> denominator{sum.high, sum.low + power * fraction.low};
  const bool negative = x < T(0);
  const detail::Pair<T> numerator{negative ? fraction.high : T(1), negative ? fraction.low : T(0)};
  const auto y = detail::quotient(numerator, denominator);
  return detail::scaled(y.high + y.low, negative ? e.shifted : F::rounder);
}

}  // namespace ravine::math
