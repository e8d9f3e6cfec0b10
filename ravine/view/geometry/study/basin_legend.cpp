#include "ravine/view/geometry/study/basin_legend.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/share_text.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

constexpr double legend_row = basin_legend_row, swatch = 92;

struct LegendLine {
  enum class Sample { shades, plain, none };
  Sample sample = Sample::shades;
  std::size_t hue = 0;
  Color color;
  std::string name, share;
};

std::vector<LegendLine> legend_lines(const BasinMap& map, const BasinShares& shares, std::size_t most) {
  using Sample = LegendLine::Sample;
  const std::size_t all = map.reached.size(), ends = (shares.missed > 0 ? 1 : 0) + (shares.failed > 0 ? 1 : 0);
  const std::size_t room = most > ends + 1 ? most - ends : 2, count = map.minima.size();
  const std::size_t named =
      count <= std::min(room, BasinMap::most_colors) ? count : std::min(room - 1, BasinMap::most_colors);
  std::vector<LegendLine> lines;
  std::size_t others = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t k = shares.order[i];
    if (i < named)
      lines.push_back(
          {Sample::shades, shares.hues[k], {}, one_line(map.minima[k].label), share_text(shares.counts[k], all)});
    else
      others += shares.counts[k];
  }
  if (named < count)
    lines.push_back({Sample::none, 0, {}, "and " + std::to_string(count - named) + " more", share_text(others, all)});
  if (shares.missed > 0)
    lines.push_back({Sample::plain, 0, basin_missed_color, one_line(map.missed_name), share_text(shares.missed, all)});
  if (shares.failed > 0)
    lines.push_back({Sample::plain, 0, basin_failed_color, one_line(map.failed_name), share_text(shares.failed, all)});
  return lines;
}

void draw_swatch(const LegendLine& line, const Rectangle& area, bool shaded, std::vector<Item>& items) {
  if (line.sample == LegendLine::Sample::none) return;
  const bool plain = line.sample == LegendLine::Sample::plain;
  const std::size_t strips = plain || !shaded ? 1 : basin_shades;
  for (std::size_t i = 0; i < strips; ++i) {
    const double from = std::round(area.width * static_cast<double>(i) / static_cast<double>(strips));
    items.emplace_back(Polygon{{ring_of({area.x + from, area.y, area.width - from, area.height})},
                               plain ? line.color : basin_color(line.hue, shaded ? i : basin_shades / 4)});
  }
}

}  // namespace

double draw_basin_legend(const BasinMap& map, const BasinShares& shares, const Rectangle& area,
                         std::vector<Item>& items) {
  const double right = area.x + area.width;
  const auto most = static_cast<std::size_t>(std::max(3.0, std::floor(area.height / legend_row) - 2));
  const auto lines = legend_lines(map, shares, most);
  const bool shaded = shares.most > shares.least;
  double y = area.y;
  if (shaded) {
    const std::string low = (shares.below ? "≤ " : "") + readable(shares.least, 2),
                      high = (shares.above ? "≥ " : "") + readable(shares.most, 2);
    if (text_width(low + high, 12) + 8 <= swatch) items.emplace_back(Text{low, {area.x, y + 11}, 12, soft_ink});
    items.emplace_back(Text{high, {area.x + swatch, y + 11}, 12, soft_ink, Anchor::end});
    items.emplace_back(Text{elided(one_line(map.step_name), area.width - swatch - 12 - 60, 12),
                            {area.x + swatch + 10, y + 11},
                            12,
                            soft_ink});
  }
  items.emplace_back(Text{elided(one_line(map.share_name), 80, 12), {right, y + 11}, 12, soft_ink, Anchor::end});
  y += legend_row - 4;
  for (const auto& line : lines) {
    draw_swatch(line, {area.x, y + 4, swatch, legend_row - 8}, shaded, items);
    const double baseline = y + legend_row / 2 + 0.36 * 13, share_width = text_width(line.share, 13) + 10;
    items.emplace_back(Text{elided_middle(line.name, area.width - swatch - 10 - share_width, 13),
                            {area.x + swatch + 10, baseline},
                            13,
                            ink});
    items.emplace_back(Text{line.share, {right, baseline}, 13, ink, Anchor::end});
    y += legend_row;
  }
  return y;
}

double basin_legend_width(const BasinMap& map, const BasinShares& shares, double picture) {
  double names = 90;
  const auto hold = [&](const std::string& name) { names = std::max(names, text_width(one_line(name), 13)); };
  for (const auto& m : map.minima) hold(m.label);
  if (shares.missed > 0) hold(map.missed_name);
  if (shares.failed > 0) hold(map.failed_name);
  return std::min(std::max(swatch + 10 + names + 60, 240.0), 0.42 * picture);
}

}  // namespace ravine::view
