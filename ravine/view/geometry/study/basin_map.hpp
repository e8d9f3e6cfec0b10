// Which minimum each start of a lattice leads to, and how fast.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

struct BasinMap {
  static constexpr std::size_t most_cells = 1024;          // each way
  static constexpr std::int32_t missed = -1, failed = -2;  // in place of a minimum's index
  static constexpr std::size_t most_colors = 6;            // more minima share them, neighbours last

  std::string title, note;  // UTF-8; the note may be empty
  std::string x_name = "x", y_name = "y", step_name = "steps", share_name = "starts";
  // Each cell is an equal part of the box, its start in the middle; row 0 at y_low.
  Box box;
  std::size_t columns = 0, rows = 0;
  std::vector<std::int32_t> reached;  // reached[row * columns + column]: an index of `minima`, `missed` or `failed`
  std::vector<double> steps;          // as long, not negative where a minimum was reached; empty: one shade a basin
  std::string missed_name = "not converged", failed_name = "diverged or left the domain";

  struct Minimum {
    std::string label;
    Point place;  // outside of the box it is in the legend only
  };
  std::vector<Minimum> minima;
};

// What maps of one problem have in common, so that one can be compared with the other.
struct BasinKey {
  std::vector<std::size_t> order;  // minima, the one with the most starts of all maps first
  std::vector<std::size_t> hues;   // by minimum; each its own where there are enough
};
// Of maps with the same minima.
BasinKey basin_key(std::span<const BasinMap> maps);

// Pale is fast, dark is slow: borders of basins, where paths are long, are dark lines. The fastest fiftieth of the
// starts and the slowest hundredth have the scale's ends, on each map its own. The legend has of each minimum
// how many starts took how many steps, where there is room. No higher than map and legend need. Axes have one scale
// unless the box is so flat that its shorter side had fewer than 60 pixels. Throws InputError for a size outside of
// FigureOptions' limits, more than `most_cells` each way, lists of unequal length, indices without a minimum, steps
// that are negative or no numbers, a box without extent, and a key of other minima.
DisplayList basin_map_figure(const BasinMap& map, const FigureOptions& options = {});
DisplayList basin_map_figure(const BasinMap& map, const BasinKey& key, const FigureOptions& options = {});

}  // namespace ravine::view
