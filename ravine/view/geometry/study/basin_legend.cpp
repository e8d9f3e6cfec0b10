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

constexpr double legend_row = basin_legend_row, strip_width = 64, sample_size = 18, row_letters = 13,
                 small_letters = 12, columns_gap = 34;
constexpr double least_bars = 26, most_bars = 104, bars_gap = 10;  // pixels up, of one minimum's bars and below them
constexpr double scale_row = 20;                                   // of the numbers of steps

struct LegendLine {
  enum class Sample { shades, plain, none };
  Sample sample = Sample::shades;
  std::size_t minimum = 0;
  Color color;
  std::string name, share;
};

// No more than `most` (>= 3) of them.
std::vector<LegendLine> legend_lines(const BasinLegend& legend, std::size_t most) {
  using Sample = LegendLine::Sample;
  const auto& [map, key, shares] = legend;
  const std::size_t all = map.reached.size(), ends = (shares.missed > 0 ? 1 : 0) + (shares.failed > 0 ? 1 : 0);
  const std::size_t room = most > ends + 1 ? most - ends : 2, count = map.minima.size();
  const std::size_t named =
      count <= std::min(room, BasinMap::most_colors) ? count : std::min(room - 1, BasinMap::most_colors);
  std::vector<LegendLine> lines;
  std::size_t others = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t k = key.order[i];
    if (i < named)
      lines.push_back({Sample::shades, k, {}, one_line(map.minima[k].label), share_text(shares.counts[k], all)});
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

std::size_t rows_in(double height) {
  return static_cast<std::size_t>(std::max(3.0, std::floor(height / legend_row) - 1));
}

void draw_strip(const BasinLegend& legend, const LegendLine& line, const Rectangle& area, std::vector<Item>& items) {
  const bool plain = line.sample == LegendLine::Sample::plain, shaded = has_shades(legend.shares) && !plain;
  const std::size_t pieces = shaded ? basin_shades : 1;
  for (std::size_t i = 0; i < pieces; ++i) {
    const double from = std::round(area.width * static_cast<double>(i) / static_cast<double>(pieces));
    items.emplace_back(
        Polygon{{ring_of({area.x + from, area.y, area.width - from, area.height})},
                plain ? line.color : basin_color(legend.key.hues[line.minimum], shaded ? i : basin_shades / 4)});
  }
}

// Name and share of a line, its sample in front of it.
void draw_legend_row(const BasinLegend& legend, const LegendLine& line, const Rectangle& row, double width,
                     std::vector<Item>& items) {
  if (line.sample != LegendLine::Sample::none)
    draw_strip(legend, line, {row.x, row.y + 4, width, legend_row - 8}, items);
  const double baseline = row.y + legend_row / 2 + 0.36 * row_letters, right = row.x + row.width;
  const double before = width > 0 ? width + 10 : 0,
               room = row.width - before - text_width(line.share, row_letters) - 10;
  items.emplace_back(Text{elided_middle(line.name, room, row_letters), {row.x + before, baseline}, row_letters, ink});
  items.emplace_back(Text{line.share, {right, baseline}, row_letters, ink, Anchor::end});
}

std::string least_text(const BasinLegend& legend) {
  return (legend.shares.below ? "≤ " : "") + readable(legend.shares.least, 2);
}
std::string most_text(const BasinLegend& legend) {
  return (legend.shares.above ? "≥ " : "") + readable(legend.shares.most, 2);
}

// How many starts had each shade, as bars of its colour on a line; the highest of all bars is as high as `area`.
void draw_bars(const BasinLegend& legend, std::size_t minimum, const Rectangle& area, std::size_t highest,
               std::vector<Item>& items) {
  const auto& counts = legend.shares.shades[minimum];
  const double bottom = area.y + area.height;
  const auto edge = [&](std::size_t i) {
    return area.x + std::round(area.width * static_cast<double>(i) / static_cast<double>(basin_shades));
  };
  std::vector<Point> outline{{area.x, bottom}};
  for (std::size_t i = 0; i < basin_shades; ++i) {
    const double top =
        bottom - area.height * static_cast<double>(counts[i]) / static_cast<double>(std::max<std::size_t>(highest, 1));
    if (counts[i] > 0)
      items.emplace_back(Polygon{{ring_of({edge(i), top, edge(i + 1) - edge(i), bottom - top})},
                                 basin_color(legend.key.hues[minimum], i)});
    outline.push_back({edge(i), top});
    outline.push_back({edge(i + 1), top});
  }
  outline.push_back({area.x + area.width, bottom});
  items.emplace_back(Polyline{std::move(outline), {soft_ink, 0.8, {}}, true});
}

// Below the last bars: the steps of their ends. Returns its height.
double draw_scale(const BasinLegend& legend, const Rectangle& area, std::vector<Item>& items) {
  const std::string low = least_text(legend), high = most_text(legend);
  const double y = area.y + 11, taken = text_width(low, small_letters) + text_width(high, small_letters) + 16;
  items.emplace_back(Text{low, {area.x, y}, small_letters, soft_ink});
  items.emplace_back(Text{high, {area.x + area.width, y}, small_letters, soft_ink, Anchor::end});
  const double middle = area.x + 8 + text_width(low, small_letters) + (area.width - taken) / 2;
  items.emplace_back(Text{elided(one_line(legend.map.step_name), area.width - taken, small_letters),
                          {middle, y},
                          small_letters,
                          soft_ink,
                          Anchor::middle});
  return area.height;
}

std::size_t bar_lines(const std::vector<LegendLine>& lines) {
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [](const LegendLine& line) { return line.sample == LegendLine::Sample::shades; }));
}

// Pixels up for each minimum's bars in a column so high.
double bars_height(const std::vector<LegendLine>& lines, double height) {
  const auto bars = static_cast<double>(bar_lines(lines)), rows = static_cast<double>(lines.size());
  return (height - scale_row - legend_row * (rows + 1) - bars_gap * bars) / std::max(bars, 1.0);
}

constexpr std::size_t all_lines = BasinMap::most_colors + 3;

}  // namespace

bool has_bars(const BasinLegend& legend, double height) {
  const auto lines = legend_lines(legend, all_lines);
  return has_shades(legend.shares) && bar_lines(lines) > 0 && bars_height(lines, height) >= least_bars;
}

double basin_legend_width(const BasinLegend& legend, bool bars, double picture) {
  double width = bars ? 190 : 240;
  for (const auto& line : legend_lines(legend, all_lines)) {
    const double before = (bars ? sample_size : strip_width) + 10;
    width = std::max(width, before + text_width(line.name, row_letters) + 12 + text_width(line.share, row_letters));
  }
  return std::min(width, 0.42 * picture);
}

double basin_legend_height(const BasinLegend& legend, std::size_t columns) {
  const auto rows = (legend_lines(legend, all_lines).size() + columns - 1) / columns;
  return static_cast<double>(rows + 1) * legend_row;
}

double draw_basin_bars(const BasinLegend& legend, const Rectangle& area, std::vector<Item>& items) {
  const auto lines = legend_lines(legend, all_lines);
  const double height = std::min(bars_height(lines, area.height), most_bars), right = area.x + area.width;
  std::size_t highest = 0;
  for (const auto& line : lines)
    if (line.sample == LegendLine::Sample::shades)
      for (const std::size_t count : legend.shares.shades[line.minimum]) highest = std::max(highest, count);
  items.emplace_back(Text{elided(one_line(legend.map.share_name), area.width / 2, small_letters),
                          {right, area.y + 11},
                          small_letters,
                          soft_ink,
                          Anchor::end});
  double y = area.y + legend_row - 4;
  const std::size_t bars = bar_lines(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    draw_legend_row(legend, lines[i], {area.x, y, area.width, legend_row}, sample_size, items);
    y += legend_row;
    if (i >= bars) continue;
    draw_bars(legend, lines[i].minimum, {area.x, y, area.width, height}, highest, items);
    y += height + bars_gap;
    if (i + 1 < bars) continue;
    y += draw_scale(legend, {area.x, y - bars_gap + 4, area.width, scale_row}, items);
  }
  return y;
}

double draw_basin_rows(const BasinLegend& legend, const Rectangle& area, std::size_t columns,
                       std::vector<Item>& items) {
  const double width = (area.width - columns_gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const auto lines = legend_lines(legend, rows_in(area.height) * columns);
  const std::size_t down = (lines.size() + columns - 1) / columns;
  std::string steps = least_text(legend);
  steps.append(" … ").append(most_text(legend)).append(" ").append(one_line(legend.map.step_name));
  double ends = area.y;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t column = i / down, row = i % down;
    const double x = area.x + static_cast<double>(column) * (width + columns_gap), right = x + width;
    if (row == 0) {
      double taken = 0;
      if (has_shades(legend.shares)) {
        const std::string text = elided(steps, width - 60, small_letters);
        items.emplace_back(Text{text, {x, area.y + 11}, small_letters, soft_ink});
        taken = text_width(text, small_letters) + 8;
      }
      items.emplace_back(Text{elided(one_line(legend.map.share_name), width - taken, small_letters),
                              {right, area.y + 11},
                              small_letters,
                              soft_ink,
                              Anchor::end});
    }
    const double y = area.y + legend_row - 4 + static_cast<double>(row) * legend_row;
    draw_legend_row(legend, lines[i], {x, y, width, legend_row}, strip_width, items);
    ends = std::max(ends, y + legend_row);
  }
  return ends;
}

}  // namespace ravine::view
