// Where points are in a slice, and how far from it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/run/slice.hpp"

namespace ravine {

struct Projection {
  std::vector<double> x, y;      // u and v of the point of the slice that is nearest, one a row
  std::vector<double> distance;  // Euclidean, from there to the row's point
  double extent = 0;             // how far the path goes from its first point, at most
  // The greatest distance from the slice as a part of the path's extent; 0 where it is in the slice, infinite where it
  // is beside it and goes nowhere.
  double greatest = 0;
};

// Of rows of the slice's dimension, row-major. The directions have length 1 and are perpendicular. Of a row that is not
// finite nothing is, and it counts for nothing.
Projection project(const Slice& slice, std::span<const double> points);

}  // namespace ravine
