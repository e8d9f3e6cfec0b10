// The ground of the mathematics: bits of floating-point numbers, sums and products with their rounding errors, and
// polynomials with a fixed order of evaluation.
//
// Everything here is plain IEEE 754 addition, multiplication and bit operations without branches, so that loops over
// lanes vectorise for every instruction set and give the same bits on each. It relies on rounding to nearest and on
// contraction being off (-ffp-contract=off): a fused multiply-add would change bits.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "ravine/base/lanes.hpp"

namespace ravine::math {

template <class T>
concept Real = std::same_as<T, float> || std::same_as<T, double>;

namespace detail {

template <Real T>
struct Format;

template <>
struct Format<double> {
  using Bits = std::uint64_t;
  static constexpr int mantissa = 52, bias = 1023;
  static constexpr double rounder = 0x1.8p52;  // adding it rounds to an integer, found in the low bits of the sum
  static constexpr Bits high_half = ~Bits{0x7FFFFFF};  // keeps 26 of 53 bits: products of such halves are exact
};

template <>
struct Format<float> {
  using Bits = std::uint32_t;
  static constexpr int mantissa = 23, bias = 127;
  static constexpr float rounder = 0x1.8p23F;
  static constexpr Bits high_half = ~Bits{0xFFF};
};

template <class T>
using Bits = typename Format<T>::Bits;

template <Real T>
inline constexpr T infinity = std::numeric_limits<T>::infinity();
template <Real T>
inline constexpr T not_a_number = std::numeric_limits<T>::quiet_NaN();
template <Real T>
inline constexpr Bits<T> sign_bit = Bits<T>{1} << (sizeof(T) * 8 - 1);
template <Real T>
inline constexpr Bits<T> mantissa_mask = (Bits<T>{1} << Format<T>::mantissa) - 1;

template <Real T>
RAVINE_INLINE constexpr Bits<T> bits(T x) {
  return __builtin_bit_cast(Bits<T>, x);
}
template <Real T>
RAVINE_INLINE constexpr T from_bits(Bits<T> b) {
  return __builtin_bit_cast(T, b);
}

// The sign of `sign` on the magnitude `x` (x >= 0 or NaN).
template <Real T>
RAVINE_INLINE T with_sign(T x, T sign) {
  return from_bits<T>(bits(x) | (bits(sign) & sign_bit<T>));
}
// b where every bit of `mask` is set, a where none is.
template <Real T>
RAVINE_INLINE T blend(Bits<T> mask, T a, T b) {
  return from_bits<T>((bits(b) & mask) | (bits(a) & ~mask));
}
// A mask for blend: all bits where a > b. Several selects by one comparison become branches for some compilers and do
// not vectorise; blends by the sign of a difference do.
template <Real T>
RAVINE_INLINE Bits<T> mask_greater(T a, T b) {
  return Bits<T>{0} - (bits(b - a) >> (sizeof(T) * 8 - 1));
}
template <Real T>
RAVINE_INLINE T magnitude(T x) {
  return from_bits<T>(bits(x) & ~sign_bit<T>);
}

// The unevaluated sum high + low, |low| about half a unit in the last place of high or less.
template <Real T>
struct Pair {
  T high, low;
};

// a + b exactly, where |a| >= |b| or a is zero (Dekker 1971, doi 10.1007/BF01397083).
template <Real T>
RAVINE_INLINE Pair<T> fast_two_sum(T a, T b) {
  const T sum = a + b;
  return {sum, b - (sum - a)};
}
// a + b exactly (Knuth, The Art of Computer Programming 2, theorem 4.2.2 B).
template <Real T>
RAVINE_INLINE Pair<T> two_sum(T a, T b) {
  const T sum = a + b;
  const T rest = sum - a;
  return {sum, (a - (sum - rest)) + (b - rest)};
}
// a * b up to about 2^-53 of its own rounding error (Dekker 1971, halves cut by masking): no overflow but the
// product's.
template <Real T>
RAVINE_INLINE Pair<T> two_product(T a, T b) {
  const T product = a * b;
  const T a_high = from_bits<T>(bits(a) & Format<T>::high_half), a_low = a - a_high;
  const T b_high = from_bits<T>(bits(b) & Format<T>::high_half), b_low = b - b_high;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}
// (a.high + a.low) / (b.high + b.low).
template <Real T>
RAVINE_INLINE Pair<T> quotient(Pair<T> a, Pair<T> b) {
  const T reciprocal = T(1) / b.high;
  const T q = a.high * reciprocal;
  const auto back = two_product(q, b.high);
  const T rest = (((a.high - back.high) - back.low) + a.low) - q * b.low;
  return {q, rest * reciprocal};
}

// c[0] + c[1] x + ... by halves (Estrin 1960): short chains of operations, one fixed order.
template <std::size_t first, std::size_t count, Real T, std::size_t n>
RAVINE_INLINE T polynomial_part(const std::array<T, n>& c, T x, T x2, T x4, T x8) {
  if constexpr (count == 1) {
    return c[first];
  } else {
    constexpr std::size_t half = count > 8 ? 8 : count > 4 ? 4 : count > 2 ? 2 : 1;
    const T power = half == 8 ? x8 : half == 4 ? x4 : half == 2 ? x2 : x;
    return polynomial_part<first, half>(c, x, x2, x4, x8) +
           power * polynomial_part<first + half, count - half>(c, x, x2, x4, x8);
  }
}
template <Real T, std::size_t n>
RAVINE_INLINE T polynomial(const std::array<T, n>& c, T x) {
  static_assert(n <= 16);
  const T x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  return polynomial_part<0, n>(c, x, x2, x4, x8);
}

// y * 2^k where shifted == k + rounder, for |k| up to twice the exponent range: one rounding, gradual underflow.
template <Real T>
RAVINE_INLINE T scaled(T y, T shifted) {
  using F = Format<T>;
  constexpr Bits<T> middle = 4 * (F::bias + 1);  // makes the exponent positive before it is halved
  const Bits<T> k = bits(shifted) - bits(F::rounder) + middle;
  const Bits<T> half = k >> 1, other = k - half;
  constexpr Bits<T> offset = middle / 2 - F::bias;
  return y * from_bits<T>((half - offset) << F::mantissa) * from_bits<T>((other - offset) << F::mantissa);
}
// 2^k where shifted == k + rounder and 2^k is a normal number.
template <Real T>
RAVINE_INLINE T power_of_two(T shifted) {
  using F = Format<T>;
  return from_bits<T>((bits(shifted) - bits(F::rounder) + F::bias) << F::mantissa);
}

// x = 2^exponent * fraction, fraction in [sqrt(1/2), sqrt(2)), for positive normal x.
template <Real T>
struct Scientific {
  T exponent, fraction;
};
template <Real T>
RAVINE_INLINE Scientific<T> scientific(T x) {
  using F = Format<T>;
  constexpr Bits<T> root = bits(static_cast<T>(0x1.6a09e667f3bcdp-1)), one = bits(T(1));
  constexpr T unit = static_cast<T>(Bits<T>{1} << F::mantissa);  // its low bits are the integers
  const Bits<T> b = bits(x) + (one - root);
  const T exponent = from_bits<T>((b >> F::mantissa) | bits(unit)) - (unit + F::bias);
  return {exponent, from_bits<T>((b & mantissa_mask<T>)+root)};
}

}  // namespace detail
}  // namespace ravine::math
