// From a problem and the histories of runs on it to a Scene: samples the field, picks the box, reads the series.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/analysis/compared_plane.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/history.hpp"
#include "ravine/view/figure.hpp"

namespace ravine::view {

// A run as it is to be shown. The history is only read while the scene is made.
struct ShownRun {
  std::string label;
  const History* history = nullptr;
  std::string outcome;     // "converged", ...; may be empty
  bool failed = false;     // diverged, left its domain, error
  std::string settings{};  // as Trajectory's
};

struct SceneOptions {
  std::string title;
  PlaneChoice plane;  // of a problem of more than two dimensions
  // What to show, in coordinates of the plane; empty: around the trajectories. Of one dimension (x, f), and where its
  // y is of no length, as high as f goes there.
  std::optional<Box> box;
  std::optional<double> minimum;     // f*, if known
  std::optional<double> least_seen;  // as Scene's
  // Where f* is, points of the problem's dimension; marked where they are near the plane.
  std::vector<std::vector<double>> minimisers;
  std::vector<double> levels;  // of the level sets; empty: chosen from the field
  bool equal_aspect = true;
  std::size_t grid = 0;  // columns and rows of the field; 0: as affordable_grid() says
};

// The box around the trajectories and the points `also`, with a margin; never of no size, and never more than
// `longest_to_shortest` times as long as it is wide (infinity: each axis as its own points reach). One that goes faster
// and faster away counts as far as all others together reach once more, or for ten times its first step where there are
// none. One that failed counts likewise beside others that did not; where there are none, with all points that have a
// value.
inline constexpr double usual_ratio = 3;
Box box_around(std::span<const Trajectory> trajectories, std::span<const Point> also,
               double longest_to_shortest = usual_ratio);

// Of a problem of one dimension the map is the graph of f: a field of one row, points (x, f). Of more than two
// dimensions the map is of the chosen plane: points are shown where they are nearest to it, with their distance. Beside
// the field and the series it takes the memory that principal_plane() and sample() tell; histories are read where they
// are (of 10^5 coordinates a row takes 0.8 MB, with its gradient twice that: Record::every says how many are kept).
Scene make_scene(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options,
                 Executor& executor);

}  // namespace ravine::view
