// Not a number, as tests write it.
#pragma once

#include <limits>

#include "ravine/base/infinity.hpp"

namespace ravine {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace ravine
