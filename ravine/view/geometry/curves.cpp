#include "ravine/view/geometry/curves.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

std::size_t tick_count(double height) { return static_cast<std::size_t>(std::clamp(height / 32, 2.0, 9.0)); }

}  // namespace

Ticks time_ticks(double last, std::size_t most) {
  const auto whole = static_cast<std::size_t>(std::clamp(std::floor(last) + 1, 2.0, static_cast<double>(most)));
  return linear_ticks(0, last, whole);
}

Scale scale_of(const CurveRange& range, double from, double to) {
  return {range.low, range.high, from, to, range.logarithmic};
}

Ticks value_ticks(const Scale& scale, std::size_t most) {
  return scale.logarithmic ? log_ticks(scale.low, scale.high, most) : linear_ticks(scale.low, scale.high, most);
}

double value_label_width(const CurveRange& range, double height) {
  double width = 0;
  for (const auto& label : value_ticks(scale_of(range, 0, 1), tick_count(height)).labels)
    width = std::max(width, text_width(label, tick_size));
  return width;
}

void draw_panel(const CurvePanel& panel, std::vector<Item>& items) {
  const Rectangle area = panel.plane.area();
  const double right = area.x + area.width, bottom = area.y + area.height;
  const auto whole = [](double v) { return std::floor(v) + 0.5; };
  const Stroke grid{grid_ink, 1, {}}, axis{soft_ink, 1, {}};
  const Ticks across = time_ticks(panel.plane.x.high, static_cast<std::size_t>(std::clamp(area.width / 55, 2.0, 8.0)));
  const Ticks up = panel.nothing.empty() ? value_ticks(panel.plane.y, tick_count(area.height)) : Ticks{};
  for (const double v : across.values)
    items.emplace_back(
        Polyline{{{whole(panel.plane.x.at(v)), area.y}, {whole(panel.plane.x.at(v)), bottom}}, grid, false});
  for (const double v : up.values)
    items.emplace_back(
        Polyline{{{area.x, whole(panel.plane.y.at(v))}, {right, whole(panel.plane.y.at(v))}}, grid, false});
  for (const double v : up.minor)
    items.emplace_back(
        Polyline{{{area.x - 2.5, whole(panel.plane.y.at(v))}, {area.x, whole(panel.plane.y.at(v))}}, axis, false});
  for (std::size_t i = 0; i < up.values.size(); ++i) {
    const double y = panel.plane.y.at(up.values[i]);
    items.emplace_back(Polyline{{{area.x - 5, whole(y)}, {area.x, whole(y)}}, axis, false});
    items.emplace_back(Text{up.labels[i], {area.x - 9, y + 0.36 * tick_size}, tick_size, soft_ink, Anchor::end});
  }
  items.emplace_back(
      Polyline{{{area.x - 0.5, area.y}, {area.x - 0.5, bottom + 0.5}, {right, bottom + 0.5}}, axis, false});
  for (std::size_t i = 0; i < across.values.size(); ++i) {
    const double x = panel.plane.x.at(across.values[i]);
    items.emplace_back(Polyline{{{whole(x), bottom + 0.5}, {whole(x), bottom + 5}}, axis, false});
    if (!panel.time_labels) continue;
    // The last label may be wide: it stays on the picture.
    const double inside = right + outer_margin - 4 - text_width(across.labels[i], tick_size) / 2;
    items.emplace_back(Text{across.labels[i], {std::min(x, inside), bottom + 19}, tick_size, soft_ink, Anchor::middle});
  }
  if (panel.time_labels)
    items.emplace_back(Text{elided(panel.time_name, area.width + 40, tick_size),
                            {area.x + area.width / 2, bottom + 38},
                            tick_size,
                            ink,
                            Anchor::middle});
  if (!panel.nothing.empty())
    items.emplace_back(Text{elided(panel.nothing, area.width - 10, tick_size),
                            {area.x + area.width / 2, area.y + area.height / 2},
                            tick_size,
                            soft_ink,
                            Anchor::middle});
  items.emplace_back(Text{panel.title, {area.x, area.y - 10}, 14, ink});
  const double used = text_width(panel.title, 14) + 14;
  if (!panel.note.empty() && area.width - used > 60)
    items.emplace_back(
        Text{elided(panel.note, area.width - used, 11.5), {right, area.y - 10}, 11.5, soft_ink, Anchor::end});
}

bool on_scale(const Plane& plane, double value) { return value >= plane.y.low && value <= plane.y.high; }

std::optional<Departure> departure(const Trajectory& trajectory, const std::vector<double>& values,
                                   const Plane& plane) {
  std::size_t count = std::min(values.size(), trajectory.step.size());
  while (count > 0 && std::isnan(values[count - 1])) --count;  // of a run that left its domain
  if (count < 2 || on_scale(plane, values[count - 1])) return std::nullopt;
  std::size_t i = count - 1;  // the first point out there for good
  while (i > 0 && !on_scale(plane, values[i - 1])) --i;
  if (i == 0) return std::nullopt;
  const Rectangle area = plane.area();
  const bool down = values[i] < plane.y.low;
  const Point from = plane.at({trajectory.step[i - 1], values[i - 1]}), to = plane.at({trajectory.step[i], values[i]});
  const double edge = down ? area.y + area.height : area.y;
  const double part = is_finite(to) ? (edge - from.y) / (to.y - from.y) : 1;
  const double x = from.x + part * (plane.x.at(trajectory.step[i]) - from.x);
  Departure result;
  result.arrow.shape = MarkerShape::arrow;
  result.arrow.center = {std::min(x, area.x + area.width - 5), edge + (down ? -6 : 6)};
  result.arrow.size = 11;
  result.arrow.angle = down ? std::numbers::pi / 2 : -std::numbers::pi / 2;
  result.time = trajectory.step[i];
  return result;
}

CurvePoints curve_points(const Trajectory& trajectory, const std::vector<double>& values, const Plane& plane) {
  CurvePoints curve;
  const std::size_t count = std::min(values.size(), trajectory.step.size());
  const auto add = [&](std::size_t i) {
    curve.points.push_back(plane.at({trajectory.step[i], values[i]}));
    curve.times.push_back(trajectory.step[i]);
  };
  std::size_t i = 0;
  while (i < count) {
    // One column of pixels: its first, least, greatest and last value show all of it.
    const double column = std::floor(plane.x.at(trajectory.step[i]));
    std::size_t end = i, least = i, greatest = i;
    for (; end < count && std::floor(plane.x.at(trajectory.step[end])) == column; ++end) {
      if (values[end] < values[least]) least = end;
      if (values[end] > values[greatest]) greatest = end;
    }
    if (end == i) ++end;  // a step that is no number
    if (end - i <= 4) {
      for (std::size_t k = i; k < end; ++k) add(k);
    } else {
      std::size_t chosen[] = {i, least, greatest, end - 1};
      std::sort(std::begin(chosen), std::end(chosen));
      for (std::size_t k = 0; k < 4; ++k)
        if (k == 0 || chosen[k] != chosen[k - 1]) add(chosen[k]);
    }
    i = end;
  }
  return curve;
}

}  // namespace ravine::view
