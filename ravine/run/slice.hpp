// A plane in the space of points, on which f is looked at where points have more than two coordinates.
#pragma once

#include <vector>

namespace ravine {

// The points origin + u * x_direction + v * y_direction: three vectors of the problem's dimension. What measures
// distances in it (analysis/projection.hpp) wants directions of length 1 that are perpendicular to each other.
struct Slice {
  std::vector<double> origin, x_direction, y_direction;
};

}  // namespace ravine
