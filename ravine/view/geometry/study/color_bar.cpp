#include "ravine/view/geometry/study/color_bar.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

Ticks bar_ticks(const ColorScale& scale, double height) {
  return value_ticks({scale.low, scale.high, 0, height, scale.logarithmic}, ticks_up(height));
}

}  // namespace

double color_bar_room(const ColorScale& scale, double height) {
  return color_bar_width + 9 + labels_width(bar_ticks(scale, height), 100);
}

void draw_color_bar(const ColorScale& scale, const std::string& name, const Rectangle& area, double name_right,
                    double name_width, std::vector<Item>& items) {
  const double right = area.x + color_bar_width, bottom = area.y + area.height;
  // Strips overlap downwards, so that no seam shows between them.
  constexpr std::size_t strips = 128;
  for (std::size_t i = 0; i < strips; ++i) {
    const std::size_t index = (strips - 1 - i) * (sequential_count - 1) / (strips - 1);
    const double y = std::round(area.y + area.height * static_cast<double>(i) / strips);
    items.emplace_back(Polygon{{ring_of({area.x, y, color_bar_width, bottom - y})},
                               sequential_color(scale.dark_is_high ? sequential_count - 1 - index : index)});
  }
  const Scale place{scale.low, scale.high, bottom, area.y, scale.logarithmic};
  const Ticks ticks = bar_ticks(scale, area.height);
  const Stroke axis{soft_ink, 1, {}};
  for (const double v : ticks.minor) {
    const double y = std::floor(place.at(v)) + 0.5;
    items.emplace_back(Polyline{{{right, y}, {right + 2.5, y}}, axis, false});
  }
  for (std::size_t i = 0; i < ticks.values.size(); ++i) {
    const double y = std::floor(place.at(ticks.values[i])) + 0.5;
    items.emplace_back(Polyline{{{right, y}, {right + 5, y}}, axis, false});
    items.emplace_back(Text{ticks.labels[i], {right + 9, y + 0.36 * tick_size}, tick_size, soft_ink});
  }
  items.emplace_back(Text{elided(one_line(name), name_width, 14), {name_right, area.y - 10}, 14, ink, Anchor::end});
}

}  // namespace ravine::view
