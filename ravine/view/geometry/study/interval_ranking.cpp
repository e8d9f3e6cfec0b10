#include "ravine/view/geometry/study/interval_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/sequential.hpp"
#include "ravine/view/geometry/study/share_text.hpp"
#include "ravine/view/geometry/study/value_range.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr double interval_row_height = 27, gap = 18;
constexpr Color stripe{0.968, 0.970, 0.975, 1};

void require(const IntervalRanking& ranking) {
  if (ranking.rows.empty() || ranking.rows.size() > IntervalRanking::most_methods)
    throw InputError(std::to_string(ranking.rows.size()) + " methods in a ranking; it is 1 to " +
                         std::to_string(IntervalRanking::most_methods),
                     "choose the methods to compare");
  for (const auto& row : ranking.rows) {
    const std::string name = "`" + one_line(row.label) + "` ";
    if (row.lower_quartile > row.upper_quartile || row.interval_low > row.interval_high)
      throw InputError(name + "has quartiles " + readable(row.lower_quartile) + ", " + readable(row.upper_quartile) +
                           " and an interval " + readable(row.interval_low) + ", " + readable(row.interval_high),
                       "give the lower end first");
    if (!(row.misses >= 0 && row.misses <= 1))
      throw InputError(name + "has a share of misses of " + readable(row.misses), "give a share, 0 ... 1");
  }
}

Scale scale_of(const IntervalRanking& ranking, double from, double to) {
  std::vector<double> values;
  for (const auto& row : ranking.rows)
    values.insert(values.end(),
                  {row.median, row.lower_quartile, row.upper_quartile, row.interval_low, row.interval_high});
  const ValueRange range = value_range(values, ranking.logarithmic, 0.04);
  return {range.low, range.high, from, to, ranking.logarithmic};
}

// From low to high, an infinite end at the panel's edge.
struct Bar {
  double from = 0, to = 0;
  bool open = false;  // goes on to the right
};
Bar bar_of(const Scale& scale, double low, double high) {
  return {std::clamp(scale.at(low), scale.from, scale.to), std::clamp(scale.at(high), scale.from, scale.to),
          std::isinf(high)};
}

void draw_row(const IntervalRanking& ranking, std::size_t index, const Scale& scale, double middle,
              std::vector<Item>& items) {
  const auto& row = ranking.rows[index];
  const MethodStyle style = ranked_style(index, ranking.rows.size());
  if (!std::isnan(row.lower_quartile) && !std::isnan(row.upper_quartile) && !std::isinf(row.lower_quartile)) {
    const Bar bar = bar_of(scale, row.lower_quartile, row.upper_quartile);
    items.emplace_back(Polygon{{ring_of({bar.from, middle - 6, bar.to - bar.from, 12})}, faint(style.color, 0.32)});
    if (bar.open)
      items.emplace_back(Marker{MarkerShape::arrow, {scale.to - 5, middle}, 10, style.color, {paper, 1, {}}, 0});
  }
  if (!std::isnan(row.interval_low) && !std::isnan(row.interval_high) && !std::isinf(row.interval_low)) {
    const Bar bar = bar_of(scale, row.interval_low, row.interval_high);
    const Stroke line{text_color(style.color), 1.8, {}};
    items.emplace_back(Polyline{{{bar.from, middle}, {bar.to, middle}}, line, false});
    items.emplace_back(Polyline{{{bar.from, middle - 4}, {bar.from, middle + 4}}, line, false});
    if (!bar.open) items.emplace_back(Polyline{{{bar.to, middle - 4}, {bar.to, middle + 4}}, line, false});
  }
  if (std::isfinite(row.median))
    items.emplace_back(Marker{style.marker,
                              {std::clamp(scale.at(row.median), scale.from, scale.to), middle},
                              10.5,
                              style.color,
                              {paper, 1.4, {}},
                              0});
}

struct Columns {
  double place, name, name_width, median, missed;  // left edge of places, of names; right ends of numbers
};

void draw_texts(const IntervalRanking& ranking, std::size_t index, std::size_t place, const Columns& columns,
                double middle, std::vector<Item>& items) {
  const auto& row = ranking.rows[index];
  const double baseline = middle + 0.36 * tick_size;
  const bool some = std::isfinite(row.median);
  items.emplace_back(
      Text{some ? std::to_string(place + 1) : "–", {columns.name - 10, baseline}, 12, soft_ink, Anchor::end});
  items.emplace_back(Text{
      elided_middle(one_line(row.label), columns.name_width, tick_size), {columns.name, baseline}, tick_size, ink});
  items.emplace_back(Text{some ? readable(row.median) : "–", {columns.median, baseline}, tick_size, ink, Anchor::end});
  items.emplace_back(Text{share_text(row.misses),
                          {columns.missed, baseline},
                          tick_size,
                          row.misses > 0 ? failed_hatch : soft_ink,
                          Anchor::end});
}

void draw_headings(const IntervalRanking& ranking, const Columns& columns, double y, std::vector<Item>& items) {
  const double between = columns.missed - columns.median - 8;
  items.emplace_back(
      Text{elided(one_line(ranking.median_name), 90, 12), {columns.median, y}, 12, soft_ink, Anchor::end});
  items.emplace_back(
      Text{elided(one_line(ranking.missed_name), between, 12), {columns.missed, y}, 12, soft_ink, Anchor::end});
}

}  // namespace

std::vector<std::size_t> ranking_of(const IntervalRanking& ranking) {
  std::vector<std::size_t> order(ranking.rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    const auto &a = ranking.rows[i], &b = ranking.rows[j];
    const bool some_a = std::isfinite(a.median), some_b = std::isfinite(b.median);
    if (some_a != some_b) return some_a;
    if (some_a && a.median != b.median) return ranking.lower_is_better ? a.median < b.median : a.median > b.median;
    return a.misses < b.misses;
  });
  return order;
}

DisplayList interval_ranking_figure(const IntervalRanking& ranking, const FigureOptions& options) {
  require(ranking);
  double top = 0;
  DisplayList list = study_list(ranking.title, ranking.note, options, top);
  const double left = study_left(), right = study_right(options);
  draw_key({{KeyEntry::Sample::marker, soft_ink, ranking.median_name},
            {KeyEntry::Sample::fill, faint(soft_ink, 0.32), ranking.quartile_name},
            {KeyEntry::Sample::line, soft_ink, ranking.interval_name}},
           left, right, top, list.items);
  double names = 40, medians = text_width(ranking.median_name, 12);
  for (const auto& row : ranking.rows) {
    names = std::max(names, text_width(one_line(row.label), tick_size));
    if (std::isfinite(row.median)) medians = std::max(medians, text_width(readable(row.median), tick_size));
  }
  names = std::min(names, 0.3 * options.width), medians = std::min(medians, 90.0);
  const double missed = std::clamp(text_width(ranking.missed_name, 12), 42.0, 90.0);
  const Columns columns{left, left + 30, names, right - missed - gap, right};
  const double from = std::round(columns.name + names + gap), to = std::round(columns.median - medians - gap);
  const double rows_top = std::round(top + 28), rows = static_cast<double>(ranking.rows.size());
  const double bottom = rows_top + rows * interval_row_height;
  PanelFrame frame;
  frame.plane = {scale_of(ranking, from, to), {0, rows, bottom, rows_top, false}};
  frame.across = value_ticks(frame.plane.x, ticks_across(to - from));
  frame.x_name = ranking.value_name;
  for (std::size_t place = 0; place < ranking.rows.size(); place += 2)
    list.items.emplace_back(Polygon{{ring_of({left - 6, rows_top + static_cast<double>(place) * interval_row_height,
                                              right - left + 10, interval_row_height})},
                                    stripe});
  draw_grid(frame, list.items);
  draw_headings(ranking, columns, rows_top - 8, list.items);
  const auto order = ranking_of(ranking);
  for (std::size_t place = 0; place < order.size(); ++place) {
    const double middle = rows_top + (static_cast<double>(place) + 0.5) * interval_row_height;
    draw_row(ranking, order[place], frame.plane.x, middle, list.items);
    draw_texts(ranking, order[place], place, columns, middle, list.items);
  }
  draw_axes(frame, options.width, list.items);
  list.height = std::round(bottom + frame_below);
  return list;
}

}  // namespace ravine::view
