// Where lines run on top of each other, so that a lower one can be drawn wider and be seen beside the upper ones.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

// How a part of a line is drawn: as a whole, with paper inside, as a hair, or not at all.
enum class LineForm { full, hollow, thin, none };

// A corner of a line in pixels.
struct Vertex {
  Point p;
  double time = 0;      // when the line comes here
  bool begins = false;  // no line leads here from the vertex before
  bool dotted = false;
  double along = 0;                // length of the line up to here
  LineForm form = LineForm::full;  // of the line that leads here
};

// A part of a line that lies below others.
struct Stretch {
  std::vector<Vertex> vertices;
  std::vector<double> arrivals;  // when each line above comes here, ascending
};

// For each line, from the lowest to the topmost, its stretches below others: closer than a pixel or so, in the same
// direction, for some length. Lines that cross, or part slowly, do not run together. At most 64 lines; for more, none.
// Lines are inside `area`.
std::vector<std::vector<Stretch>> coincident_stretches(const std::vector<std::vector<Vertex>>& lines,
                                                       const Rectangle& area);

}  // namespace ravine::view
