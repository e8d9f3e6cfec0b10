#include "ravine/view/geometry/study/frame.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

double whole(double v) { return std::floor(v) + 0.5; }

void draw_up(const PanelFrame& frame, const Rectangle& area, std::vector<Item>& items) {
  const Stroke axis{soft_ink, 1, {}};
  for (const double v : frame.up.minor) {
    const double y = whole(frame.plane.y.at(v));
    items.emplace_back(Polyline{{{area.x - 2.5, y}, {area.x, y}}, axis, false});
  }
  double taken = 1e9;  // labels go upwards
  for (std::size_t i = 0; i < frame.up.values.size(); ++i) {
    const double y = frame.plane.y.at(frame.up.values[i]);
    items.emplace_back(Polyline{{{area.x - 5, whole(y)}, {area.x, whole(y)}}, axis, false});
    if (frame.up.labels[i].empty() || y + tick_size / 2 > taken) continue;
    taken = y - tick_size / 2;
    items.emplace_back(Text{elided_middle(frame.up.labels[i], frame.labels, tick_size),
                            {area.x - 9, y + 0.36 * tick_size},
                            tick_size,
                            soft_ink,
                            Anchor::end});
  }
}

void draw_across(const PanelFrame& frame, const Rectangle& area, double picture_width, std::vector<Item>& items) {
  const Stroke axis{soft_ink, 1, {}};
  const double bottom = area.y + area.height;
  for (const double v : frame.across.minor) {
    const double x = whole(frame.plane.x.at(v));
    items.emplace_back(Polyline{{{x, bottom + 0.5}, {x, bottom + 3}}, axis, false});
  }
  const std::size_t count = frame.across.values.size();
  double room = area.width;  // a label may be as wide as from one tick to the next
  for (std::size_t i = 1; i < count; ++i)
    room = std::min(room, frame.plane.x.at(frame.across.values[i]) - frame.plane.x.at(frame.across.values[i - 1]));
  double taken = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = frame.plane.x.at(frame.across.values[i]);
    items.emplace_back(Polyline{{{whole(x), bottom + 0.5}, {whole(x), bottom + 5}}, axis, false});
    if (frame.across.labels[i].empty()) continue;
    const bool crowded = text_width(frame.across.labels[i], tick_size) > 72;
    const std::string label =
        crowded ? elided_middle(frame.across.labels[i], std::max(room - 6, 40.0), tick_size) : frame.across.labels[i];
    const double half = text_width(label, tick_size) / 2, at = std::min(x, picture_width - 4 - half);
    if (at - half < taken) continue;
    taken = at + half + 6;
    items.emplace_back(Text{label, {at, bottom + 19}, tick_size, soft_ink, Anchor::middle});
  }
}

}  // namespace

std::size_t ticks_across(double width) { return static_cast<std::size_t>(std::clamp(width / 55, 2.0, 14.0)); }
std::size_t ticks_up(double height) { return static_cast<std::size_t>(std::clamp(height / 30, 2.0, 12.0)); }

double labels_width(const Ticks& ticks, double most) {
  double width = 0;
  for (const auto& label : ticks.labels) width = std::max(width, text_width(label, tick_size));
  return std::min(width, most);
}

double panel_left(double labels) { return std::round(outer_margin + 14 + labels + 10); }

void draw_grid(const PanelFrame& frame, std::vector<Item>& items) {
  const Rectangle area = frame.plane.area();
  const Stroke grid{grid_ink, 1, {}};
  for (const double v : frame.across.values) {
    const double x = whole(frame.plane.x.at(v));
    items.emplace_back(Polyline{{{x, area.y}, {x, area.y + area.height}}, grid, false});
  }
  for (const double v : frame.up.values) {
    const double y = whole(frame.plane.y.at(v));
    items.emplace_back(Polyline{{{area.x, y}, {area.x + area.width, y}}, grid, false});
  }
}

void draw_axes(const PanelFrame& frame, double picture_width, std::vector<Item>& items) {
  const Rectangle area = frame.plane.area();
  const double right = area.x + area.width, bottom = area.y + area.height;
  draw_up(frame, area, items);
  draw_across(frame, area, picture_width, items);
  items.emplace_back(Polyline{
      {{area.x - 0.5, area.y}, {area.x - 0.5, bottom + 0.5}, {right, bottom + 0.5}}, {soft_ink, 1, {}}, false});
  if (!frame.x_name.empty())
    items.emplace_back(Text{elided(one_line(frame.x_name), area.width, tick_size),
                            {area.x + area.width / 2, bottom + 38},
                            tick_size,
                            ink,
                            Anchor::middle});
  const double width = frame.y_name_width > 0 ? frame.y_name_width : area.width;
  if (!frame.y_name.empty())
    items.emplace_back(Text{elided(one_line(frame.y_name), width, 14), {area.x, area.y - 10}, 14, ink});
}

std::vector<std::vector<Point>> parts_inside(const Rectangle& area, const std::vector<Point>& line) {
  std::vector<std::vector<Point>> parts;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto piece = inside(area, {line[i - 1], line[i]});
    if (!piece) continue;
    if (parts.empty() || !(parts.back().back() == piece->a)) parts.push_back({piece->a});
    parts.back().push_back(piece->b);
  }
  return parts;
}

}  // namespace ravine::view
