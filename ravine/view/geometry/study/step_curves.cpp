#include "ravine/view/geometry/study/step_curves.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curve_figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/study/end_labels.hpp"
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

struct CurveLook {
  MethodStyle style;
  bool emphasised;
};
CurveLook look_of(const StepCurves& curves, std::size_t k) {
  const std::size_t place = curves.curves[k].style.value_or(k), count = std::max(curves.ranked, curves.curves.size());
  return {ranked_style(place, count), is_emphasised(place, count)};
}

// Markers along the curves, each method's at places of its own: at one place they would hide each other.
void draw_markers(const StepCurves& curves, const Plane& plane, bool emphasised, std::vector<Item>& items) {
  const double count = static_cast<double>(curves.curves.size()), turns = count > 10 ? 3 : 4;
  const Rectangle area = plane.area();
  for (std::size_t k = 0; k < curves.curves.size(); ++k)
    for (double turn = 0; turn < turns; ++turn) {
      const CurveLook look = look_of(curves, k);
      if (look.emphasised != emphasised) continue;
      const double part = (turn + (static_cast<double>(k) + 0.5) / count) / turns;
      const double x = area.x + part * area.width;
      // From the pixel back to the share: the last step that is left of it.
      const auto& curve = curves.curves[k];
      const auto after =
          std::upper_bound(curve.x.begin(), curve.x.end(), x, [&](double at, double v) { return at < plane.x.at(v); });
      const double share =
          after == curve.x.begin() ? 0 : curve.share[static_cast<std::size_t>(after - curve.x.begin()) - 1];
      constexpr double on_axis = 0.02;
      if (share < on_axis) continue;  // there they would say nothing
      Marker marker = curve_end(look.style, {x, plane.y.at(share)});
      marker.size = look.emphasised ? 8 : 6.5;
      items.emplace_back(marker);
    }
}

// Those that are not emphasised below the others.
void draw_lines(const StepCurves& curves, const Plane& plane, std::vector<Item>& items) {
  for (const bool emphasised : {false, true}) {
    std::vector<LargeCurve> lines;
    // The last is drawn above all others: the best.
    for (std::size_t k = curves.curves.size(); k-- > 0;) {
      const CurveLook look = look_of(curves, k);
      if (look.emphasised != emphasised) continue;
      LargeCurve line{look.style, steps_of(curves.curves[k], plane), {}, emphasised ? 2.2 : 1.3};
      for (const Point& p : line.points) line.times.push_back(p.x);
      lines.push_back(std::move(line));
    }
    draw_large_curves(plane.area(), std::move(lines), items);
    draw_markers(curves, plane, emphasised, items);
  }
}

// With one decimal, so that points stand below each other.
std::string percents(double share) {
  const double thousandths = std::round(1000 * share);
  const bool is_whole = std::fmod(thousandths, 10) == 0 && thousandths > 0 && thousandths < 1000;
  return readable(thousandths / 10) + (is_whole ? ".0 %" : " %");
}

std::vector<EndLabel> labels_of(const StepCurves& curves, double x) {
  std::vector<EndLabel> labels;
  for (std::size_t k = 0; k < curves.curves.size(); ++k) {
    const CurveLook look = look_of(curves, k);
    const double share = share_at(curves.curves[k], x);
    labels.push_back({look.style, percents(share), one_line(curves.curves[k].label), share, look.emphasised});
  }
  return labels;
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
  auto labels = labels_of(curves, range.high);
  top = std::round(top + frame_above - 8);
  const double bottom = options.height - frame_below;
  PanelFrame frame;
  frame.plane.y = {-0.02, 1.02, bottom, top, false};
  frame.up = linear_ticks(0, 1, bottom - top > 180 ? 6 : 3);
  frame.labels = labels_width(frame.up, 0.28 * options.width);
  const double left = panel_left(frame.labels), whole_right = study_right(options);
  const double right = std::round(whole_right - end_labels_width(labels, 0.26 * options.width));
  frame.plane.x = {range.low, range.high, left, right, logarithmic(curves)};
  const std::size_t most = ticks_across(right - left);
  frame.across =
      curves.scale == StepScale::log2 ? binary_ticks(range.low, range.high, most) : value_ticks(frame.plane.x, most);
  frame.x_name = curves.x_name, frame.y_name = curves.y_name;
  draw_grid(frame, list.items);
  draw_lines(curves, frame.plane, list.items);
  draw_axes(frame, options.width, list.items);
  for (auto& label : labels) label.y = frame.plane.y.at(label.y);
  draw_end_labels(std::move(labels), right, whole_right, top - 8, options.height - 12, list.items);
  return list;
}

}  // namespace ravine::view
