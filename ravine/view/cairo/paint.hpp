// The one place that turns items into Cairo calls, for pixels and for SVG. Internal to view/cairo.
#pragma once

#include <cairo/cairo.h>

#include <span>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// Draws the items in order, in pixels of the target. Leaves the state as it was.
void paint(cairo_t* cairo, std::span<const Item> items);

}  // namespace ravine::view
