#include "ravine/view/geometry/study/basin_map.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/placement.hpp"
#include "ravine/view/geometry/study/basin_colors.hpp"
#include "ravine/view/geometry/study/basin_legend.hpp"
#include "ravine/view/geometry/study/cells.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr double legend_gap = 30;
constexpr std::size_t missed_shade = BasinMap::most_colors * basin_shades, failed_shade = missed_shade + 1;

void require(const BasinMap& map) {
  const std::string size = std::to_string(map.columns) + " x " + std::to_string(map.rows);
  const std::size_t most = BasinMap::most_cells;
  if (map.columns == 0 || map.rows == 0 || map.columns > most || map.rows > most)
    throw InputError("a map of basins of " + size + " starts; it has 1 to " + std::to_string(most) + " each way",
                     "take a coarser lattice");
  if (map.reached.size() != map.columns * map.rows || (!map.steps.empty() && map.steps.size() != map.reached.size()))
    throw InputError("a map of basins of " + size + " starts has " + std::to_string(map.reached.size()) + " ends and " +
                         std::to_string(map.steps.size()) + " numbers of steps",
                     "give one a start, row after row");
  for (std::size_t i = 0; i < map.reached.size(); ++i) {
    const auto k = map.reached[i];
    if (k < BasinMap::failed || (k >= 0 && static_cast<std::size_t>(k) >= map.minima.size()))
      throw InputError("start " + std::to_string(i) + " reached minimum " + std::to_string(k) + " of " +
                           std::to_string(map.minima.size()),
                       "give an index of `minima`, `missed` or `failed`");
    if (k >= 0 && !map.steps.empty() && !(map.steps[i] >= 0 && std::isfinite(map.steps[i])))
      throw InputError("start " + std::to_string(i) + " took " + readable(map.steps[i]) + " steps",
                       "give a number of steps that is finite and not negative");
  }
  const Box& b = map.box;
  if (!(b.x_high > b.x_low && b.y_high > b.y_low && std::isfinite(b.x_high - b.x_low) &&
        std::isfinite(b.y_high - b.y_low)))
    throw InputError("the box of a map of basins, " + readable(b.x_low) + " ... " + readable(b.x_high) + " by " +
                         readable(b.y_low) + " ... " + readable(b.y_high) + ", has no extent",
                     "give low ends below high ends");
}

void require(const BasinMap& map, const BasinKey& key) {
  const std::size_t count = map.minima.size();
  if (key.order.size() != count || key.hues.size() != count ||
      std::any_of(key.order.begin(), key.order.end(), [&](std::size_t k) { return k >= count; }))
    throw InputError(
        "a map of basins of " + std::to_string(count) + " minima has a key of " + std::to_string(key.order.size()),
        "make the key of maps with the same minima");
}

// The largest rectangle of the box's shape in `room`, at its left and top.
Rectangle equal_area(const Box& box, const Rectangle& room) {
  const double aspect = (box.x_high - box.x_low) / (box.y_high - box.y_low);
  const double least = std::min({60.0, room.width, room.height});
  const double width = std::clamp(room.height * aspect, least, room.width);
  const double height = std::clamp(width / aspect, least, room.height);
  return {room.x, room.y, std::round(width), std::round(height)};
}

void draw_cells(const BasinMap& map, const BasinKey& key, const BasinShares& shares, const Plane& plane,
                DisplayList& list) {
  std::vector<double> x, y;
  const auto edge = [](double low, double high, std::size_t i, std::size_t count) {
    const double t = static_cast<double>(i) / static_cast<double>(count);
    return (1 - t) * low + t * high;
  };
  for (std::size_t i = 0; i <= map.columns; ++i) x.push_back(edge(map.box.x_low, map.box.x_high, i, map.columns));
  for (std::size_t i = 0; i <= map.rows; ++i) y.push_back(edge(map.box.y_low, map.box.y_high, i, map.rows));
  CellColors cells{pixel_edges(plane.x, x), pixel_edges(plane.y, y), {}};
  for (std::size_t i = 0; i < map.reached.size(); ++i) {
    const auto k = map.reached[i];
    std::size_t index = k == BasinMap::failed ? failed_shade : missed_shade;
    if (k >= 0)
      index = key.hues[static_cast<std::size_t>(k)] * basin_shades +
              (map.steps.empty() ? basin_shades / 4 : basin_shade(shares, map.steps[i]));
    cells.colors.push_back(static_cast<std::uint16_t>(index));
  }
  std::vector<Color> palette;
  for (std::size_t hue = 0; hue < BasinMap::most_colors; ++hue)
    for (std::size_t shade = 0; shade < basin_shades; ++shade) palette.push_back(basin_color(hue, shade));
  palette.push_back(basin_missed_color);
  palette.push_back(basin_failed_color);
  for (auto& item : cell_items(cells, palette)) list.items.push_back(std::move(item));
  draw_gaps(cells, list.items);
  list.cells = {std::move(cells.x_edges), std::move(cells.y_edges)};
}

// Stars where minima are, named where there is room: those with most starts first.
void draw_minima(const BasinMap& map, const BasinKey& key, const Plane& plane, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  Room room(area);
  for (const auto& minimum : map.minima)
    if (const Point p = plane.at(minimum.place); is_finite(p) && contains(area, p))
      room.take({p.x - 8, p.y - 8, 16, 16});
  std::vector<Item> stars;
  for (const std::size_t k : key.order) {
    const Point p = plane.at(map.minima[k].place);
    if (!is_finite(p) || !contains(area, p)) continue;
    const Point center{std::clamp(p.x, area.x + 8, area.x + area.width - 8),
                       std::clamp(p.y, area.y + 8, area.y + area.height - 8)};
    stars.emplace_back(Marker{MarkerShape::star, center, 14, ink, {paper, 1.4, {}}, 0});
    const std::string label = elided(one_line(map.minima[k].label), 0.4 * area.width, tick_size);
    if (label.empty()) continue;
    const auto box = room.place(p, text_width(label, tick_size) + 8, tick_size + 6, 10);
    if (!box) continue;
    items.emplace_back(Polygon{{ring_of(*box)}, {1, 1, 1, 0.82}});
    items.emplace_back(Text{label, {box->x + 4, box->y + tick_size + 1}, tick_size, ink});
  }
  items.insert(items.end(), stars.begin(), stars.end());
}

}  // namespace

DisplayList basin_map_figure(const BasinMap& map, const FigureOptions& options) {
  require(map);
  return basin_map_figure(map, basin_key({&map, 1}), options);
}

DisplayList basin_map_figure(const BasinMap& map, const BasinKey& key, const FigureOptions& options) {
  require(map);
  require(map, key);
  const BasinShares shares = basin_shares(map);
  const BasinLegend legend{map, key, shares};
  double top = 0;
  DisplayList list = study_list(map.title, map.note, options, top);
  top = std::round(top + frame_above - 8);
  const double bottom = options.height - frame_below, whole_right = study_right(options);
  PanelFrame frame;
  frame.plane.y = {map.box.y_low, map.box.y_high, bottom, top, false};
  frame.up = value_ticks(frame.plane.y, ticks_up(bottom - top));
  frame.labels = labels_width(frame.up, 0.28 * options.width);
  const double left = panel_left(frame.labels);
  // The legend is below a wide map and right of all others: wherever the map is larger.
  const bool bars = has_bars(legend, bottom - top);
  const double beside = basin_legend_width(legend, bars, options.width);
  const double whole = whole_right - left, column = basin_legend_width(legend, false, options.width) + legend_gap;
  const auto columns = static_cast<std::size_t>(std::clamp(std::floor((whole + legend_gap) / column), 1.0, 3.0));
  const double below = std::min(basin_legend_height(legend, columns), 0.4 * (bottom - top));
  const Rectangle at_left = equal_area(map.box, {left, top, whole - beside - legend_gap, bottom - top});
  const Rectangle above = equal_area(map.box, {left, top, whole, bottom - top - below - 12});
  const bool right_of = at_left.width * at_left.height >= above.width * above.height;
  const Rectangle area = right_of ? at_left : above;
  frame.plane = {{map.box.x_low, map.box.x_high, area.x, area.x + area.width, false},
                 {map.box.y_low, map.box.y_high, area.y + area.height, area.y, false}};
  frame.across = value_ticks(frame.plane.x, ticks_across(area.width));
  frame.up = value_ticks(frame.plane.y, ticks_up(area.height));
  frame.x_name = map.x_name, frame.y_name = map.y_name;
  draw_cells(map, key, shares, frame.plane, list);
  draw_minima(map, key, frame.plane, list.items);
  draw_axes(frame, options.width, list.items);
  const double legend_left = area.x + area.width + legend_gap, legend_top = area.y + area.height + frame_below - 8;
  // What a narrow map leaves it takes, as far as an eye finds the share beside its name.
  const double legend_width = std::min(whole_right - legend_left, std::max(beside, 300.0));
  const double ends = !right_of ? draw_basin_rows(legend, {left, legend_top, whole, options.height - 10 - legend_top},
                                                  columns, list.items)
                      : bars    ? draw_basin_bars(legend, {legend_left, top, legend_width, bottom - top}, list.items)
                             : draw_basin_rows(legend, {legend_left, top, legend_width, bottom - top}, 1, list.items);
  list.height = std::min(options.height, std::round(std::max(ends + 16, area.y + area.height + frame_below)));
  return list;
}

}  // namespace ravine::view
