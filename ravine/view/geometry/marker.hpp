// The outlines of markers, so that every renderer draws the same shapes.
#pragma once

#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// The closed outline of a marker around its center, turned by its angle; a circle has 40 corners. Sizes are balanced by
// eye: markers of one size look equally large.
std::vector<Point> outline(const Marker& marker);

}  // namespace ravine::view
