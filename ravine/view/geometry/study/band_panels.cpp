#include "ravine/view/geometry/study/band_panels.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curve_figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/study/band_shape.hpp"
#include "ravine/view/geometry/study/frame.hpp"
#include "ravine/view/geometry/study/head.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

constexpr double panel_gap = 22, panel_head = 35, panel_row_gap = 13;
constexpr double lowest_plot = 80, highest_plot = 320, widest_panel = 420;
constexpr double name_letters = 12, said_letters = 11;
constexpr double missed_strip = 6;                // pixels at the top of a plot
constexpr Color missed_ink{0.54, 0.55, 0.58, 1};  // 3.4 : 1 to paper
constexpr Color reference_ink{0.54, 0.55, 0.58, 1}, others_ink{0.82, 0.825, 0.84, 1};
constexpr Color panel_ink{0.20, 0.22, 0.26, 1};  // of methods that have no colour: grey is what they are compared with
constexpr std::size_t most_others = 12;          // lines of more are a grey cloud

// Methods with a median, the best marked one first; and those without any.
struct Panels {
  std::vector<std::size_t> shown, missed;
};
Panels panels_of(const BandCurve& curves) {
  Panels panels;
  std::vector<double> value(curves.methods.size());
  for (std::size_t k = 0; k < curves.methods.size(); ++k) {
    const auto marked = marked_of(curves, curves.methods[k]);
    if (marked) value[k] = curves.methods[k].median[*marked];
    (marked ? panels.shown : panels.missed).push_back(k);
  }
  std::stable_sort(panels.shown.begin(), panels.shown.end(), [&](std::size_t a, std::size_t b) {
    return curves.lower_is_better ? value[a] < value[b] : value[a] > value[b];
  });
  return panels;
}

std::string said_text(const BandCurve& curves, const BandCurve::Method& method) {
  const auto marked = marked_of(curves, method);
  return one_line(curves.best_name) + " " +
         readable((curves.mark == BandCurve::Mark::best ? method.x : method.median)[marked.value()]);
}

// How many panels stand beside each other: as their names need.
std::size_t columns_of(const BandCurve& curves, const Panels& panels, double whole) {
  double wanted = 150;
  for (const std::size_t k : panels.shown)
    wanted = std::max({wanted, 18 + text_width(one_line(curves.methods[k].label), name_letters),
                       text_width(said_text(curves, curves.methods[k]), said_letters)});
  wanted = std::min(wanted, 205.0);
  const auto fit =
      static_cast<std::size_t>(std::clamp(std::floor((whole + panel_gap) / (wanted + panel_gap)), 1.0, 6.0));
  const std::size_t count = std::max<std::size_t>(panels.shown.size(), 1), rows = (count + fit - 1) / fit;
  return (count + rows - 1) / rows;  // rows about equally full
}

std::vector<std::vector<Point>> median_lines(const BandCurve::Method& method, const Plane& plane) {
  std::vector<std::vector<Point>> lines;
  bool open = false;
  for (std::size_t i = 0; i < method.x.size(); ++i) {
    const bool is_there = std::isfinite(method.median[i]);
    if (is_there && !open) lines.emplace_back();
    if (is_there) lines.back().push_back({plane.x.at(method.x[i]), height_of(method.median[i], plane, plane.y.from)});
    open = is_there;
  }
  std::erase_if(lines, [](const auto& line) { return line.size() < 2; });
  return lines;
}

// Where the median was missed, a bar along the top: each x stands for what is nearer to it than to its neighbours.
void draw_missed(const BandCurve::Method& method, const Plane& plane, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  const std::size_t count = method.x.size();
  const auto at = [&](std::size_t i) { return plane.x.at(method.x[i]); };
  const auto edge = [&](std::size_t i) {  // between i - 1 and i
    if (count == 1) return std::clamp(at(0) + (i == 0 ? -6.0 : 6.0), area.x, area.x + area.width);
    const double between = i == 0       ? at(0) - (at(1) - at(0)) / 2
                           : i == count ? at(count - 1) + (at(count - 1) - at(count - 2)) / 2
                                        : (at(i - 1) + at(i)) / 2;
    return std::clamp(between, area.x, area.x + area.width);
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (std::isfinite(method.median[i])) continue;
    const std::size_t first = i;
    while (i + 1 < count && !std::isfinite(method.median[i + 1])) ++i;
    items.emplace_back(Polygon{{ring_of({edge(first), area.y, edge(i + 1) - edge(first), missed_strip})}, missed_ink});
  }
}

MethodStyle panel_style(const BandCurve& curves, std::size_t method) {
  MethodStyle style = band_style(curves, method);
  const bool has_color =
      curves.ranked == 0 || is_emphasised(curves.methods[method].style.value_or(method), curves.ranked);
  if (!has_color) style.color = panel_ink;
  return style;
}

// The medians of the others, so that a panel can be compared with all.
void draw_others(const BandCurve& curves, const Panels& panels, std::size_t number, const Plane& plane,
                 std::vector<Item>& items) {
  const std::size_t best = panels.shown.front();
  if (panels.shown.size() <= most_others)
    for (const std::size_t k : panels.shown)
      if (k != number && k != best)
        for (auto& line : median_lines(curves.methods[k], plane))
          items.emplace_back(Polyline{std::move(line), {others_ink, 1.2, {}}, false});
  if (number != best)
    for (auto& line : median_lines(curves.methods[best], plane))
      items.emplace_back(Polyline{std::move(line), {reference_ink, 1.4, {}}, false});
}

void draw_band_panel(const BandCurve& curves, const Panels& panels, std::size_t number, const PanelFrame& frame,
                     std::vector<Item>& items) {
  const auto& method = curves.methods[number];
  const MethodStyle style = panel_style(curves, number);
  const Rectangle area = frame.plane.area();
  draw_grid(frame, items);
  draw_others(curves, panels, number, frame.plane, items);
  draw_band(method, style.color, 0.2, frame.plane, items);
  for (auto& line : median_lines(method, frame.plane))
    items.emplace_back(Polyline{std::move(line), {style.color, 2, {}}, false});
  draw_lone_medians(method, style.color, frame.plane, items);
  draw_missed(method, frame.plane, items);
  const auto marked = marked_of(curves, method).value();
  const Point at{frame.plane.x.at(method.x[marked]), height_of(method.median[marked], frame.plane, frame.plane.y.from)};
  if (curves.mark == BandCurve::Mark::best)
    items.emplace_back(Polyline{{at, {at.x, area.y + area.height}}, {style.color, 1, {2, 2}}, false});
  items.emplace_back(curve_end(style, at));

  const double name_y = area.y - panel_head + 14;
  items.emplace_back(
      Marker{style.marker, {area.x + 6, name_y - 0.36 * name_letters}, 9.5, style.color, {paper, 0, {}}, 0});
  items.emplace_back(Text{
      elided_middle(one_line(method.label), area.width - 18, name_letters), {area.x + 18, name_y}, name_letters, ink});
  items.emplace_back(
      Text{elided(said_text(curves, method), area.width, said_letters), {area.x, name_y + 14}, said_letters, soft_ink});
}

std::vector<KeyEntry> band_key(const BandCurve& curves, const Panels& panels) {
  std::vector<KeyEntry> key;
  if (panels.shown.empty()) return key;
  const auto best = panels.shown.front();
  const bool gaps = std::any_of(panels.shown.begin(), panels.shown.end(), [&](std::size_t k) {
    const auto& median = curves.methods[k].median;
    return std::any_of(median.begin(), median.end(), [](double v) { return !std::isfinite(v); });
  });
  if (gaps) key.push_back({KeyEntry::Sample::fill, missed_ink, curves.missed_name});
  if (panels.shown.size() > 2 && panels.shown.size() <= most_others)
    key.push_back({KeyEntry::Sample::line, others_ink, curves.others_name});
  if (panels.shown.size() > 1)
    key.push_back({KeyEntry::Sample::line, reference_ink, curves.reference_name + ": " + curves.methods[best].label});
  return key;
}

}  // namespace

DisplayList band_panels_figure(const BandCurve& curves, const FigureOptions& options) {
  double top = 0;
  DisplayList list = study_list(curves.title, curves.note, options, top);
  const Panels panels = panels_of(curves);
  const ValueRange xs = band_x_range(curves), ys = band_y_range(curves);
  draw_key(band_key(curves, panels), study_left(), study_right(options), top, list.items);

  PanelFrame frame;
  frame.plane.y = {ys.low, ys.high, 1, 0, curves.logarithmic_y};
  frame.up = value_ticks(frame.plane.y, 3);
  frame.labels = labels_width(frame.up, 0.28 * options.width);
  const double left = panel_left(frame.labels), right = study_right(options);
  const std::size_t columns = columns_of(curves, panels, right - left);
  const std::size_t rows = (panels.shown.size() + columns - 1) / columns;
  const double width =
      std::min(widest_panel, std::floor((right - left + panel_gap) / static_cast<double>(columns) - panel_gap));
  list.items.emplace_back(Text{elided(one_line(curves.y_name), (right - left) * 0.6, 14), {left, top + 20}, 14, ink});
  top = std::round(top + 30);
  const double named = panels.missed.empty() ? 0 : 60;
  const double plot =
      std::clamp(std::floor((options.height - top - frame_below - named) / std::max(static_cast<double>(rows), 1.0)) -
                     panel_head - panel_row_gap,
                 lowest_plot, highest_plot);
  double bottom = top;
  for (std::size_t i = 0; i < panels.shown.size(); ++i) {
    const std::size_t column = i % columns, row = i / columns;
    const double x = left + static_cast<double>(column) * (width + panel_gap);
    const double y = top + static_cast<double>(row) * (panel_head + plot + panel_row_gap) + panel_head;
    bottom = y + plot;
    frame.plane = {{xs.low, xs.high, x, x + width, curves.logarithmic_x},
                   {ys.low, ys.high, bottom, y, curves.logarithmic_y}};
    frame.across = value_ticks(frame.plane.x, ticks_across(width));
    frame.up = value_ticks(frame.plane.y, std::max<std::size_t>(ticks_up(plot), 3));
    // Labels stand at the left of a row and below the last panel of a column.
    if (column > 0) std::fill(frame.up.labels.begin(), frame.up.labels.end(), "");
    if (i + columns < panels.shown.size()) std::fill(frame.across.labels.begin(), frame.across.labels.end(), "");
    draw_band_panel(curves, panels, panels.shown[i], frame, list.items);
    draw_axes(frame, options.width, list.items);
  }
  if (!panels.shown.empty()) {
    // In the middle below the lowest row.
    const auto last = static_cast<double>((panels.shown.size() - 1) % columns + 1);
    const double across = last * (width + panel_gap) - panel_gap;
    list.items.emplace_back(Text{elided(one_line(curves.x_name), across, tick_size),
                                 {left + across / 2, bottom + 38},
                                 tick_size,
                                 ink,
                                 Anchor::middle});
    top = bottom + 50;
  }
  if (!panels.missed.empty()) {
    list.items.emplace_back(Text{
        elided(one_line(curves.missed_name), right - study_left(), 12) + ":", {study_left(), top + 14}, 12, soft_ink});
    top += 18;
    std::vector<KeyEntry> names;
    for (const std::size_t k : panels.missed) {
      const MethodStyle style = panel_style(curves, k);
      names.push_back({KeyEntry::Sample::marker, style.color, curves.methods[k].label, style.marker});
    }
    draw_key(names, study_left(), right, top, list.items);
  }
  list.height = std::round(top + 12);
  return list;
}

}  // namespace ravine::view
