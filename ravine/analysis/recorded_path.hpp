// A run's recorded points as a plain table, and the part of it that tells where the run walked.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ravine {

// `points`: rows of `dimension` coordinates each, row-major; `f`: one value a row, or empty. The memory is another's.
struct RecordedPath {
  std::span<const double> points, f;
  std::size_t rows(std::size_t dimension) const { return dimension == 0 ? 0 : points.size() / dimension; }
  std::span<const double> point(std::size_t dimension, std::size_t row) const {
    return points.subspan(row * dimension, dimension);
  }
};

// The paths up to where they tell of a walk, without those that tell of none where others do. Rows that are not finite
// and those without a value at a path's end go; of one that runs away the rows stay that are no farther from its start
// than any other path goes, or than ten times its first step where no other walks. The same in whatever order the paths
// are given: they come back sorted by their points.
std::vector<RecordedPath> sound_paths(std::size_t dimension, std::span<const RecordedPath> paths);

}  // namespace ravine
