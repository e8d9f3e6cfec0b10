// Level sets of a field by marching squares: lines where f = level, regions where f >= level, and where f has a value.
//
// The field is taken as bilinear in each cell. A vertex lies on an edge of the grid, where linear interpolation between
// the edge's two values gives the level. In a cell with two pairs of opposite signs the bilinear saddle value says
// which corners belong together (the asymptotic decider: Nielson & Hamann, "The asymptotic decider: resolving the
// ambiguity in marching cubes", IEEE Visualization 1991). A cell with a corner that is not finite is outside the
// domain.
#pragma once

#include <span>
#include <vector>

#include "ravine/view/figure.hpp"

namespace ravine::view {

using Ring = std::vector<Point>;  // closed: the last point is joined to the first, which is not repeated

// A piece of a level line, f >= level on its left (y upwards). An open one ends on the box's border or the domain's.
struct LevelLine {
  std::vector<Point> points;
  bool closed = false;  // then the first point is not repeated
};

struct LevelSet {
  double level = 0;
  std::vector<LevelLine> lines;
  std::vector<Ring> above;  // the region f >= level within the domain, by the even-odd rule
};

struct LevelSets {
  std::vector<LevelSet> sets;  // one a level, in the order of the levels
  std::vector<Ring> domain;    // the cells where f has a value, by the even-odd rule
  bool whole = true;           // all cells have one
};

// Coordinates are the field's. Levels ascend strictly and are finite. An empty field (fewer than 2 columns or rows)
// gives empty sets. Throws InputError for unsorted levels and for a field whose values do not number columns * rows.
LevelSets level_sets(const Field& field, std::span<const double> levels);

}  // namespace ravine::view
