// Four corners, filled.
#pragma once

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

inline Polygon rectangle(double x, double y, double width, double height, Color fill) {
  return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}, fill};
}

}  // namespace ravine::view
