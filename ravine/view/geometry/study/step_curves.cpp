#include "ravine/view/geometry/study/step_curves.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curve_figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/value_range.hpp"

namespace ravine::view {
namespace {

bool logarithmic(const StepCurves& curves) { return curves.scale != StepScale::linear; }

void require(const StepCurves& curves) {
  if (curves.curves.size() > StepCurves::most_curves)
    throw InputError(std::to_string(curves.curves.size()) + " curves in one picture; at most " +
                         std::to_string(StepCurves::most_curves) + " can be told apart",
                     "choose the methods that matter");
  for (const auto& c : curves.curves) {
    const std::string name = "the curve of `" + one_line(c.label) + "` ";
    if (c.x.size() != c.share.size())
      throw InputError(
          name + "has " + std::to_string(c.x.size()) + " steps and " + std::to_string(c.share.size()) + " shares",
          "give one share a step");
    for (std::size_t i = 0; i < c.x.size(); ++i) {
      if (!std::isfinite(c.x[i]) || (logarithmic(curves) && !(c.x[i] > 0)))
        throw InputError(name + "steps at " + readable(c.x[i]) + ", which has no place on its axis",
                         "leave out what was never reached");
      if (i > 0 && c.x[i] < c.x[i - 1])
        throw InputError(name + "steps at " + readable(c.x[i]) + " after " + readable(c.x[i - 1]), "sort the steps");
      if (!(c.share[i] >= 0 && c.share[i] <= 1) || (i > 0 && c.share[i] < c.share[i - 1]))
        throw InputError(name + "has the share " + readable(c.share[i]) + "; shares are 0 ... 1 and never fall");
    }
  }
  if (curves.x_low && curves.x_high && !(*curves.x_low < *curves.x_high))
    throw InputError("an axis from " + readable(*curves.x_low) + " to " + readable(*curves.x_high) + " has no length",
                     "let x_low be less than x_high");
}

ValueRange x_range(const StepCurves& curves) {
  std::vector<double> values;
  for (const auto& c : curves.curves) values.insert(values.end(), c.x.begin(), c.x.end());
  ValueRange range = value_range(values, logarithmic(curves), 0);
  // A little of every last level is seen.
  const ValueRange longer = value_range(values, logarithmic(curves), 0.03);
  range.high = curves.x_high.value_or(longer.high);
  range.low = curves.x_low.value_or(range.low);
  if (!(range.low < range.high) || !std::isfinite(range.high - range.low) || (logarithmic(curves) && !(range.low > 0)))
    throw InputError("an axis from " + readable(range.low) + " to " + readable(range.high) + " cannot be drawn",
                     "leave x_low and x_high to the steps");
  return range;
}

// Powers of two, written out from 1/8 to 8192 and as powers where the axis goes beyond.
Ticks binary_ticks(double low, double high, std::size_t most) {
  const int first = static_cast<int>(std::ceil(std::ilogb(low) + (std::ldexp(1, std::ilogb(low)) < low ? 1 : 0)));
  const int last = std::ilogb(high);
  if (last - first < 1) return log_ticks(low, high, most);
  int every = 1;
  while ((last - first) / every + 1 > static_cast<int>(most)) ++every;
  Ticks ticks;
  for (int e = first; e <= last; ++e) {
    const double value = std::ldexp(1, e);
    if (e % every != 0) {
      ticks.minor.push_back(value);
      continue;
    }
    ticks.values.push_back(value);
    ticks.labels.push_back(first >= -3 && last <= 13 ? readable(value, 4) : "2" + superscript(e));
  }
  return ticks;
}

std::vector<Point> steps_of(const StepCurves::Curve& curve, const Plane& plane) {
  double share = share_at(curve, plane.x.low);
  std::vector<Point> points{plane.at({plane.x.low, share})};
  for (std::size_t i = 0; i < curve.x.size() && curve.x[i] <= plane.x.high; ++i) {
    if (curve.x[i] <= plane.x.low || curve.share[i] == share) continue;
    const double x = plane.x.at(curve.x[i]);
    points.push_back({x, points.back().y});
    share = curve.share[i];
    points.push_back({x, plane.y.at(share)});
  }
  points.push_back({plane.x.to, points.back().y});
  return points;
}

// Markers along the curves, each method's at places of its own: at one place they would hide each other.
void draw_markers(const StepCurves& curves, const Plane& plane, std::vector<Item>& items) {
  const double count = static_cast<double>(curves.curves.size()), turns = count > 10 ? 3 : 4;
  const Rectangle area = plane.area();
  for (std::size_t k = 0; k < curves.curves.size(); ++k)
    for (double turn = 0; turn < turns; ++turn) {
      const double part = (turn + (static_cast<double>(k) + 0.5) / count) / turns;
      const double x = area.x + part * area.width;
      // From the pixel back to the share: the last step that is left of it.
      const auto& curve = curves.curves[k];
      const auto after =
          std::upper_bound(curve.x.begin(), curve.x.end(), x, [&](double at, double v) { return at < plane.x.at(v); });
      const double share =
          after == curve.x.begin() ? 0 : curve.share[static_cast<std::size_t>(after - curve.x.begin()) - 1];
      Marker marker = curve_end(method_style(curves.curves[k].style.value_or(k)), {x, plane.y.at(share)});
      marker.size = 8;
      items.emplace_back(marker);
    }
}

}  // namespace

double share_at(const StepCurves::Curve& curve, double x) {
  const auto after = std::upper_bound(curve.x.begin(), curve.x.end(), x);
  return after == curve.x.begin() ? 0 : curve.share[static_cast<std::size_t>(after - curve.x.begin()) - 1];
}

DisplayList step_curves_figure(const StepCurves& curves, const FigureOptions& options) {
  require(curves);
  const ValueRange range = x_range(curves);
  double top = 0;
  DisplayList list = study_list(curves.title, curves.note, options, top);
  std::vector<LegendRow> rows;
  for (std::size_t k = 0; k < curves.curves.size(); ++k) {
    const double share = share_at(curves.curves[k], range.high);
    rows.push_back({method_style(curves.curves[k].style.value_or(k)), curves.curves[k].label,
                    readable(100 * share) + " %", "", false});
  }
  draw_methods(std::move(rows), curves.share_name, options, top, list.items);
  top = std::round(top + frame_above);
  const double bottom = options.height - frame_below;
  PanelFrame frame;
  frame.plane.y = {-0.02, 1.02, bottom, top, false};
  frame.up = linear_ticks(0, 1, bottom - top > 180 ? 6 : 3);
  frame.labels = labels_width(frame.up, 0.28 * options.width);
  const double left = panel_left(frame.labels), right = study_right(options);
  frame.plane.x = {range.low, range.high, left, right, logarithmic(curves)};
  const std::size_t most = ticks_across(right - left);
  frame.across =
      curves.scale == StepScale::log2 ? binary_ticks(range.low, range.high, most) : value_ticks(frame.plane.x, most);
  frame.x_name = curves.x_name, frame.y_name = curves.y_name;
  draw_grid(frame, list.items);
  std::vector<LargeCurve> lines;
  for (std::size_t k = 0; k < curves.curves.size(); ++k) {
    LargeCurve line{method_style(curves.curves[k].style.value_or(k)), steps_of(curves.curves[k], frame.plane), {}};
    for (const Point& p : line.points) line.times.push_back(p.x);
    lines.push_back(std::move(line));
  }
  draw_large_curves(frame.plane.area(), std::move(lines), list.items);
  draw_markers(curves, frame.plane, list.items);
  draw_axes(frame, options.width, list.items);
  return list;
}

}  // namespace ravine::view
