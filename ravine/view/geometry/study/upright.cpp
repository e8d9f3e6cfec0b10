#include "ravine/view/geometry/study/upright.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/value_range.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {

Upright upright_of(const SettingAxis& axis, const std::vector<std::size_t>& order, bool best_is_low, double x,
                   double bottom, double top) {
  Upright result{x, {}, {}};
  result.y.resize(axis.values.size());
  if (axis.kind != AxisKind::categories) {
    const bool logarithmic = axis.kind == AxisKind::logarithmic;
    const ValueRange range = value_range(axis.values, logarithmic, 0.0);
    result.scale = {range.low, range.high, bottom, top, logarithmic};
    for (std::size_t i = 0; i < result.y.size(); ++i)
      result.y[i] = std::clamp(result.scale.at(axis.values[i]), top, bottom);
    return result;
  }
  result.scale = {-0.5, static_cast<double>(axis.labels.size()) - 0.5, bottom, top, false};
  std::vector<double> counts(axis.labels.size(), 0), seen(axis.labels.size(), 0);
  for (const double v : axis.values) ++counts[static_cast<std::size_t>(v)];
  for (const std::size_t run : order) {
    const auto k = static_cast<std::size_t>(axis.values[run]);
    const double part = (seen[k]++ + 0.5) / counts[k] - 0.5;  // from the worst to the best
    result.y[run] = result.scale.at(axis.values[run] + (best_is_low ? -0.6 : 0.6) * part);
  }
  return result;
}

void draw_upright(const SettingAxis& axis, const Upright& upright, double spacing, std::vector<Item>& items) {
  const double height = std::fabs(upright.scale.to - upright.scale.from), x = upright.x;
  SettingAxis numbers = axis;  // ticks are round numbers, not each run's value
  numbers.values.clear();
  const bool categories = axis.kind == AxisKind::categories;
  const auto most =
      categories ? static_cast<std::size_t>(std::max(2.0, height / 16)) : std::min<std::size_t>(ticks_up(height), 7);
  const Ticks ticks = setting_ticks(numbers, upright.scale, most);
  items.emplace_back(Polyline{{{x, upright.scale.to}, {x, upright.scale.from}}, {soft_ink, 1.2, {}}, false});
  for (std::size_t i = 0; i < ticks.values.size(); ++i) {
    const double y = upright.scale.at(ticks.values[i]);
    items.emplace_back(Polyline{{{x - 4, y}, {x, y}}, {soft_ink, 1.2, {}}, false});
    const std::string label = elided_middle(ticks.labels[i], std::min(spacing - 22, x - 16), upright_label_size);
    const double width = text_width(label, upright_label_size);
    items.emplace_back(Polygon{{ring_of({x - 9 - width, y - 8, width + 4, 16})}, {1, 1, 1, 0.82}});
    items.emplace_back(Text{label, {x - 7, y + 0.36 * upright_label_size}, upright_label_size, ink, Anchor::end});
  }
}

}  // namespace ravine::view
