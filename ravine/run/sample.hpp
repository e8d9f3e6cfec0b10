// Values of f on a regular grid over a plane of two coordinates.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

struct Grid {
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;  // first and last column, first and last row
  std::size_t columns = 301, rows = 301;                // at least 2 each
  std::size_t x_coordinate = 0, y_coordinate = 1;       // which coordinates of the point they are
};

// values[row * columns + column]; NaN and infinities stay. The other coordinates are those of `point`, whose size is
// the dimension. Throws InputError for a grid of no size or a coordinate the problem does not have.
std::vector<double> sample(const Problem& problem, const Grid& grid, std::span<const double> point, Executor& executor);

}  // namespace ravine
