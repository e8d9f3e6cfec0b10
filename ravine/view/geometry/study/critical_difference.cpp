#include "ravine/view/geometry/study/critical_difference.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

constexpr double bar_row_height = 24, lane_height = 12, rank_width = 47, reach = 26;

void require(const CriticalDifference& ranks) {
  const std::size_t count = ranks.methods.size();
  if (count < 2 || count > CriticalDifference::most_methods)
    throw InputError(std::to_string(count) + " methods in a diagram of critical differences; it is 2 to " +
                         std::to_string(CriticalDifference::most_methods),
                     "choose the methods to compare");
  for (const auto& m : ranks.methods)
    if (!(m.rank >= 1 && m.rank <= static_cast<double>(count)))
      throw InputError("`" + one_line(m.label) + "` has the average rank " + readable(m.rank) + "; ranks of " +
                           std::to_string(count) + " methods are 1 ... " + std::to_string(count),
                       "give average ranks, 1 for the best");
  if (!(ranks.difference >= 0) || !std::isfinite(ranks.difference))
    throw InputError("a critical difference of " + readable(ranks.difference),
                     "give a number that is finite and not negative");
}

// "3.10": two digits after the point, so that ranks stand below each other.
std::string hundredths(double rank) {
  const std::string digits = std::to_string(std::lround(100 * rank));  // three at least: ranks are 1 and more
  return digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2);
}

// Groups in as few lanes as keep neighbours apart.
std::vector<std::size_t> lanes_of(const std::vector<RankGroup>& groups, const std::vector<double>& x) {
  std::vector<std::size_t> lanes;
  std::vector<double> ends;
  for (const auto& group : groups) {
    std::size_t lane = 0;
    while (lane < ends.size() && ends[lane] > x[group.first] - 16) ++lane;
    if (lane == ends.size()) ends.push_back(0);
    ends[lane] = x[group.last];
    lanes.push_back(lane);
  }
  return lanes;
}

void draw_axis(const Scale& axis, double y, std::vector<Item>& items) {
  const Stroke line{ink, 1.4, {}};
  items.emplace_back(Polyline{{{axis.from, y}, {axis.to, y}}, line, false});
  const auto count = static_cast<std::size_t>(axis.high);
  const double widest = text_width(std::to_string(count), tick_size) + 6;
  const auto named = named_ranks(count, (axis.to - axis.from) / widest);
  for (std::size_t rank = 1; rank <= count; ++rank) {
    const double x = axis.at(static_cast<double>(rank));
    const bool is_named = std::binary_search(named.begin(), named.end(), rank);
    items.emplace_back(Polyline{{{x, y - (is_named ? 6 : 3)}, {x, y}}, line, false});
    if (is_named) items.emplace_back(Text{std::to_string(rank), {x, y - 11}, tick_size, soft_ink, Anchor::middle});
  }
}

void draw_ruler(const CriticalDifference& ranks, const Scale& axis, double y, double right, std::vector<Item>& items) {
  const std::string text = one_line(ranks.difference_name) + " " + readable(ranks.difference);
  const double to = axis.from + ranks.difference * (axis.to - axis.from) / (axis.high - axis.low);
  double x = axis.from;
  if (to <= axis.to) {  // a longer one has no place; its number tells
    const Stroke line{ink, 2, {}};
    items.emplace_back(Polyline{{{axis.from, y}, {to, y}}, line, false});
    for (const double end : {axis.from, to}) items.emplace_back(Polyline{{{end, y - 5}, {end, y + 5}}, line, false});
    x = to + 12;
  }
  const double width = text_width(text, tick_size);
  if (x + width <= right)
    items.emplace_back(Text{text, {x, y + 0.36 * tick_size}, tick_size, ink});
  else
    items.emplace_back(Text{elided(text, right - axis.from, tick_size), {axis.from, y - 11}, tick_size, ink});
}

// A method's line from the axis to its name: the better half on the left, the others on the right.
struct Leader {
  const CriticalDifference::Method* method;
  MethodStyle style;
  double x, y;  // on the axis; of its row
  bool left;
};
void draw_leader(const Leader& leader, const Scale& axis, double axis_y, double names, std::vector<Item>& items) {
  const double side = leader.left ? -1 : 1, end = leader.left ? axis.from - reach : axis.to + reach;
  items.emplace_back(Polyline{{{leader.x, axis_y}, {leader.x, leader.y}, {end, leader.y}}, {soft_ink, 1.2, {}}, false});
  items.emplace_back(Marker{leader.style.marker, {end, leader.y}, 9.5, leader.style.color, {paper, 1.3, {}}, 0});
  const Anchor anchor = leader.left ? Anchor::end : Anchor::start;
  const double baseline = leader.y + 0.36 * tick_size, from = end + side * 12;
  items.emplace_back(Text{hundredths(leader.method->rank), {from, baseline}, 12, soft_ink, anchor});
  items.emplace_back(Text{elided_middle(one_line(leader.method->label), names, tick_size),
                          {from + side * rank_width, baseline},
                          tick_size,
                          ink,
                          anchor});
}

}  // namespace

std::vector<std::size_t> named_ranks(std::size_t count, double most) {
  const std::size_t gaps = count - 1;
  const auto least =
      static_cast<std::size_t>(std::max(1.0, std::ceil(static_cast<double>(gaps) / std::max(most, 1.0))));
  std::size_t every = least;
  // A little wider apart, if that comes out even.
  for (std::size_t wider = least; wider <= 2 * least && wider <= gaps; ++wider)
    if (gaps % wider == 0) {
      every = wider;
      break;
    }
  std::vector<std::size_t> ranks;
  for (std::size_t rank = 1; rank < count && rank + least <= count; rank += every) ranks.push_back(rank);
  if (ranks.empty()) ranks.push_back(1);
  ranks.push_back(count);
  return ranks;
}

std::vector<RankGroup> groups_within(const std::vector<double>& ranks, double difference) {
  std::vector<RankGroup> groups;
  for (std::size_t first = 0; first < ranks.size(); ++first) {
    std::size_t last = first;
    while (last + 1 < ranks.size() && ranks[last + 1] - ranks[first] < difference) ++last;
    // One that ends where the one before it ends is a part of that.
    if (last > first && (groups.empty() || groups.back().last < last)) groups.push_back({first, last});
  }
  return groups;
}

DisplayList critical_difference_figure(const CriticalDifference& ranks, const FigureOptions& options) {
  require(ranks);
  double top = 0;
  DisplayList list = study_list(ranks.title, ranks.note, options, top);
  const std::size_t count = ranks.methods.size(), at_left = (count + 1) / 2;
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ranks.methods[a].rank < ranks.methods[b].rank; });
  const auto widest = [&](std::size_t first, std::size_t last) {
    double width = 30;
    for (std::size_t i = first; i < last; ++i)
      width = std::max(width, text_width(one_line(ranks.methods[order[i]].label), tick_size));
    return std::min(width, 0.24 * options.width);
  };
  const double names_left = widest(0, at_left), names_right = widest(at_left, count);
  const double beside = rank_width + 12 + reach, left = study_left(), right = study_right(options);
  const Scale axis{1, static_cast<double>(count), std::round(left + names_left + beside),
                   std::round(right - names_right - beside), false};
  const double ruler_y = std::round(top + 30), axis_y = ruler_y + 50;
  draw_ruler(ranks, axis, ruler_y, right, list.items);

  std::vector<double> sorted, x;
  for (const std::size_t i : order) {
    sorted.push_back(ranks.methods[i].rank);
    x.push_back(axis.at(sorted.back()));
  }
  const auto groups = groups_within(sorted, ranks.difference);
  const auto lanes = lanes_of(groups, x);
  const double lane_count = lanes.empty() ? 0 : static_cast<double>(*std::max_element(lanes.begin(), lanes.end()) + 1);
  const double rows_top = axis_y + 14 + lane_count * lane_height;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_left = i < at_left;
    const auto row = static_cast<double>(is_left ? i : count - 1 - i);
    draw_leader({&ranks.methods[order[i]], ranked_style(order[i], order.size()), x[i],
                 rows_top + (row + 0.5) * bar_row_height, is_left},
                axis, axis_y, is_left ? names_left : names_right, list.items);
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const double y = axis_y + 12 + static_cast<double>(lanes[g]) * lane_height;
    list.items.emplace_back(Polyline{{{x[groups[g].first] - 3, y}, {x[groups[g].last] + 3, y}}, {ink, 5, {}}, false});
  }
  draw_axis(axis, axis_y, list.items);
  list.height = std::round(rows_top + static_cast<double>(at_left) * bar_row_height + 22);
  return list;
}

}  // namespace ravine::view
