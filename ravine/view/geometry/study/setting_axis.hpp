// An axis of a study's picture: a setting that is a number, even or logarithmic, or one of some names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/view/geometry/plane.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {

enum class AxisKind { linear, logarithmic, categories };

struct SettingAxis {
  std::string name;  // UTF-8: "learning rate η"
  AxisKind kind = AxisKind::linear;
  std::vector<double> values;       // what they are the figure says; of categories: 0, 1, ... in `labels`
  std::vector<std::string> labels;  // of categories, UTF-8
};

// Throws InputError where a value has no place on the axis: not finite, not positive on a logarithmic one, no index of
// a label.
void require_values(const SettingAxis& axis);

// Edges of the cells around values that ascend, halfway between neighbours (of their logarithms on a logarithmic axis);
// one more than values. Categories: k - 1/2 and k + 1/2 for label k. Throws InputError where values do not ascend,
// have no place on the axis, or there is none.
std::vector<double> cell_edges(const SettingAxis& axis);

// How many cells: values, or labels of categories.
std::size_t cell_count(const SettingAxis& axis);

// From an axis' values to pixels: its edges' range.
Scale edge_scale(const SettingAxis& axis, const std::vector<double>& edges, double from, double to);

// Ticks of a scale, at most `most`: round numbers, but the cells' own values where these are few and
// short, and each category.
Ticks setting_ticks(const SettingAxis& axis, const Scale& scale, std::size_t most);

// "η = 0.01", "method = adam": the setting of one cell or run.
std::string setting_text(const SettingAxis& axis, double value);

}  // namespace ravine::view
