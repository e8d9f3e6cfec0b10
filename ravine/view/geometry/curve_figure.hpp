// What figures of curves alone share: title and legend across the picture, and lines that end in their run's marker.
#pragma once

#include <string>
#include <vector>

#include "ravine/view/geometry/legend.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

struct CurveHead {
  std::string title, note;  // one line each; the note may be empty
  std::vector<LegendRow> rows;
  std::string value_title;  // of the legend's column of values
};
// An empty list of the options' size with the head; `top`: where the first panel may begin.
DisplayList curve_list(const CurveHead& head, const FigureOptions& options, double& top);
// Where panels begin and end across, beside labels so wide.
double panels_left(double label_width);
double panels_right(const FigureOptions& options);
inline constexpr double panels_below = 58;  // pixels for the labels of the lowest panel

struct LargeCurve {
  MethodStyle style;
  std::vector<Point> points;  // pixels
  std::vector<double> times;  // one a point, ascending
  double width = 2.2;
};
void draw_large_curves(const Rectangle& area, std::vector<LargeCurve> curves, std::vector<Item>& items);
Marker curve_end(const MethodStyle& style, const Point& at);

}  // namespace ravine::view
