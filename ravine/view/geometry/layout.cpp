#include "ravine/view/geometry/layout.hpp"

#include <algorithm>
#include <cmath>

namespace ravine::view {
namespace {

constexpr double above_panel = 26;  // a panel's title
constexpr double between_panels = 38;

// Ticks' labels, the axis' name, and a note.
double below_axis(const LayoutRequest& r) { return 44 + r.note; }

struct Frame {
  double left, right, top, bottom;  // of maps and panels, without their labels
};

double row_height_of(std::size_t rows) { return rows <= 8 ? 20 : rows <= 12 ? 18 : rows <= 20 ? 16 : 14; }

Rectangle fitted(double x, double y, double width, double height, double aspect) {
  width = std::max(width, 40.0);
  height = std::max(height, 40.0);
  if (aspect > 0) {
    if (width > height * aspect)
      width = std::max(20.0, height * aspect);
    else
      height = std::max(20.0, width / aspect);
  }
  return {std::round(x), std::round(y), std::round(width), std::round(height)};
}

void stack_panels(Layout& layout, std::size_t count, double x, double right, double top, double bottom) {
  if (count == 0) return;
  const auto n = static_cast<double>(count);
  const double each = std::max(30.0, (bottom - top - (n - 1) * between_panels) / n);
  for (std::size_t i = 0; i < count; ++i)
    layout.panels.push_back({std::round(x), std::round(top + static_cast<double>(i) * (each + between_panels)),
                             std::round(std::max(right - x, 40.0)), std::round(each)});
}

std::size_t columns_that_fit(const LayoutRequest& r, double width) {
  return static_cast<std::size_t>(std::clamp(std::floor((width + 22) / (r.row_width + 22)), 1.0, 3.0));
}

double side_width(const LayoutRequest& r) {
  return r.panels > 0 ? std::clamp(0.34 * r.width, 150.0, 330.0) : std::clamp(0.26 * r.width, 120.0, 260.0);
}
// The narrowest side with panels: of a small picture, before one of them is left out.
constexpr double least_side = 150;
double panel_indent(const LayoutRequest& r) { return r.panels > 0 ? r.panel_labels + 10 : 0; }

// Map on the left; legend, then panels, on the right.
Layout beside(const LayoutRequest& r, const Frame& f, double side) {
  Layout layout;
  layout.row_height = row_height_of(r.rows);
  const double indent = 30 + panel_indent(r);
  layout.map = fitted(f.left, f.top, f.right - side - indent - f.left, f.bottom - f.top, r.aspect);
  const double x = layout.map.x + layout.map.width + indent;
  // Where a line, a name and an outcome have no room beside each other, they begin above the panels' labels.
  const double needed = r.names + 104;
  const double legend_x = needed > f.right - x ? x - panel_indent(r) : x;
  layout.legend_columns = r.rows < 5 ? 1 : columns_that_fit(r, f.right - legend_x);
  const std::size_t rows = (r.rows + layout.legend_columns - 1) / layout.legend_columns;
  const double height = (static_cast<double>(rows) + 1) * layout.row_height;
  layout.legend = {legend_x, f.top - 6, f.right - legend_x, height};
  stack_panels(layout, r.panels, x, f.right, f.top + height + above_panel, f.bottom);
  return layout;
}

// Legend below the map, panels on the right.
Layout below(const LayoutRequest& r, const Frame& f, double side) {
  Layout layout;
  layout.row_height = row_height_of(r.rows);
  const double indent = 30 + panel_indent(r), width = f.right - side - indent - f.left;
  // As few columns as names like, unless that would take too much of the map's height.
  const Rectangle alone = fitted(f.left, f.top, width, f.bottom - f.top - 8, r.aspect);
  double legend_height = 0;
  for (layout.legend_columns = columns_that_fit(r, alone.width + 40);; ++layout.legend_columns) {
    const std::size_t rows = (r.rows + layout.legend_columns - 1) / layout.legend_columns;
    legend_height = (static_cast<double>(rows) + 1) * layout.row_height;
    layout.map = fitted(f.left, f.top, width, f.bottom - f.top - legend_height - 8, r.aspect);
    const bool no_more = (layout.map.width + 40) / 200 < static_cast<double>(layout.legend_columns + 1);
    if (layout.map.height >= 0.9 * alone.height || no_more) break;
  }
  const double x = layout.map.x + layout.map.width + indent;
  layout.legend = {layout.map.x - 40, layout.map.y + layout.map.height + below_axis(r) + 4, layout.map.width + 40,
                   legend_height};
  stack_panels(layout, r.panels, x, f.right, f.top + 14, f.bottom);
  return layout;
}

// Map on top, panels side by side below; the legend on the map's right, else on the panels' left.
Layout above(const LayoutRequest& r, const Frame& f) {
  Layout layout;
  layout.row_height = row_height_of(r.rows);
  layout.stacked = false;
  const auto n = static_cast<double>(r.panels);
  const double legend_height = (static_cast<double>(r.rows) + 1) * layout.row_height;
  const double strip = std::max(r.panels > 0 ? 0.26 * (f.bottom - f.top) : 0.0, 0.0);
  const double taken = r.panels > 0 ? below_axis(r) + above_panel + 12 + strip : legend_height + 10;
  layout.map = fitted(f.left, f.top, f.right - f.left, f.bottom - f.top - taken, r.aspect);
  const double map_right = layout.map.x + layout.map.width, map_bottom = layout.map.y + layout.map.height;
  double x = layout.map.x - 40;
  if (r.panels == 0) {
    layout.legend_columns = columns_that_fit(r, f.right - x);
    layout.legend = {x, map_bottom + below_axis(r) + 4, f.right - x, legend_height};
    return layout;
  }
  const double panel_top = map_bottom + below_axis(r) + above_panel + 12;
  if (f.right - map_right > 250 && legend_height < layout.map.height + 20) {
    layout.legend = {map_right + 30, f.top - 6, f.right - map_right - 30, legend_height};
    x = layout.map.x - panel_indent(r);
  } else {
    // With a note the legend has a column more; long names take some of the panels' width.
    const double whole = f.right - x,
                 usual = r.note > 0 ? std::clamp(0.34 * whole, 130.0, 330.0) : std::clamp(0.3 * whole, 130.0, 300.0),
                 width = std::max(usual, std::min(r.row_width, 0.4 * whole));
    layout.legend = {x, map_bottom + below_axis(r) + 6, width, f.bottom - map_bottom};
    x += width + 24;
  }
  const double each = (f.right - x) / n - panel_indent(r) - (n > 1 ? 12 : 0);
  for (std::size_t i = 0; i < r.panels; ++i) {
    const double left = x + panel_indent(r) + static_cast<double>(i) * (each + panel_indent(r) + 24);
    layout.panels.push_back(
        {std::round(left), std::round(panel_top), std::round(each), std::round(f.bottom - panel_top)});
  }
  return layout;
}

double area(const Rectangle& r) { return r.width * r.height; }

bool fits(const Layout& layout, const LayoutRequest& r, const Frame& f) {
  for (const Rectangle& panel : layout.panels)
    if (panel.height < 70 || panel.width < 90) return false;
  const std::size_t rows = (r.rows + layout.legend_columns - 1) / layout.legend_columns;
  return layout.legend.y + static_cast<double>(rows) * layout.row_height <= f.bottom + below_axis(r) + 4;
}

struct Choice {
  Layout layout;
  bool any_fits = false;
};

// The arrangement with the largest map, and of equal ones with the largest panels.
Choice choose(const LayoutRequest& request, const Frame& frame, double side) {
  const Layout candidates[] = {beside(request, frame, side), below(request, frame, side), above(request, frame)};
  const double favour[] = {1, 1, 0.9};
  Choice choice;
  double most = -1;
  for (std::size_t i = 0; i < 3; ++i) {
    double score = area(candidates[i].map);
    for (const Rectangle& panel : candidates[i].panels) score += 0.15 * area(panel);
    const bool has_room = fits(candidates[i], request, frame);
    choice.any_fits |= has_room;
    score *= favour[i] * (has_room ? 1 : 0.1);
    if (score > most) most = score, choice.layout = candidates[i];
  }
  return choice;
}

}  // namespace

Header header_of(double picture_height) {
  if (picture_height >= 500) return {};
  return {17, 30, 13, 50, 14, 66, 44};
}

Layout arrange(const LayoutRequest& request) {
  const Header header = header_of(request.height);
  const Frame frame{outer_margin + std::max(request.map_labels + 30, 40.0), request.width - outer_margin - 2,
                    request.formula ? header.height : header.height_without_formula,
                    request.height - 14 - below_axis(request)};
  auto chosen = choose(request, frame, side_width(request));
  if (request.panels == 0) return chosen.layout;
  // The map is what the picture is for: a panel that would make it tiny is left out.
  const auto is_sound = [&](const Choice& one) {
    return one.any_fits && area(one.layout.map) >= 0.2 * request.width * request.height;
  };
  if (is_sound(chosen)) return chosen.layout;
  if (auto narrow = choose(request, frame, least_side); is_sound(narrow)) return narrow.layout;
  LayoutRequest fewer = request;
  --fewer.panels;
  const Layout without = arrange(fewer);
  return !chosen.any_fits || area(without.map) > 1.5 * area(chosen.layout.map) ? without : chosen.layout;
}

}  // namespace ravine::view
