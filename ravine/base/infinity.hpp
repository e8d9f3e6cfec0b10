// The double that is larger than every other.
#pragma once

#include <limits>

namespace ravine {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace ravine
