// The legend of a map of basins: a row a minimum with its shades, its name and its share of all starts.
#pragma once

#include <vector>

#include "ravine/view/geometry/study/basin_colors.hpp"

namespace ravine::view {

// Pixels for one row.
inline constexpr double basin_legend_row = 22;

// What it would like across in a picture so wide.
double basin_legend_width(const BasinMap& map, const BasinShares& shares, double picture);

// Minima for which `area` has no row, or that share colours, are one row together. Returns where it ends below.
double draw_basin_legend(const BasinMap& map, const BasinShares& shares, const Rectangle& area,
                         std::vector<Item>& items);

}  // namespace ravine::view
