#include "ravine/view/geometry/study/setting_axis.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

std::string named(const SettingAxis& axis) { return "the axis `" + one_line(axis.name) + "`"; }

// Halfway, as the axis measures.
double between(double a, double b, bool logarithmic) {
  return logarithmic ? std::sqrt(a) * std::sqrt(b) : a / 2 + b / 2;
}

}  // namespace

void require_values(const SettingAxis& axis) {
  for (const double v : axis.values) {
    if (!std::isfinite(v))
      throw InputError(named(axis) + " has the value " + readable(v) + "; each must be a finite number");
    if (axis.kind == AxisKind::logarithmic && !(v > 0))
      throw InputError(named(axis) + " is logarithmic and has the value " + readable(v) + ", which is not positive",
                       "make the axis linear, or one of categories");
    if (axis.kind == AxisKind::categories &&
        (v < 0 || v >= static_cast<double>(axis.labels.size()) || v != std::floor(v)))
      throw InputError(
          named(axis) + " has " + std::to_string(axis.labels.size()) + " categories, and none is number " + readable(v),
          "give indices of labels, from 0 on");
  }
}

std::size_t cell_count(const SettingAxis& axis) {
  return axis.kind == AxisKind::categories ? axis.labels.size() : axis.values.size();
}

std::vector<double> cell_edges(const SettingAxis& axis) {
  const std::size_t count = cell_count(axis);
  if (count == 0) throw InputError(named(axis) + " has no values", "give one value a cell, ascending");
  std::vector<double> edges;
  if (axis.kind == AxisKind::categories) {
    for (std::size_t i = 0; i <= count; ++i) edges.push_back(static_cast<double>(i) - 0.5);
    return edges;
  }
  require_values(axis);
  const auto& v = axis.values;
  const bool logarithmic = axis.kind == AxisKind::logarithmic;
  for (std::size_t i = 1; i < count; ++i) {
    if (!(v[i] > v[i - 1]))
      throw InputError(named(axis) + " has " + readable(v[i]) + " after " + readable(v[i - 1]) + "; values must ascend",
                       "sort the cells by this axis, each value once");
    edges.push_back(between(v[i - 1], v[i], logarithmic));
  }
  const auto mirrored = [&](double edge, double center) {
    return logarithmic ? center * (center / edge) : 2 * center - edge;
  };
  const double alone = logarithmic ? v[0] / 1.5 : v[0] - std::max(0.5, std::fabs(v[0]) / 2);
  const double first = count > 1 ? mirrored(edges.front(), v.front()) : alone;
  edges.insert(edges.begin(), first);
  edges.push_back(mirrored(edges.back(), v.back()));
  for (std::size_t i = 1; i < edges.size(); ++i)
    if (!(edges[i] > edges[i - 1]) || !std::isfinite(edges[i] - edges[i - 1]) || (logarithmic && !(edges[0] > 0)))
      throw InputError(named(axis) + " has values so close, so large or so small that cells have no edges between them",
                       "scale the setting");
  return edges;
}

Scale edge_scale(const SettingAxis& axis, const std::vector<double>& edges, double from, double to) {
  return {edges.front(), edges.back(), from, to, axis.kind == AxisKind::logarithmic};
}

Ticks setting_ticks(const SettingAxis& axis, const Scale& scale, std::size_t most) {
  Ticks ticks;
  if (axis.kind == AxisKind::categories) {
    const std::size_t every =
        std::max<std::size_t>(1, (axis.labels.size() + most - 1) / std::max<std::size_t>(most, 1));
    for (std::size_t i = 0; i < axis.labels.size(); i += every) {
      ticks.values.push_back(static_cast<double>(i));
      ticks.labels.push_back(one_line(axis.labels[i]));
    }
    return ticks;
  }
  if (axis.kind == AxisKind::linear && axis.values.size() <= most && !axis.values.empty()) {
    ticks.values = axis.values;
    for (const double v : axis.values) ticks.labels.push_back(readable(v));
    // Numbers of many digits are what a range happened to have: round ones are easier to read.
    const double most_width = text_width("−0.999", tick_size);
    if (std::all_of(ticks.labels.begin(), ticks.labels.end(),
                    [&](const std::string& label) { return text_width(label, tick_size) <= most_width; }))
      return ticks;
  }
  return value_ticks(scale, std::max<std::size_t>(most, 2));
}

std::string setting_text(const SettingAxis& axis, double value) {
  const std::string name = one_line(axis.name) + " ";
  if (axis.kind == AxisKind::categories) return name + one_line(axis.labels[static_cast<std::size_t>(value)]);
  return name + "= " + readable(value);
}

}  // namespace ravine::view
