#include <cmath>
#include <limits>

#include "ravine/report/axis.hpp"
#include "ravine/report/path.hpp"
#include "ravine/report/plot.hpp"
#include "ravine/report/style.hpp"
#include "ravine/report/trail.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::report {
namespace {

constexpr std::size_t most_across = 7, most_up = 6;  // ticks
constexpr double tolerance = 8;                      // plot units: less than half a pixel

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

// Of a curve's points: fractions of the plot, y from its top; outside of it where the plot does not reach.
std::vector<view::Point> fractions(const view::Trajectory& run, const std::vector<std::size_t>& points,
                                   const Curve& curve, const Picture& picture) {
  const std::vector<double> values = view::values_of(run, curve.quantity, picture.reference);
  const view::Plane plane = plane_of(picture, curve);
  std::vector<view::Point> places;
  if (values.empty()) return places;
  places.reserve(points.size());
  for (const std::size_t k : points) {
    const double value = std::isfinite(values[k]) ? values[k] : std::numeric_limits<double>::quiet_NaN();
    const view::Point at = plane.at({run.step[k], value});
    places.push_back({at.x / plot_units, at.y / plot_units});
  }
  return places;
}

// Where a curve's head is: at its last point, or where it left the plot for good. scene.js says the same.
view::Point head_of(const std::vector<view::Point>& places) {
  const auto outside = [](const view::Point& p) { return p.y < 0 || p.y > 1; };
  const view::Point last = last_known(places);
  if (!outside(last)) return last;
  auto inside = places.rbegin();
  while (inside != places.rend() && !(inside->y >= 0 && inside->y <= 1)) ++inside;
  if (inside == places.rend() || inside == places.rbegin()) return last;
  view::Point out = *std::prev(inside);
  if (!view::is_finite(out)) return last;
  const double edge = out.y > 1 ? 1 : 0, part = (edge - inside->y) / (out.y - inside->y);
  return {inside->x + part * (out.x - inside->x), edge + (out.y > 1 ? 0.01 : -0.01)};
}

void write_curve(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                 const Curve& curve, bool lowest, std::size_t number) {
  const Literal series = is_gradient(curve) ? Literal("g") : Literal("f");
  const auto name_run = [&](std::size_t run) {
    page << "problem-";
    page.integer(number) << "-" << series << "-";
    page.integer(run);
  };
  const view::Plane plane = plane_of(picture, curve);
  const std::vector<AxisMark> times = marks_of(view::time_ticks(plane.x.high, most_across), plane.x);
  std::vector<AxisMark> heights;
  if (curve.range.nothing.empty()) heights = marks_of(view::value_ticks(plane.y, most_up), plane.y);
  page << "<figure class=\"curve\">";
  write_caption(page, curve, picture);
  page << "<div class=\"frame\"><svg class=\"plot\" role=\"img\" aria-label=\"Curves of "
       << (is_gradient(curve)        ? Literal("the gradient’s norm")
           : picture.reference.known ? Literal("f above its minimum")
                                     : Literal("f"))
       << " over gradient evaluations" << (curve.range.logarithmic ? Literal(", logarithmic") : Literal(""))
       << "\"><svg class=\"inner\" viewBox=\"0 0 10000 10000\" "
          "preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\">";
  write_grid(page, times, heights);
  page << "<g class=\"whole\">";
  std::vector<std::size_t> drawn;
  std::vector<std::vector<view::Point>> places;
  for (const std::size_t run : drawing_order(section, plan, picture)) {
    std::vector<view::Point> at = fractions(section.scene.trajectories[run], plan.points[run], curve, picture);
    if (at.empty()) continue;
    std::vector<view::Point> units;
    units.reserve(at.size());
    for (const view::Point& p : at) units.push_back({p.x * plot_units, p.y * plot_units});
    Path path;
    path.line(units, {0, 0, plot_units, plot_units}, tolerance * plan.coarseness);
    page << "<g class=\"";
    write_style_class(page, style_of(run));
    page << "\" data-run=\"";
    page.integer(run) << "\"><path id=\"";
    name_run(run);
    page << "\" d=\"";
    page.own(path.data()) << "\"/></g>";
    drawn.push_back(run);
    places.push_back(std::move(at));
  }
  page << "</g><clipPath id=\"past-";
  page.integer(number) << "-" << series << "\"><rect x=\"-10000\" y=\"-10000\" width=\"30000\" height=\"30000\"/>"
                       << "</clipPath><g class=\"past\" clip-path=\"url(#past-";
  page.integer(number) << "-" << series << ")\">";
  for (const std::size_t run : drawn) {
    page << "<g class=\"";
    write_style_class(page, style_of(run));
    page << "\" data-run=\"";
    page.integer(run) << "\"><use class=\"casing\" href=\"#";
    name_run(run);
    page << "\"/><use class=\"line\" href=\"#";
    name_run(run);
    page << "\"/></g>";
  }
  page << "</g></svg><rect class=\"border\" width=\"100%\" height=\"100%\"/>";
  if (lowest) {
    write_marks_across(page, times);
    page << "<svg x=\"50%\" y=\"100%\"><text class=\"axis-title\" y=\"42\">gradient evaluations</text></svg>";
  }
  write_marks_up(page, heights);
  if (!curve.range.nothing.empty()) {
    page << "<svg x=\"50%\" y=\"50%\"><text class=\"axis-title\">";
    page.plain(curve.range.nothing) << "</text></svg>";
  }
  page << "<g class=\"heads\">";
  for (std::size_t i = 0; i < drawn.size(); ++i) write_head(page, drawn[i], head_of(places[i]));
  page << "</g></svg></div></figure>\n";
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
