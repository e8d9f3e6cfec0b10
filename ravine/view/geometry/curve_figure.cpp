#include "ravine/view/geometry/curve_figure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/trails.hpp"

namespace ravine::view {

double panels_left(double label_width) { return std::round(outer_margin + 14 + label_width + 10); }
double panels_right(const FigureOptions& options) { return std::round(options.width - outer_margin - 4); }

DisplayList curve_list(const CurveHead& head, const FigureOptions& options, double& top) {
  DisplayList list{options.width, options.height, paper, {}};
  const Header h = header_of(options.height);
  const double x = outer_margin + 14, whole = options.width - 2 * outer_margin, right = panels_right(options);
  list.items.emplace_back(Text{
      elided(head.title, whole, h.title_size, true), {x, h.title_baseline}, h.title_size, ink, Anchor::start, true});
  if (!head.note.empty())
    list.items.emplace_back(
        Text{elided(head.note, whole, h.formula_size), {x, h.formula_baseline}, h.formula_size, soft_ink});
  double row_width = 240;
  for (const auto& row : head.rows) row_width = std::max(row_width, 190 + std::min(text_width(row.label, 13), 260.0));
  const double row = head.rows.size() <= 12 ? 20 : 16;
  const auto columns = static_cast<std::size_t>(std::clamp(std::floor((right - x + 22) / (row_width + 22)), 1.0, 4.0));
  const std::size_t rows_a_column = (head.rows.size() + columns - 1) / columns;
  const double height = std::min(static_cast<double>(rows_a_column + 1) * row, 0.5 * options.height);
  const double legend_top = (head.note.empty() ? h.title_baseline : h.formula_baseline) + 13;
  const Legend legend(head.rows, {x, legend_top, right - x, height}, columns, row, 2.2, head.value_title);
  legend.draw_names(list.items);
  legend.draw_headings(list.items);
  for (std::size_t i = 0; i < head.rows.size(); ++i) legend.draw_result(i, list.items);
  top = std::round(legend_top + height + 36);
  return list;
}

void draw_large_curves(const Rectangle& area, std::vector<LargeCurve> curves, std::vector<Item>& items) {
  std::vector<Trail> lines;
  for (auto& curve : curves) {
    const double width = curve.width;
    Trail line{std::move(curve.points), std::move(curve.times), {curve.style.color, width, curve.style.dash}, 0, 0};
    for (double& length : line.stroke.dash) length *= width;
    line.casing = 0.9;
    lines.push_back(std::move(line));
  }
  const TrailLayer layer({area.x, area.y - 3, area.width + 3, area.height + 3}, std::move(lines));
  const auto drawn = layer.whole(std::numeric_limits<double>::infinity());
  items.insert(items.end(), drawn.begin(), drawn.end());
}

Marker curve_end(const MethodStyle& style, const Point& at) {
  return {style.marker, at, 9.5, style.color, {paper, 1.3, {}}, 0};
}

}  // namespace ravine::view
