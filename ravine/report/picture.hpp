// What the map and the curves of a problem reach: the scales that the page's pictures and its script share.
#pragma once

#include <optional>
#include <vector>

#include "ravine/view/figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"

namespace ravine::report {

struct Curve {
  view::Quantity quantity = view::Quantity::excess;
  view::CurveRange range;
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

// A curve's plane in its inner coordinates.
view::Plane plane_of(const Picture& picture, const Curve& curve);

}  // namespace ravine::report
