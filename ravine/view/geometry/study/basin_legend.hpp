// The legend of a map of basins: of each minimum its name, its share of all starts, and its shades.
#pragma once

#include <vector>

#include "ravine/view/geometry/study/basin_colors.hpp"

namespace ravine::view {

// What the legend tells of.
struct BasinLegend {
  const BasinMap& map;
  const BasinKey& key;
  const BasinShares& shares;
};

// Pixels for one row.
inline constexpr double basin_legend_row = 22;

// Whether a column so high holds, of each minimum, how many starts took how many steps: its shades as bars. Otherwise
// they are a strip beside its name.
bool has_bars(const BasinLegend& legend, double height);

// What its column would like across in a picture so wide.
double basin_legend_width(const BasinLegend& legend, bool bars, double picture);
// How high it would like to be in so many columns, without bars.
double basin_legend_height(const BasinLegend& legend, std::size_t columns);

// With bars it fills `area`. Returns where it ends below.
double draw_basin_bars(const BasinLegend& legend, const Rectangle& area, std::vector<Item>& items);
// Minima for which `area` has no row, or that share colours, are one row together. Rows go down one column after
// another.
double draw_basin_rows(const BasinLegend& legend, const Rectangle& area, std::size_t columns, std::vector<Item>& items);

}  // namespace ravine::view
