// What the map and the curves of a problem reach: the scales that the page's pictures and its script share.
#pragma once

#include <optional>
#include <vector>

#include "ravine/view/figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"

namespace ravine::report {

// A range of a logarithmic axis in powers of ten, low < high.
struct Decades {
  double low = 0, high = 1;
};

struct Curve {
  view::Quantity quantity = view::Quantity::excess;
  Decades decades;  // at most 16, what doubles tell apart: below them a curve stands on its axis
};

struct Picture {
  std::optional<view::Box> box;  // of the map; none without points in a plane
  double height = 0;             // of the map in plot units; its width is plot_units
  view::Terrain terrain;         // of the map; no levels without a field
  std::vector<Curve> curves;     // one for each quantity that some run has
  view::Reference reference;     // what f is measured from
  double last = 0;               // the end of the axis of gradient evaluations
};

Picture picture_of(const view::Scene& scene);

// The map's plane in a picture of this width: from values to units of the width, y downwards.
view::Plane plane_of(const Picture& picture, double width);

// A run's values on the curve. A height of 0 above the least f seen is a NaN: it says only that the point is itself the
// one compared with. Empty when the run has no such values.
std::vector<double> curve_values(const view::Trajectory& trajectory, const Curve& curve, const Picture& picture);

}  // namespace ravine::report
