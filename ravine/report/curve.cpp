#include <string>
#include <string_view>

#include "ravine/report/panel.hpp"
#include "ravine/report/plot.hpp"
#include "ravine/report/trail.hpp"

namespace ravine::report {
namespace {

bool is_gradient(const Curve& curve) { return curve.quantity == view::Quantity::gradient; }

void write_caption(Markup& page, const Curve& curve, const Picture& picture) {
  page << "<figcaption>";
  if (is_gradient(curve)) {
    page << "|∇<i>f</i>|</figcaption>";
    return;
  }
  std::string_view note = picture.reference.note;  // "f* = 0", "best seen: 0.9"
  page << "<i>f</i>" << (picture.reference.known ? Literal(" − <i>f</i>*") : Literal("")) << " <small>";
  if (picture.reference.known) {
    page << "<i>f</i>";
    note.remove_prefix(1);
  }
  page.plain(note) << "</small></figcaption>";
}

void write_curve(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                 const Curve& curve, bool lowest, std::size_t number) {
  Panel panel;
  panel.name = "problem-" + std::to_string(number) + (is_gradient(curve) ? "-g" : "-f");
  panel.label << "Curves of "
              << (is_gradient(curve)        ? Literal("the gradient’s norm")
                  : picture.reference.known ? Literal("f above its minimum")
                                            : Literal("f"))
              << " over gradient evaluations";
  panel.plane = plane_of(picture, curve);
  panel.nothing = curve.range.nothing;
  panel.times = lowest;
  for (const std::size_t run : drawing_order(section, plan, picture)) {
    const view::Trajectory& trajectory = section.scene.trajectories[run];
    const std::vector<double> values = view::values_of(trajectory, curve.quantity, picture.reference);
    if (values.empty()) continue;
    const auto& points = plan.points[run];
    panel.lines.push_back(
        {run, owner_of(run), places_of(panel.plane, chosen(trajectory.step, points), chosen(values, points))});
    if (const auto k = horizon_of(section.rows[run], trajectory))
      write_horizon(panel.marks, owner_of(run), places_of(panel.plane, {trajectory.step[*k]}, {values[*k]}).front());
  }
  page << "<figure class=\"curve\">";
  write_caption(page, curve, picture);
  write_panel(page, panel, line_tolerance * plan.coarseness);
  page << "</figure>\n";
}

}  // namespace

void write_curves(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                  std::size_t number) {
  if (picture.curves.empty()) return;
  page << "<div class=\"curves\">";
  for (const Curve& curve : picture.curves) {
    // Curves stand below each other beside a map, and beside each other without one.
    const bool lowest = !picture.box || &curve == &picture.curves.back();
    write_curve(page, section, plan, picture, curve, lowest, number);
  }
  page << "</div>\n";
}

}  // namespace ravine::report
