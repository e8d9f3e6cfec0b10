// Names of curves beside their right ends: who reads the picture need not look for a line's colour in a legend.
#pragma once

#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {

struct EndLabel {
  MethodStyle style;
  std::string value, name;  // "98.9 %", "Adam"
  double y = 0;             // where the curve ends
  bool emphasised = true;
};

// Places `apart` and more from each other within `low` ... `high`, in the order given, as near as can be to what they
// `want`, which ascends; by least squares, but for the ends. They must have room.
std::vector<double> spread_apart(const std::vector<double>& want, double apart, double low, double high);

// How wide labels are, leaders and all; names longer than `most_name` pixels are elided.
double end_labels_width(const std::vector<EndLabel>& labels, double most_name);

// Labels from `x`, where the panel ends, to `right`, between the heights `top` and `bottom`, those that end at one
// height in the order given. Of more than have room the last in the order given go, and the last line says how many
// they are.
void draw_end_labels(std::vector<EndLabel> labels, double x, double right, double top, double bottom,
                     std::vector<Item>& items);

}  // namespace ravine::view
