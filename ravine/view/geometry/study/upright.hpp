// One of several parallel axes: its place, and where each run crosses it.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/study/setting_axis.hpp"

namespace ravine::view {

struct Upright {
  double x = 0;
  Scale scale;
  std::vector<double> y;  // one a run
};

// An axis at `x` from `bottom` to `top`. `order`: runs from the worst to the best; those of one category are spread in
// this order, the best below where `best_is_low`, as on the score's axis.
Upright upright_of(const SettingAxis& axis, const std::vector<std::size_t>& order, bool best_is_low, double x,
                   double bottom, double top);

// The axis and its ticks, their labels on the left, above what lies there.
void draw_upright(const SettingAxis& axis, const Upright& upright, double spacing, std::vector<Item>& items);

inline constexpr double upright_label_size = 12;

}  // namespace ravine::view
