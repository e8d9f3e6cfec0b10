#include "ravine/view/geometry/study/band_curve.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curve_figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/study/band_panels.hpp"
#include "ravine/view/geometry/study/band_shape.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/setting_axis.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

void require(const BandCurve& curves) {
  if (curves.methods.size() > BandCurve::most_methods)
    throw InputError(std::to_string(curves.methods.size()) + " methods in one picture of curves; at most " +
                         std::to_string(BandCurve::most_methods) + " can be told apart",
                     "choose the methods that matter");
  for (const auto& m : curves.methods) {
    const std::size_t n = m.x.size();
    if (m.median.size() != n || m.low.size() != n || m.high.size() != n)
      throw InputError("the curve of `" + one_line(m.label) + "` has " + std::to_string(n) + " rates, " +
                           std::to_string(m.median.size()) + " medians and " + std::to_string(m.low.size()) + " and " +
                           std::to_string(m.high.size()) + " quartiles",
                       "give lists of one length");
    SettingAxis axis{curves.x_name, curves.logarithmic_x ? AxisKind::logarithmic : AxisKind::linear, m.x, {}};
    if (n > 0) cell_edges(axis);  // tells values that do not ascend or have no place
  }
}

std::vector<std::size_t> methods_with_misses(const BandCurve& curves) {
  std::vector<std::size_t> methods;
  for (std::size_t k = 0; k < curves.methods.size(); ++k) {
    const auto& median = curves.methods[k].median;
    if (std::any_of(median.begin(), median.end(), [](double v) { return !std::isfinite(v); })) methods.push_back(k);
  }
  return methods;
}

// Where the median was missed: a small cross in a row of the method's own above the panel.
void draw_misses(const BandCurve& curves, const std::vector<std::size_t>& methods, const Plane& plane, double row,
                 std::vector<Item>& items) {
  double y = plane.area().y - row / 2 - 2;
  for (const std::size_t k : methods) {
    for (std::size_t i = 0; i < curves.methods[k].x.size(); ++i)
      if (!std::isfinite(curves.methods[k].median[i]))
        items.emplace_back(Marker{MarkerShape::cross,
                                  {plane.x.at(curves.methods[k].x[i]), y},
                                  std::clamp(row - 1, 3.5, 7.0),
                                  band_style(curves, k).color,
                                  {paper, 0, {}},
                                  0});
    y -= row;
  }
}

void draw_curves(const BandCurve& curves, const Plane& plane, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  const auto count = static_cast<double>(curves.methods.size());
  const double alpha = std::clamp(0.8 / std::max(count, 1.0), 0.05, 0.22);
  std::vector<LargeCurve> lines;
  std::vector<Item> markers;
  std::vector<double> stands;  // where best rates have their ticks
  for (std::size_t k = 0; k < curves.methods.size(); ++k) {
    const auto& m = curves.methods[k];
    const MethodStyle style = band_style(curves, k);
    draw_band(m, style.color, alpha, plane, items);
    draw_lone_medians(m, style.color, plane, markers);
    LargeCurve line{style, {}, {}};
    for (std::size_t i = 0; i < m.x.size(); ++i) {
      const double x = plane.x.at(m.x[i]);
      line.points.push_back({x, std::isfinite(m.median[i]) ? plane.y.at(m.median[i]) : infinity});
      line.times.push_back(x);
    }
    lines.push_back(std::move(line));
    if (const auto marked = marked_of(curves, m)) {
      const double x = plane.x.at(m.x[*marked]), bottom = area.y + area.height;
      if (curves.mark == BandCurve::Mark::best) {
        // One above the other where methods share their best rate.
        const auto below = static_cast<double>(std::count(stands.begin(), stands.end(), x));
        const double foot = std::max(bottom - 10 * below, area.y + 10);
        items.emplace_back(Polyline{{{x, foot - 8}, {x, foot - 1}}, {style.color, 3, {}}, false});
        stands.push_back(x);
      }
      // Zero, too, which a logarithmic axis has not: at its edge.
      const double y = std::clamp(plane.y.at(m.median[*marked]), area.y, bottom);
      markers.emplace_back(curve_end(style, {x, y}));
    }
  }
  draw_large_curves(area, std::move(lines), items);
  items.insert(items.end(), markers.begin(), markers.end());
}

}  // namespace

DisplayList band_curve_figure(const BandCurve& curves, const FigureOptions& options) {
  require(curves);
  if (curves.methods.size() > BandCurve::most_together) return band_panels_figure(curves, options);
  double top = 0;
  DisplayList list = study_list(curves.title, curves.note, options, top);
  std::vector<LegendRow> rows;
  for (std::size_t k = 0; k < curves.methods.size(); ++k) {
    const auto& m = curves.methods[k];
    const auto marked = marked_of(curves, m);
    const auto& said = curves.mark == BandCurve::Mark::best ? m.x : m.median;
    rows.push_back({band_style(curves, k), m.label, marked ? readable(said[*marked]) : "–", "", false});
  }
  draw_methods(std::move(rows), one_line(curves.best_name), options, top, list.items);
  const auto missing = methods_with_misses(curves);
  const auto count = static_cast<double>(missing.size());
  const double room = 0.25 * (options.height - frame_below - top - frame_above);
  const double row = std::min(9.0, std::min(72.0, room) / std::max(count, 1.0)),
               strip = missing.empty() ? 0 : row * count + 6;
  const ValueRange xs = band_x_range(curves), ys = band_y_range(curves);
  const double panel_top = std::round(top + frame_above + strip), bottom = options.height - frame_below;
  PanelFrame frame;
  frame.plane.y = {ys.low, ys.high, bottom, panel_top, curves.logarithmic_y};
  frame.up = value_ticks(frame.plane.y, ticks_up(bottom - panel_top));
  frame.labels = labels_width(frame.up, 0.28 * options.width);
  const double left = panel_left(frame.labels), right = study_right(options);
  frame.plane.x = {xs.low, xs.high, left, right, curves.logarithmic_x};
  frame.across = value_ticks(frame.plane.x, ticks_across(right - left));
  frame.x_name = curves.x_name;
  draw_grid(frame, list.items);
  draw_curves(curves, frame.plane, list.items);
  draw_axes(frame, options.width, list.items);
  const double name_y = panel_top - strip - 10;
  list.items.emplace_back(
      Text{elided(one_line(curves.y_name), (right - left) * 0.6, 14), {left, name_y}, 14, ink, Anchor::start});
  if (!missing.empty()) {
    draw_misses(curves, missing, frame.plane, row, list.items);
    list.items.emplace_back(Text{"× " + elided(one_line(curves.missed_name), (right - left) * 0.3, 12),
                                 {right, name_y},
                                 12,
                                 soft_ink,
                                 Anchor::end});
  }
  return list;
}

}  // namespace ravine::view
