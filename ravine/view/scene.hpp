// From a problem and the histories of runs on it to a Scene: samples the field, picks the box, reads the series.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/history.hpp"
#include "ravine/view/figure.hpp"

namespace ravine::view {

// A run as it is to be shown. The history is only read while the scene is made.
struct ShownRun {
  std::string label;
  const History* history = nullptr;
  std::string outcome;  // "converged", ...; may be empty
  bool failed = false;  // diverged, left its domain, error
};

struct SceneOptions {
  std::string title;
  std::optional<Box> box;            // what to show; empty: around the trajectories
  std::optional<double> minimum;     // f*, if known
  std::optional<double> least_seen;  // as Scene's
  std::vector<Point> minimisers;     // marked where f* is; may be empty
  std::vector<double> levels;        // of the level sets; empty: chosen from the field
  bool equal_aspect = true;
  std::size_t grid = 301;  // columns and rows of the field
};

// The box around the trajectories and the points `also`, with a margin; never of no size, and never more than three
// times as long as it is wide. Of a run that left its domain all points with a value count. One that goes faster and
// faster away counts as far as all others together reach once more, or for ten times its first step where there are
// none.
Box box_around(std::span<const Trajectory> trajectories, std::span<const Point> also);

// For problems of two dimensions; one of another dimension gives a scene without field and points: curves only.
Scene make_scene(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options,
                 Executor& executor);

}  // namespace ravine::view
