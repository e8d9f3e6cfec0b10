// What the map and the curves of a problem reach: the scales that the page's pictures and its script share.
#pragma once

#include <optional>
#include <vector>

#include "ravine/report/extent.hpp"
#include "ravine/view/figure.hpp"
#include "ravine/view/geometry/contour.hpp"
#include "ravine/view/geometry/levels.hpp"

namespace ravine::report {

enum class Series { gap, gradient };  // f - f*, |grad f|

struct Curve {
  Series series = Series::gap;
  Decades decades;
};

struct Picture {
  std::optional<view::Box> box;  // of the map; none without points in a plane
  double height = 0;             // of the map in plot units; its width is plot_units
  view::LevelChoice levels;      // of the map; none without a field
  view::LevelSets sets;          // at the levels
  std::vector<Curve> curves;     // one for each series that some run has
  double minimum = 0;            // f* where known, else the least f of all runs
  bool seen = false;             // the minimum is the least f seen
  double last = 0;               // the end of the axis of gradient evaluations
};

Picture picture_of(const view::Scene& scene);

// A series of a run: heights above picture.minimum, or |grad f|. A height of 0 above the least f seen is a NaN: it
// says only that the point is itself the one compared with. Empty when the run has no such series.
std::vector<double> values_of(const view::Trajectory& trajectory, Series series, const Picture& picture);

}  // namespace ravine::report
