#include "ravine/view/geometry/study/parallel_coordinates.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/study/color_bar.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/study/sequential.hpp"
#include "ravine/view/geometry/study/upright.hpp"
#include "ravine/view/geometry/study/value_range.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr double label_size = upright_label_size;
constexpr Color ground{0.965, 0.967, 0.972, 1};  // below the lines: the palest ones would be lost on paper

void require(const ParallelCoordinates& runs) {
  if (runs.settings.empty() || runs.settings.size() > ParallelCoordinates::most_settings)
    throw InputError(std::to_string(runs.settings.size()) + " settings as parallel axes; it is 1 to " +
                         std::to_string(ParallelCoordinates::most_settings),
                     "choose the settings that matter");
  if (runs.scores.size() > ParallelCoordinates::most_runs)
    throw InputError(std::to_string(runs.scores.size()) + " runs as lines; at most " +
                         std::to_string(ParallelCoordinates::most_runs) + " are drawn",
                     "choose the best of them");
  for (const auto& axis : runs.settings) {
    if (axis.values.size() != runs.scores.size())
      throw InputError("the axis `" + one_line(axis.name) + "` has " + std::to_string(axis.values.size()) +
                           " values for " + std::to_string(runs.scores.size()) + " runs",
                       "give one value a run");
    require_values(axis);
  }
}

bool failed(const ParallelCoordinates& runs, std::size_t run) { return !std::isfinite(runs.scores[run]); }

// Runs from the worst to the best; those that failed first, of equal ones the last.
std::vector<std::size_t> order_of(const ParallelCoordinates& runs) {
  std::vector<std::size_t> order(runs.scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (failed(runs, a) || failed(runs, b)) return failed(runs, a) && !failed(runs, b);
    if (runs.scores[a] == runs.scores[b]) return a > b;
    return runs.lower_is_better ? runs.scores[a] > runs.scores[b] : runs.scores[a] < runs.scores[b];
  });
  return order;
}

// What the best run was made with: dots on its line, and a row of values below.
void draw_best(const ParallelCoordinates& runs, const std::vector<Upright>& uprights, std::size_t best, double spacing,
               double y, std::vector<Item>& items) {
  const double left = study_left(), from = left + text_width(one_line(runs.best_name), label_size) + 8;
  items.emplace_back(Text{elided(one_line(runs.best_name), 60, label_size), {left, y}, label_size, soft_ink});
  for (std::size_t k = 0; k < runs.settings.size(); ++k) {
    const auto& axis = runs.settings[k];
    const double x = uprights[k].x, v = axis.values[best];
    items.emplace_back(Marker{MarkerShape::circle, {x, uprights[k].y[best]}, 7, ink, {paper, 1.2, {}}, 0});
    const std::string text =
        axis.kind == AxisKind::categories ? one_line(axis.labels[static_cast<std::size_t>(v)]) : readable(v);
    const double width = std::min(spacing - 8, 2 * (x - from));
    items.emplace_back(
        Text{elided_middle(text, width, label_size, true), {x, y}, label_size, ink, Anchor::middle, true});
  }
}

void draw_runs(const ParallelCoordinates& runs, const std::vector<Upright>& uprights,
               const std::vector<double>& score_y, double score_x, const ColorScale& scale,
               const std::vector<std::size_t>& order, std::vector<Item>& items) {
  const double count = static_cast<double>(order.size()), width = std::clamp(60 / std::sqrt(count + 1) / 4, 0.7, 1.8);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t run = order[i];
    Polyline line;
    for (const auto& upright : uprights) line.points.push_back({upright.x, upright.y[run]});
    line.points.push_back({score_x, score_y[run]});
    Color color = failed(runs, run) ? failed_color : scale.color(runs.scores[run]);
    color.alpha = failed(runs, run) ? 0.55 : 0.9;
    line.stroke = {color, width, {}};
    if (i + 1 == order.size() && !failed(runs, run)) {
      line.stroke.width = 3;
      items.emplace_back(Polyline{line.points, {paper, 6, {}}, false});
    }
    items.emplace_back(std::move(line));
  }
}

// Whether names need two lines to stand beside each other.
bool staggered(const ParallelCoordinates& runs, double spacing) {
  return std::any_of(runs.settings.begin(), runs.settings.end(), [&](const SettingAxis& axis) {
    return text_width(one_line(axis.name), tick_size) > spacing - 10;
  });
}

void draw_names(const ParallelCoordinates& runs, const std::vector<Upright>& uprights, double spacing, double y,
                std::vector<Item>& items) {
  const bool lines = staggered(runs, spacing);
  for (std::size_t k = 0; k < uprights.size(); ++k) {
    // The score's name is in the upper line, so the last axis' is in the lower one.
    const bool upper = lines && (uprights.size() - k) % 2 == 0;
    const double width = std::min((lines ? 2 : 1) * spacing - 10, 2 * (uprights[k].x - 8));
    items.emplace_back(Text{elided_middle(one_line(runs.settings[k].name), width, tick_size),
                            {uprights[k].x, upper ? y - 17 : y},
                            tick_size,
                            ink,
                            Anchor::middle});
  }
}

}  // namespace

DisplayList parallel_coordinates_figure(const ParallelCoordinates& runs, const FigureOptions& options) {
  require(runs);
  double top = 0;
  DisplayList list = study_list(runs.title, runs.note, options, top);
  top = std::round(top + frame_above + 13);  // of two lines of names
  const double bottom = options.height - 44, right = study_right(options);
  const auto order = order_of(runs);
  std::vector<double> numbers;
  for (std::size_t i = 0; i < runs.scores.size(); ++i)
    if (!failed(runs, i)) numbers.push_back(runs.scores[i]);
  const bool any_failed = numbers.size() < runs.scores.size();
  const ValueRange range = value_range(numbers, runs.logarithmic, 0);
  const ColorScale scale{range.low, range.high, runs.logarithmic, !runs.lower_is_better};
  // Failures are beyond the worst end.
  const double lane = any_failed ? 30 : 0;
  const double low_end = runs.lower_is_better ? bottom : bottom - lane,
               high_end = runs.lower_is_better ? top + lane : top;
  const Scale place{range.low, range.high, low_end, high_end, runs.logarithmic};
  const double failed_y = runs.lower_is_better ? top + 7 : bottom - 7;
  std::vector<double> score_y;
  for (std::size_t i = 0; i < runs.scores.size(); ++i)
    score_y.push_back(failed(runs, i) ? failed_y : std::clamp(place.at(runs.scores[i]), high_end, low_end));

  const double bar = color_bar_room(scale, low_end - high_end);
  const double failed_width =
      any_failed ? color_bar_width + 9 + std::min(text_width(runs.failed_name, label_size), 110.0) : 0;
  const double score_x = std::round(right - std::max(bar, failed_width)), left = std::round(study_left() + 74);
  const double spacing = (score_x - left) / static_cast<double>(runs.settings.size());
  std::vector<Upright> uprights;
  for (std::size_t k = 0; k < runs.settings.size(); ++k)
    uprights.push_back(upright_of(runs.settings[k], order, runs.lower_is_better,
                                  std::round(left + spacing * static_cast<double>(k)) + 0.5, bottom, top));
  list.items.emplace_back(Polygon{{ring_of({left, top - 6, score_x - left, bottom - top + 12})}, ground});
  draw_runs(runs, uprights, score_y, score_x, scale, order, list.items);
  for (std::size_t k = 0; k < uprights.size(); ++k) draw_upright(runs.settings[k], uprights[k], spacing, list.items);
  if (!numbers.empty()) {
    draw_best(runs, uprights, order.back(), spacing, bottom + 26, list.items);
    list.items.emplace_back(
        Text{readable(runs.scores[order.back()]), {right, bottom + 26}, label_size, ink, Anchor::end, true});
    draw_color_bar(scale, "", {score_x, high_end, 0, low_end - high_end}, right, 1, list.items);
  }
  if (any_failed) {
    list.items.emplace_back(Polygon{{ring_of({score_x, failed_y - 7, color_bar_width, 14})}, failed_color});
    list.items.emplace_back(Hatch{{ring_of({score_x, failed_y - 7, color_bar_width, 14})}, {failed_hatch, 1, {}}, 4});
    list.items.emplace_back(Text{elided(one_line(runs.failed_name), right - score_x - color_bar_width - 9, label_size),
                                 {score_x + color_bar_width + 9, failed_y + 0.36 * label_size},
                                 label_size,
                                 ink});
  }
  draw_names(runs, uprights, spacing, top - 18, list.items);
  const bool lines = staggered(runs, spacing);
  // Beside the last setting's name, or in the line above it.
  const double last = uprights.back().x +
                      (lines ? -0.1 * spacing : text_width(one_line(runs.settings.back().name), tick_size) / 2 + 14);
  const double name_width = right - last;
  list.items.emplace_back(Text{elided(one_line(runs.score_name), name_width, tick_size, true),
                               {right, lines ? top - 35 : top - 18},
                               tick_size,
                               ink,
                               Anchor::end,
                               true});
  return list;
}

}  // namespace ravine::view
