#include "ravine/view/geometry/study/heat_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/placement.hpp"
#include "ravine/view/geometry/study/cells.hpp"
#include "ravine/view/geometry/study/color_bar.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/share_text.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr std::size_t missed_index = sequential_count, failed_index = sequential_count + 1,
                      nothing_index = sequential_count + 2;

void require(const HeatMap& map) {
  const std::size_t columns = cell_count(map.x), rows = cell_count(map.y);
  if (std::max(columns, rows) > HeatMap::most_cells)
    throw InputError("a heat map of " + std::to_string(columns) + " x " + std::to_string(rows) + " cells; at most " +
                         std::to_string(HeatMap::most_cells) + " each way are drawn",
                     "take fewer values of a setting");
  if (map.values.size() != columns * rows)
    throw InputError("a heat map of " + std::to_string(columns) + " x " + std::to_string(rows) + " cells has " +
                         std::to_string(map.values.size()) + " values",
                     "give one value a cell, row after row");
  if (!map.states.empty() && map.states.size() != map.values.size())
    throw InputError("a heat map has " + std::to_string(map.values.size()) + " values and " +
                         std::to_string(map.states.size()) + " states",
                     "give one state a cell, or none at all");
  const double low = map.low.value_or(0), high = map.high.value_or(low + 1);
  if (!std::isfinite(low) || !std::isfinite(high) || (map.low && !(low < high)))
    throw InputError("a scale of colours from " + readable(low) + " to " + readable(high),
                     "give a low end below the high one, or leave both to the values");
  for (std::size_t i = 0; i < map.values.size(); ++i)
    if ((map.states.empty() || map.states[i] == CellState::number) && !std::isfinite(map.values[i]))
      throw InputError(
          "cell " + std::to_string(i) + " of a heat map is a number and has the value " + readable(map.values[i]),
          "give it the state `missed` or `failed`");
}

struct Summary {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  std::size_t best = 0, ties = 0, numbers = 0, missed = 0, failed = 0;
};

Summary summary_of(const HeatMap& map) {
  Summary s;
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    const auto state = map.states.empty() ? CellState::number : map.states[i];
    if (state == CellState::missed) ++s.missed;
    if (state == CellState::failed) ++s.failed;
    if (state != CellState::number) continue;
    const double v = map.values[i], best = map.values[s.best];
    if (!map.logarithmic || v > 0) s.low = std::min(s.low, v), s.high = std::max(s.high, v);
    if (s.numbers++ == 0 || (map.lower_is_better ? v < best : v > best))
      s.best = i, s.ties = 1;
    else if (v == best)
      ++s.ties;
  }
  return s;
}

std::vector<KeyEntry> key_of(const HeatMap& map, const Summary& s) {
  std::vector<KeyEntry> key;
  const std::size_t columns = cell_count(map.x), all = map.values.size();
  const auto value = [](const SettingAxis& axis, std::size_t i) {
    return axis.kind == AxisKind::categories ? static_cast<double>(i) : axis.values[i];
  };
  if (s.numbers > 0 && map.marks_best) {
    std::string text = map.best_name + ": " + readable(map.values[s.best]) + " (" +
                       setting_text(map.x, value(map.x, s.best % columns)) + ", " +
                       setting_text(map.y, value(map.y, s.best / columns)) + ")";
    if (s.ties > 1) text += " and in " + std::to_string(s.ties - 1) + " more";
    key.push_back({KeyEntry::Sample::frame, ink, text});
  }
  if (s.missed > 0)
    key.push_back({KeyEntry::Sample::fill, missed_color, map.missed_name + ", " + share_text(s.missed, all)});
  if (s.failed > 0)
    key.push_back({KeyEntry::Sample::hatched, failed_color, map.failed_name + ", " + share_text(s.failed, all)});
  return key;
}

void draw_cells(const HeatMap& map, const ColorScale& scale, CellColors& cells, std::vector<Item>& items) {
  cells.colors.resize(map.values.size());
  for (std::size_t i = 0; i < map.values.size(); ++i) {
    const auto state = map.states.empty() ? CellState::number : map.states[i];
    cells.colors[i] = static_cast<std::uint16_t>(state == CellState::missed    ? missed_index
                                                 : state == CellState::failed  ? failed_index
                                                 : state == CellState::nothing ? nothing_index
                                                                               : scale.index(map.values[i]));
  }
  std::vector<Color> palette;
  for (std::size_t i = 0; i < sequential_count; ++i) palette.push_back(sequential_color(i));
  palette.push_back(missed_color);
  palette.push_back(failed_color);
  palette.push_back(paper);
  for (auto& item : cell_items(cells, palette)) items.push_back(std::move(item));
  for (auto& color : cells.colors) color = color == failed_index ? 0 : 1;
  auto failed = std::move(merged_rings(cells, 1).front());
  if (!failed.empty()) items.emplace_back(Hatch{std::move(failed), {failed_hatch, 1, {}}, 7});
  draw_gaps(cells, items);
}

Rectangle best_frame(const Summary& s, const CellColors& cells) {
  const std::size_t columns = cells.x_edges.size() - 1, column = s.best % columns, row = s.best / columns;
  const double left = cells.x_edges[column], right = cells.x_edges[column + 1];
  const double bottom = cells.y_edges[row], top = cells.y_edges[row + 1];
  const double width = std::max(right - left, 9.0), height = std::max(bottom - top, 9.0);
  return {(left + right - width) / 2, (top + bottom - height) / 2, width, height};
}

void draw_lines(const HeatMap& map, const Plane& plane, Room& room, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  std::vector<std::vector<std::vector<Point>>> lines;
  for (const auto& line : map.lines) {
    std::vector<Point> pixels;
    for (const Point& p : line.points) pixels.push_back(plane.at(p));
    lines.push_back(parts_inside(area, pixels));
    for (const auto& part : lines.back()) {
      room.take_line(part, 4, 1);
      items.emplace_back(Polyline{part, {{1, 1, 1, 0.85}, 4.5, {}}, false});
      items.emplace_back(
          Polyline{part, {ink, 2, line.dashed ? std::vector<double>{7, 5} : std::vector<double>{}}, false});
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string label = elided(one_line(map.lines[i].label), 0.6 * area.width, tick_size);
    if (label.empty()) continue;
    bool placed = false;
    for (auto part = lines[i].rbegin(); part != lines[i].rend() && !placed; ++part)
      for (const double along : {0.75, 0.5, 0.9, 0.25, 0.1}) {
        const double at = along * static_cast<double>(part->size() - 1);
        const auto k = std::min(static_cast<std::size_t>(at), part->size() - 2);
        const Point p = (*part)[k], q = (*part)[k + 1];
        const double t = at - static_cast<double>(k);
        const auto box = room.place({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)}, text_width(label, tick_size) + 8,
                                    tick_size + 6, 7, 1000);
        if (!box) continue;
        items.emplace_back(Polygon{{ring_of(*box)}, {1, 1, 1, 0.9}});
        items.emplace_back(Text{label, {box->x + 4, box->y + tick_size + 1}, tick_size, ink});
        placed = true;
        break;
      }
  }
}

}  // namespace

DisplayList heat_map_figure(const HeatMap& map, const FigureOptions& options) {
  require(map);
  const auto x_edges = cell_edges(map.x), y_edges = cell_edges(map.y);
  double top = 0;
  DisplayList list = study_list(map.title, map.note, options, top);
  const Summary s = summary_of(map);
  draw_key(key_of(map, s), study_left(), study_right(options), top, list.items);
  top = std::round(top + frame_above + 4);
  const ColorScale scale =
      color_scale(map.low.value_or(s.low), map.high.value_or(s.high), map.logarithmic, !map.lower_is_better);
  const double bottom = options.height - frame_below, height = bottom - top;
  PanelFrame frame;
  frame.plane.y = edge_scale(map.y, y_edges, bottom, top);
  frame.up =
      setting_ticks(map.y, frame.plane.y,
                    map.y.kind == AxisKind::categories ? static_cast<std::size_t>(height / 15) : ticks_up(height));
  frame.labels = labels_width(frame.up, 0.28 * options.width);
  const double left = panel_left(frame.labels), whole_right = study_right(options);
  const double right = std::round(whole_right - (s.numbers > 0 ? color_bar_room(scale, height) + 22 : 0));
  frame.plane.x = edge_scale(map.x, x_edges, left, right);
  frame.across = setting_ticks(map.x, frame.plane.x, ticks_across(right - left));
  frame.x_name = map.x.name, frame.y_name = map.y.name;
  const double names = whole_right - left - 20;
  frame.y_name_width =
      s.numbers > 0 ? std::min(names / 2, std::max(names - text_width(map.value_name, 14), 1.0)) : names;
  frame.y_name_width = std::max(frame.y_name_width, std::min(text_width(map.y.name, 14), names / 2));
  CellColors cells{pixel_edges(frame.plane.x, x_edges), pixel_edges(frame.plane.y, y_edges), {}};
  draw_cells(map, scale, cells, list.items);
  list.cells = {cells.x_edges, cells.y_edges};
  Room room(frame.plane.area());
  if (s.numbers > 0) {
    const Rectangle best = best_frame(s, cells);
    if (map.marks_best) room.take(grown(best, 3));
    draw_lines(map, frame.plane, room, list.items);
    if (map.marks_best) {
      list.items.emplace_back(Polyline{ring_of(best), {paper, 5, {}}, true});
      list.items.emplace_back(Polyline{ring_of(best), {ink, 2.2, {}}, true});
    }
    draw_color_bar(scale, map.value_name, {whole_right - color_bar_room(scale, height), top, 0, height}, whole_right,
                   names / 2, list.items);
  } else {
    draw_lines(map, frame.plane, room, list.items);
  }
  draw_axes(frame, options.width, list.items);
  return list;
}

}  // namespace ravine::view
