// Colours of basins of attraction: a hue a minimum, pale where it is reached fast and dark where slowly. In OKLab
// (Ottosson 2020), so that one shade is equally light in all hues.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "ravine/view/geometry/study/basin_map.hpp"

namespace ravine::view {

inline constexpr std::size_t basin_shades = 32;

// Of hue 0 ... BasinMap::most_colors - 1, shade 0 (pale) ... basin_shades - 1.
Color basin_color(std::size_t hue, std::size_t shade);

inline constexpr Color basin_missed_color{0.86, 0.86, 0.87, 1};
inline constexpr Color basin_failed_color{0.20, 0.20, 0.22, 1};

// How the starts of a map ended.
struct BasinShares {
  std::vector<std::size_t> counts;                            // starts by minimum
  std::vector<std::array<std::size_t, basin_shades>> shades;  // and by shade, where the map has steps
  std::vector<unsigned char> shade_of;                        // of so many steps: 0, 1 ...
  std::size_t missed = 0, failed = 0;
  double least = 0, most = 0;         // steps that have the palest and the darkest shade
  bool below = false, above = false;  // whether some took fewer, or more
};
BasinShares basin_shares(const BasinMap& map);

// Whether shades say anything: steps differ.
bool has_shades(const BasinShares& shares);

// The shade of a number of steps: even in its logarithm.
std::size_t basin_shade(const BasinShares& shares, double steps);

}  // namespace ravine::view
