// What a band is made of, be all methods in one panel or each in its own.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/plane.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"
#include "ravine/view/geometry/study/value_range.hpp"

namespace ravine::view {

// What has the marker.
std::optional<std::size_t> marked_of(const BandCurve& curves, const BandCurve::Method& method);

MethodStyle band_style(const BandCurve& curves, std::size_t method);

// Axes of all methods.
ValueRange band_x_range(const BandCurve& curves);
ValueRange band_y_range(const BandCurve& curves);

// The pixel of a value up, within the plane: zero, too, which a logarithmic axis has not. `beyond`: of what is no
// number.
double height_of(double value, const Plane& plane, double beyond);

// From quartile to quartile where there is a median.
void draw_band(const BandCurve::Method& method, const Color& color, double alpha, const Plane& plane,
               std::vector<Item>& items);
// Dots where a median has none beside it, so that no line goes through it.
void draw_lone_medians(const BandCurve::Method& method, const Color& color, const Plane& plane,
                       std::vector<Item>& items);

}  // namespace ravine::view
