// A scale of colours beside a picture: an upright bar with ticks and the number's name above it.
#pragma once

#include <string>
#include <vector>

#include "ravine/view/geometry/study/sequential.hpp"

namespace ravine::view {

inline constexpr double color_bar_width = 18;

// Pixels that the bar and its labels take across.
double color_bar_room(const ColorScale& scale, double height);

// The bar's left edge and height are those of `area`; its name ends at `name_right`, above.
void draw_color_bar(const ColorScale& scale, const std::string& name, const Rectangle& area, double name_right,
                    double name_width, std::vector<Item>& items);

}  // namespace ravine::view
