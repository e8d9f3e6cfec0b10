// pow and power.
//
// x^y = e^(y log x) with log x to about 2^-65 of itself as an unevaluated sum: with s = f / (2 + f) in such sums,
// log(1 + f) = 2 s + s^3 (2/3 + s^2 Q(s^2)). Q is minimax: found with Sollya's fpminimax, relative error of the
// logarithm on |s| <= 0.1717: 2^-73.4.
#pragma once

#include <type_traits>

#include "ravine/base/math/logarithm.hpp"

namespace ravine::math {
namespace detail {

inline constexpr std::array<double, 8> long_logarithm{0x1.9999999999996p-2, 0x1.2492492492f51p-2, 0x1.c71c71c596643p-3,
                                                      0x1.745d182985acfp-3, 0x1.3b1364b59a6ap-3,  0x1.11207325d4db4p-3,
                                                      0x1.de3ca9d11b62bp-4, 0x1.eacd52ec7006ap-4};

// log x for positive finite x.
RAVINE_INLINE Pair<double> log_pair(double x) {
  using C = ExponentialConstants<double>;
  constexpr double two_thirds = 0x1.5555555555555p-1, two_thirds_low = 0x1.5555555555555p-55;
  const auto parts = scientific_of_any(x);
  const double k = parts.exponent, f = parts.fraction - 1.0;
  const auto denominator = fast_two_sum(2.0, f);
  const auto s = quotient(Pair<double>{f, 0.0}, denominator);
  const auto z = two_product(s.high, s.high);
  const double z_low = z.low + 2.0 * (s.high * s.low);
  const auto factor = fast_two_sum(two_thirds, z.high * polynomial(long_logarithm, z.high));
  const double factor_low = factor.low + two_thirds_low;
  const auto cube = two_product(s.high, z.high);
  const double cube_low = cube.low + (s.high * z_low + s.low * z.high);
  const auto term = two_product(cube.high, factor.high);
  const double term_low = term.low + (cube.high * factor_low + cube_low * factor.high);
  const auto first = fast_two_sum(k * C::ln2_high, 2.0 * s.high);
  const auto second = fast_two_sum(first.high, term.high);
  const double low = first.low + (second.low + (2.0 * s.low + (term_low + k * C::ln2_low)));
  return fast_two_sum(second.high, low);
}

// What x^y is by C99 (annex F.9.4.4) given |x|^y where neither is special. One plain select after another: conditions
// made of others would keep loops from vectorising.
template <Real T>
RAVINE_INLINE T with_special_powers(T x, T y, T usual) {
  constexpr T whole = T(1) / std::numeric_limits<T>::epsilon();  // numbers from here on are integers
  const T size = magnitude(x), exponent = magnitude(y), half = T(0.5) * exponent;
  const T grown = y > T(0) ? infinity<T> : T(0);  // |x|^y for infinite |x|, or for |x| > 1 and infinite y
  const T shrunk = y > T(0) ? T(0) : infinity<T>;
  const T limit = size > T(1) ? grown : shrunk;
  T power = exponent == infinity<T> ? limit : usual;
  power = size == infinity<T> ? grown : power;
  power = size == T(0) ? shrunk : power;
  power = size == T(1) ? T(1) : power;
  const T fraction = exponent < whole ? (exponent + whole) - whole - exponent : T(0);      // 0 for an integer
  const T half_fraction = exponent < T(2) * whole ? (half + whole) - whole - half : T(0);  // 0 for an even integer
  const T negated = half_fraction == T(0) ? power : -power;
  const T no_integer = size == T(0) ? power : (size == infinity<T> ? power : not_a_number<T>);
  const T below = fraction == T(0) ? negated : no_integer;
  power = with_sign(T(1), x) < T(0) ? below : power;
  power = x != x ? x : power;
  power = y != y ? y : power;
  power = y == T(0) ? T(1) : power;
  return x == T(1) ? T(1) : power;
}

}  // namespace detail

// x^y for real y; NaN for finite x < 0 and y no integer; 1 for y = 0 or x = 1 whatever the other (C99). Error at most
// 0.9 ULP.
RAVINE_INLINE double pow(double x, double y) {
  constexpr double enough = 0x1p66;  // any x but 1 raised to it is infinite or zero
  const double limited = y > enough ? enough : (y < -enough ? -enough : y);
  const auto log_x = detail::log_pair(detail::magnitude(x));
  const auto product = detail::two_product(limited, log_x.high);
  const double exponent = detail::limited_exponent(product.high);
  const double rest = exponent == product.high ? product.low + limited * log_x.low : 0.0;
  return detail::with_special_powers(x, y, detail::exp_of_pair(detail::Pair<double>{exponent, rest}));
}
// Error at most 0.51 ULP: computed in double.
RAVINE_INLINE float pow(float x, float y) {
  const double log_x = log(static_cast<double>(detail::magnitude(x)));
  return detail::with_special_powers(x, y, static_cast<float>(exp(static_cast<double>(y) * log_x)));
}

namespace detail {

inline constexpr int largest_small_power = 64;

// x^n for 2 <= |n| <= 64 by squaring from the highest bit of |n| down, with the rounding errors carried along. So that
// no error is lost to underflow, it is m^n 2^(e n) for x = m 2^e; the steps are apart, for loops over lanes.
template <Real T>
struct PowerStart {
  Pair<T> base;  // m, or 1 / m for n < 0
  T shifted;     // e n + rounder
};
template <Real T>
RAVINE_INLINE PowerStart<T> start_power(T x, int n) {
  constexpr T most = 2 * Format<T>::bias - 6;  // what scaled() can do is infinity or zero
  const auto parts = scientific_of_any(magnitude(x));
  const T m = with_sign(parts.fraction, x), exponent = parts.exponent * static_cast<T>(n);
  const T above = exponent > most ? most : exponent, limited = above < -most ? -most : above;
  if (n > 0) return {{m, T(0)}, limited + Format<T>::rounder};
  const T r = T(1) / m;
  const auto back = two_product(r, m);
  return {{r, ((T(1) - back.high) - back.low) * r}, limited + Format<T>::rounder};
}
template <Real T>
RAVINE_INLINE Pair<T> squared(Pair<T> a) {
  const auto p = two_product(a.high, a.high);
  return {p.high, p.low + T(2) * (a.high * a.low)};
}
template <Real T>
RAVINE_INLINE Pair<T> multiplied(Pair<T> a, Pair<T> b) {
  const auto p = two_product(a.high, b.high);
  return {p.high, p.low + (a.high * b.low + a.low * b.high)};
}
template <Real T>
RAVINE_INLINE T end_power(T x, int n, Pair<T> product, T shifted) {
  const T usual = scaled(product.high + product.low, shifted);
  const T special = n % 2 == 0 ? x * x : x;  // zeros, infinities, NaN
  const T unusual = n < 0 ? T(1) / special : special;
  const T nonzero = x == T(0) ? unusual : usual;
  return magnitude(x) < infinity<T> ? nonzero : unusual;
}

}  // namespace detail

// x^n by multiplication. x^2, (x*x)*x and (x*x)*(x*x) are plain products: at most 0.5, 1.3 and 1.92 ULP; 1/x is a
// quotient. Other |n| <= 64 carry the rounding errors along: at most 0.6 ULP, 1 where the result is subnormal. Above
// that it is pow.
template <Real T>
RAVINE_INLINE T power(T x, int n) {
  const T square = x * x;
  switch (n) {
    case -1:
      return T(1) / x;
    case 0:
      return T(1);
    case 1:
      return x;
    case 2:
      return square;
    case 3:
      return square * x;
    case 4:
      return square * square;
    default:
      break;
  }
  if (n > detail::largest_small_power || n < -detail::largest_small_power) return pow(x, static_cast<T>(n));
  const auto start = detail::start_power(x, n);
  auto product = start.base;
  const int count = n < 0 ? -n : n;
  int bit = 1;
  while (2 * bit <= count) bit *= 2;
  for (bit /= 2; bit > 0; bit /= 2) {
    product = detail::squared(product);
    if ((count & bit) != 0) product = detail::multiplied(product, start.base);
  }
  return detail::end_power(x, n, product, start.shifted);
}

}  // namespace ravine::math
