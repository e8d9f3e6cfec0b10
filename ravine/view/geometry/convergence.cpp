// The curves of all runs, large, each named at its end.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "ravine/view/geometry/legend.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/shared.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"
#include "ravine/view/geometry/trails.hpp"

namespace ravine::view {

DisplayList Figures::convergence() const {
  const Shared& s = *shared_;
  DisplayList list{s.options.width, s.options.height, paper, {}};
  const std::string title = one_line(s.scene.title), formula = one_line(s.scene.formula);
  const double whole = s.options.width - 2 * outer_margin, x = outer_margin + 14;
  const std::string head = title.empty() ? formula : title;
  const Header h = header_of(s.options.height);
  list.items.emplace_back(
      Text{elided(head, whole, h.title_size, true), {x, h.title_baseline}, h.title_size, ink, Anchor::start, true});
  const bool second = !title.empty() && !formula.empty();
  if (second)
    list.items.emplace_back(
        Text{elided(formula, whole, h.formula_size), {x, h.formula_baseline}, h.formula_size, soft_ink});

  std::vector<const Trajectory*> runs;
  runs.reserve(s.scene.trajectories.size());
  for (const Trajectory& run : s.scene.trajectories) runs.push_back(&run);
  const auto last = last_values(runs, s.reference);
  std::vector<LegendRow> rows;
  rows.reserve(runs.size());
  double row_width = 240;
  for (std::size_t i = 0; i < s.scene.trajectories.size(); ++i) {
    const Actor actor = s.actor(i);
    row_width = std::max(row_width, 190 + std::min(text_width(actor.label, 13), 260.0));
    rows.push_back({actor.style, actor.label, last[i], one_line(actor.run->outcome), actor.run->failed});
  }
  double labels = 0;
  for (const CurveRange& range : s.ranges) labels = std::max(labels, value_label_width(range, 300));
  const double left = std::round(x + labels + 10), right = std::round(s.options.width - outer_margin - 4);
  const double bottom = s.options.height - 14 - 44;
  // The legend across the picture, above the panels.
  const double row = rows.size() <= 12 ? 20 : 16;
  const auto columns = static_cast<std::size_t>(std::clamp(std::floor((right - x + 22) / (row_width + 22)), 1.0, 4.0));
  const std::size_t rows_a_column = (rows.size() + columns - 1) / columns;
  const double legend_height = std::min(static_cast<double>(rows_a_column + 1) * row, 0.5 * s.options.height);
  const double legend_top = (second ? h.formula_baseline : h.title_baseline) + 13,
               top = std::round(legend_top + legend_height + 36);
  const Legend legend(rows, {x, legend_top, right - x, legend_height}, columns, row, 2.2,
                      title_of(Quantity::excess, s.reference));
  legend.draw_names(list.items);
  legend.draw_headings(list.items);
  for (std::size_t i = 0; i < rows.size(); ++i) legend.draw_result(i, list.items);

  const auto count = static_cast<double>(s.quantities.size());
  const double between = 40, each = std::round((bottom - top - (count - 1) * between) / std::max(count, 1.0));
  for (std::size_t k = 0; k < s.quantities.size(); ++k) {
    const double panel_top = std::round(top + static_cast<double>(k) * (each + between));
    const Plane plane{{0, std::max(s.time, 1.0), left, right}, scale_of(s.ranges[k], panel_top + each, panel_top)};
    draw_panel(
        {plane, title_of(s.quantities[k], s.reference), s.quantities[k] == Quantity::excess ? s.reference.note : "",
         k + 1 == s.quantities.size(), s.ranges[k].nothing},
        list.items);
    std::vector<Trail> lines;
    std::vector<Item> markers;
    for (std::size_t i = 0; i < s.scene.trajectories.size(); ++i) {
      const Actor actor = s.actor(i);
      const auto values = values_of(*actor.run, s.quantities[k], s.reference);
      CurvePoints curve = curve_points(*actor.run, values, plane);
      const std::size_t count_points = std::min(values.size(), actor.run->step.size());
      if (count_points > 0 && on_scale(plane, values[count_points - 1])) {
        const Point at = plane.at({actor.run->step[count_points - 1], values[count_points - 1]});
        markers.emplace_back(Marker{actor.style.marker, at, 9.5, actor.style.color, {actor.style.casing, 1.3, {}}, 0});
      }
      if (auto leaves = departure(*actor.run, values, plane)) {
        leaves->arrow.fill = actor.style.color;
        leaves->arrow.outline = {actor.style.casing, 1.2, {}};
        markers.emplace_back(leaves->arrow);
      }
      Trail line{
          std::move(curve.points), std::move(curve.times), {actor.style.color, 2.2, actor.style.dash}, 0, paper, 0};
      for (double& length : line.stroke.dash) length *= 2.2;
      line.casing = actor.style.casing == paper ? 0.9 : 0.6;
      line.casing_color = actor.style.casing;
      lines.push_back(std::move(line));
    }
    const TrailLayer layer({left, panel_top - 3, right - left + 3, each + 3}, std::move(lines));
    auto items = layer.whole(std::numeric_limits<double>::infinity());
    list.items.insert(list.items.end(), items.begin(), items.end());
    list.items.insert(list.items.end(), markers.begin(), markers.end());
  }
  return list;
}

DisplayList convergence_figure(const Scene& scene, const FigureOptions& options) {
  return Figures(scene, options).convergence();
}

}  // namespace ravine::view
