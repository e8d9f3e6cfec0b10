// log, log1p, softplus.
//
// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)). With s = f / (2 + f), log(1 + f) = 2 atanh(s)
// = f - f^2/2 + s (f^2/2 + s^2 R(s^2)). R is minimax: found with Sollya's fpminimax, relative error of the logarithm on
// |s| <= 0.1717: 2^-66.0 (double), 2^-34.1 (float).
#pragma once

#include "ravine/base/math/exponential.hpp"

namespace ravine::math {
namespace detail {

template <Real T>
struct LogarithmConstants;

template <>
struct LogarithmConstants<double> {
  static constexpr double subnormal_factor = 0x1p54, subnormal_exponent = 54;
  static constexpr std::array<double, 8> r{0x1.5555555555555p-1, 0x1.9999999999d1p-2,  0x1.249249243988ap-2,
                                           0x1.c71c724b704f8p-3, 0x1.745ce1bf79acbp-3, 0x1.3b2027187551ep-3,
                                           0x1.0f66f5655d1eap-3, 0x1.0f1144b183c9fp-3};
};

template <>
struct LogarithmConstants<float> {
  static constexpr float subnormal_factor = 0x1p25F, subnormal_exponent = 25;
  static constexpr std::array<float, 4> r{0x1.555554p-1F, 0x1.999bd2p-2F, 0x1.23f25p-2F, 0x1.ec01p-3F};
};

// x of a positive finite number, subnormals too.
template <Real T>
RAVINE_INLINE Scientific<T> scientific_of_any(T x) {
  using C = LogarithmConstants<T>;
  const bool subnormal = x < std::numeric_limits<T>::min();
  const auto parts = scientific(subnormal ? x * C::subnormal_factor : x);
  return {subnormal ? parts.exponent - C::subnormal_exponent : parts.exponent, parts.fraction};
}

// k ln 2 + log(1 + f) + rest, where rest is tiny.
template <Real T>
RAVINE_INLINE Pair<T> logarithm(T k, T f, T rest) {
  using C = ExponentialConstants<T>;
  const T s = f / (T(2) + f);
  const T z = s * s;
  const T half_square = T(0.5) * f * f;
  const T tail = s * (half_square + z * polynomial(LogarithmConstants<T>::r, z));
  const auto sum = fast_two_sum(k * C::ln2_high, f);
  return {sum.high, sum.low + ((tail + (k * C::ln2_low + rest)) - half_square)};
}
// log(1 + x.high + x.low) for -1 < x.high < infinity.
template <Real T>
RAVINE_INLINE Pair<T> logarithm_of_one_plus(Pair<T> x) {
  const auto u = two_sum(T(1), x.high);
  const auto parts = scientific(u.high);
  const bool near = parts.exponent == T(0);  // then f is x itself and nothing was rounded away
  const T f = near ? x.high : parts.fraction - T(1);
  const T rest = (near ? x.low : u.low + x.low) / (near ? T(1) + x.high : u.high);
  return logarithm(parts.exponent, f, rest);
}

}  // namespace detail

// The natural logarithm; -inf at zeros, NaN below. Error at most 0.9 ULP.
template <Real T>
RAVINE_INLINE T log(T x) {
  const auto parts = detail::scientific_of_any(x);
  const auto sum = detail::logarithm(parts.exponent, parts.fraction - T(1), T(0));
  const T outside = x == T(0) ? -detail::infinity<T> : detail::not_a_number<T>;
  const T y = x > T(0) ? sum.high + sum.low : outside;
  return x == detail::infinity<T> ? x : y;
}

// log(1 + x); -inf at -1, NaN below. Error at most 0.9 ULP.
template <Real T>
RAVINE_INLINE T log1p(T x) {
  const auto sum = detail::logarithm_of_one_plus(detail::Pair<T>{x, T(0)});
  const T outside = x == T(-1) ? -detail::infinity<T> : detail::not_a_number<T>;
  const T y = x > T(-1) ? sum.high + sum.low : outside;
  return x == T(0) || x == detail::infinity<T> ? x : y;
}

// log(1 + e^x). Error at most 0.9 ULP.
template <Real T>
RAVINE_INLINE T softplus(T x) {
  // max(x, 0) + log1p(e^-|x|)
  const auto e = detail::exponential(detail::Pair<T>{detail::limited_exponent(-detail::magnitude(x)), T(0)});
  const auto fraction = detail::one_plus(e.high, e.low());
  const auto renormalised = detail::fast_two_sum(fraction.high, fraction.low);
  const auto small = detail::logarithm_of_one_plus(
      detail::Pair<T>{detail::scaled(renormalised.high, e.shifted), detail::scaled(renormalised.low, e.shifted)});
  const auto sum = detail::two_sum(x < T(0) ? T(0) : x, small.high);
  return sum.high + (x == detail::infinity<T> ? T(0) : sum.low + small.low);
}

}  // namespace ravine::math
