// The plane that holds most of what paths in many dimensions do: one for all of them, so that they can be compared.
#pragma once

#include <cstddef>
#include <span>

#include "ravine/analysis/recorded_path.hpp"
#include "ravine/run/slice.hpp"

namespace ravine {

// Origin: the mean of all points. Directions: the first two principal directions (Pearson 1901,
// doi:10.1080/14786440109462720; of trajectories: Li & others 2018, arXiv:1712.09913, section 7.2), orthonormal.
struct PrincipalPlane {
  Slice slice;
  double x_share = 0, y_share = 0;  // of the points' variance, 0 ... 1, the first at least the second
};

// Principal directions of the points of sound_paths(). Each path weighs the same, however many rows it has, and each of
// its rows the same. A direction's sign is such that paths start on its negative side, at the left and at the bottom;
// where they start in the middle, within 1e-6 of the spread, its first component of the largest size is positive. Where
// all points lie on one line the second direction is that unit vector which is most across the first, made
// perpendicular; where they are one point, directions are those of the first two coordinates. The same bits in whatever
// order the paths come. `dimension` is at least 2.
//
// Up to 128 coordinates the directions are those of the covariance of up to 8192 rows, evenly chosen from each path;
// beyond, of the Gram matrix of up to 128 rows, at least 4 of a path: of more than 32 paths some, evenly chosen. Mean
// and shares are of all rows. Memory: three vectors beside the result, the matrix, and up to 4 MB and a sixtieth of
// what these rows take; the points are read where they are.
PrincipalPlane principal_plane(std::size_t dimension, std::span<const RecordedPath> paths);

}  // namespace ravine
