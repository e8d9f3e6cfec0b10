// Values of f on a regular grid over a plane: of two coordinates, or any other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/slice.hpp"

namespace ravine {

struct Grid {
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;  // first and last column, first and last row
  std::size_t columns = 301, rows = 301;                // at least 2 each
  std::size_t x_coordinate = 0, y_coordinate = 1;       // which coordinates of the point they are
};

// values[row * columns + column]; NaN and infinities stay. The other coordinates are those of `point`, whose size is
// the dimension. Throws InputError for a grid of no size or a coordinate the problem does not have.
//
// Beside the values each worker holds points of 2^20 numbers in all (8 MB), or one point where that is longer, and what
// an Evaluator needs for so many. A stochastic problem is sampled with one key, the default one: all values are of one
// draw.
std::vector<double> sample(const Problem& problem, const Grid& grid, std::span<const double> point, Executor& executor);

// The same over a slice: x_low ... x_high are its u, y_low ... y_high its v; the grid's coordinates mean nothing. A
// point is (origin + u * x_direction) + v * y_direction. Throws InputError for a grid of no size or a slice of another
// dimension than the problem's.
std::vector<double> sample(const Problem& problem, const Grid& grid, const Slice& slice, Executor& executor);

// Columns and rows of a grid that is affordable for the problem: 301, or fewer, at least 31, where an evaluation reads
// many numbers (coordinates, times the samples of data that it sees); at most 101 where evaluators are not shared. Told
// by size and not by time, so that a picture is the same everywhere.
std::size_t affordable_grid(const Problem& problem);

}  // namespace ravine
