// u^-p for rules that divide by a power of a second moment.
#pragma once

#include <cmath>
#include <type_traits>

#include "ravine/base/math.hpp"

namespace ravine {

inline constexpr double usual_power = 0.25;

// For u > 0: of the usual power by square roots, else by functions that vectorise.
template <class T>
RAVINE_INLINE T inverse_power(const T& u, const T& power) {
  using std::sqrt, math::exp, math::log;
  const T any = exp(-power * log(u));
  if constexpr (std::is_floating_point_v<T>)
    return power == static_cast<T>(usual_power) ? T(1) / sqrt(sqrt(u)) : any;
  else
    return any;  // a dual number: with its derivative by the power
}

}  // namespace ravine
