// The curves of all runs, large, each named at its end.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ravine/view/geometry/curve_figure.hpp"
#include "ravine/view/geometry/shared.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {

DisplayList Figures::convergence() const {
  const Shared& s = *shared_;
  const std::string title = one_line(s.scene.title), formula = one_line(s.scene.formula);
  std::vector<const Trajectory*> runs;
  runs.reserve(s.scene.trajectories.size());
  for (const Trajectory& run : s.scene.trajectories) runs.push_back(&run);
  const auto last = last_values(runs, s.reference);
  CurveHead head{
      title.empty() ? formula : title, title.empty() ? "" : formula, {}, title_of(Quantity::excess, s.reference)};
  head.rows.reserve(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Actor actor = s.actor(i);
    head.rows.push_back({actor.style, actor.label, last[i], one_line(actor.run->outcome), actor.run->failed, "",
                         one_line(actor.run->settings)});
  }
  double top = 0, labels = 0;
  DisplayList list = curve_list(head, s.options, top);
  for (const CurveRange& range : s.ranges) labels = std::max(labels, value_label_width(range, 300));
  const double left = panels_left(labels), right = panels_right(s.options), bottom = s.options.height - panels_below;
  const auto count = static_cast<double>(s.quantities.size());
  const double between = 40, each = std::round((bottom - top - (count - 1) * between) / std::max(count, 1.0));
  for (std::size_t k = 0; k < s.quantities.size(); ++k) {
    const double panel_top = std::round(top + static_cast<double>(k) * (each + between));
    const Plane plane{{0, std::max(s.time, 1.0), left, right}, scale_of(s.ranges[k], panel_top + each, panel_top)};
    draw_panel(
        {plane, title_of(s.quantities[k], s.reference), s.quantities[k] == Quantity::excess ? s.reference.note : "",
         k + 1 == s.quantities.size(), s.ranges[k].nothing},
        list.items);
    std::vector<LargeCurve> lines;
    std::vector<Item> markers;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Actor actor = s.actor(i);
      const auto values = values_of(*actor.run, s.quantities[k], s.reference);
      CurvePoints curve = curve_points(*actor.run, values, plane);
      const std::size_t count_points = std::min(values.size(), actor.run->step.size());
      if (count_points > 0 && on_scale(plane, values[count_points - 1]))
        markers.emplace_back(
            curve_end(actor.style, plane.at({actor.run->step[count_points - 1], values[count_points - 1]})));
      if (auto leaves = departure(*actor.run, values, plane)) {
        leaves->arrow.fill = actor.style.color;
        leaves->arrow.outline = {paper, 1.2, {}};
        markers.emplace_back(leaves->arrow);
      }
      lines.push_back({actor.style, std::move(curve.points), std::move(curve.times)});
    }
    draw_large_curves({left, panel_top, right - left, each}, std::move(lines), list.items);
    list.items.insert(list.items.end(), markers.begin(), markers.end());
  }
  return list;
}

DisplayList convergence_figure(const Scene& scene, const FigureOptions& options) {
  return Figures(scene, options).convergence();
}

}  // namespace ravine::view
