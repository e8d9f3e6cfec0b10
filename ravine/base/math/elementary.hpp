// abs, min, max, sign, floor, sqrt: exact or correctly rounded.
#pragma once

#include "ravine/base/math/format.hpp"

namespace ravine::math {

template <Real T>
RAVINE_INLINE T abs(T x) {
  return detail::magnitude(x);
}

// IEEE 754-2019 `minimum` and `maximum`: a NaN where either is NaN (C99's fmin would hide a value that left its
// domain), and -0 < +0.
template <Real T>
RAVINE_INLINE T min(T x, T y) {
  const T equal = detail::from_bits<T>(detail::bits(x) | detail::bits(y));
  const T other = x == y ? equal : x + y;  // x + y is NaN where the two do not compare
  return x < y ? x : (y < x ? y : other);
}
template <Real T>
RAVINE_INLINE T max(T x, T y) {
  const T equal = detail::from_bits<T>(detail::bits(x) & detail::bits(y));
  const T other = x == y ? equal : x + y;
  return x > y ? x : (y > x ? y : other);
}

// -1, 1, or x itself where x is a zero or NaN.
template <Real T>
RAVINE_INLINE T sign(T x) {
  return x > T(0) ? T(1) : (x < T(0) ? T(-1) : x);
}

template <Real T>
RAVINE_INLINE T floor(T x) {
  constexpr T whole = T(1) / std::numeric_limits<T>::epsilon();  // numbers from here on are integers
  const T size = detail::magnitude(x);
  const T rounded = detail::with_sign((size + whole) - whole, x);
  const T below = rounded > x ? rounded - T(1) : rounded;
  return size < whole ? below : x;
}

template <Real T>
RAVINE_INLINE T sqrt(T x) {
  if constexpr (sizeof(T) == sizeof(float)) {
    return __builtin_sqrtf(x);
  } else {
    return __builtin_sqrt(x);
  }
}

}  // namespace ravine::math
