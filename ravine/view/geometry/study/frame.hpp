// The frame around a study's panel: grid, axes, ticks and the names of both axes, as around curves.
#pragma once

#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/plane.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {

struct PanelFrame {
  Plane plane;
  Ticks across, up;
  std::string x_name, y_name;  // below, and above the left corner; elided where there is no room; may be empty
  double labels = 0;           // pixels for labels on the left: wider ones are elided
  double y_name_width = 0;     // 0: as wide as the panel
};

inline constexpr double frame_below = 58;  // pixels for the labels below a panel
inline constexpr double frame_above = 38;  // and for the name above it

// How many ticks fit.
std::size_t ticks_across(double width);
std::size_t ticks_up(double height);
// The width of the widest label, no more than `most`.
double labels_width(const Ticks& ticks, double most);
// Where a panel begins beside labels so wide.
double panel_left(double labels);

void draw_grid(const PanelFrame& frame, std::vector<Item>& items);
// Labels that would touch their neighbour are left out; none leaves the picture's width.
void draw_axes(const PanelFrame& frame, double picture_width, std::vector<Item>& items);

// The parts of a line inside `area`, one after another.
std::vector<std::vector<Point>> parts_inside(const Rectangle& area, const std::vector<Point>& line);

}  // namespace ravine::view
