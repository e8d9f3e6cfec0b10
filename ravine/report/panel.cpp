#include "ravine/report/panel.hpp"

#include <cmath>
#include <iterator>
#include <limits>

#include "ravine/report/axis.hpp"
#include "ravine/report/path.hpp"
#include "ravine/view/geometry/curves.hpp"

namespace ravine::report {
namespace {

// Where a line's head is: at its last point, or where it left the plot for good. page/trail.js says the same.
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

void open_line(Markup& page, const PanelLine& line) {
  page << "<g class=\"";
  page.own(line.owner.look) << "\" ";
  page.own(line.owner.name) << ">";
}

void write_name(Markup& page, const Panel& panel, const PanelLine& line) {
  page.own(panel.name) << "-";
  page.integer(line.number);
}

void write_lines(Markup& page, const Panel& panel, double tolerance) {
  page << "<g class=\"whole\">";
  for (const PanelLine& line : panel.lines) {
    std::vector<view::Point> units;
    units.reserve(line.places.size());
    for (const view::Point& p : line.places) units.push_back({p.x * plot_units, p.y * plot_units});
    Path path;
    path.line(units, {0, 0, plot_units, plot_units}, tolerance);
    open_line(page, line);
    page << "<path id=\"";
    write_name(page, panel, line);
    page << "\" d=\"";
    page.own(path.data()) << "\"/></g>";
  }
  page << "</g><clipPath id=\"past-";
  page.own(panel.name) << "\"><rect x=\"-10000\" y=\"-10000\" width=\"30000\" height=\"30000\"/>"
                       << "</clipPath><g class=\"past\" clip-path=\"url(#past-";
  page.own(panel.name) << ")\">";
  for (const PanelLine& line : panel.lines) {
    open_line(page, line);
    page << "<use class=\"casing\" href=\"#";
    write_name(page, panel, line);
    page << "\"/><use class=\"line\" href=\"#";
    write_name(page, panel, line);
    page << "\"/></g>";
  }
  page << "</g>";
}

}  // namespace

std::vector<view::Point> places_of(const view::Plane& plane, const std::vector<double>& times,
                                   const std::vector<double>& values) {
  std::vector<view::Point> places;
  places.reserve(values.size());
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double value = std::isfinite(values[k]) ? values[k] : std::numeric_limits<double>::quiet_NaN();
    const view::Point at = plane.at({times[k], value});
    places.push_back({at.x / plot_units, at.y / plot_units});
  }
  return places;
}

void write_panel(Markup& page, const Panel& panel, double tolerance) {
  const std::vector<AxisMark> times = marks_of(view::time_ticks(panel.plane.x.high, panel.most_across), panel.plane.x);
  std::vector<AxisMark> heights;
  if (panel.nothing.empty()) heights = marks_of(view::value_ticks(panel.plane.y, panel.most_up), panel.plane.y);
  page << "<div class=\"frame\"><svg class=\"plot\" role=\"img\" aria-label=\"" << panel.label
       << (panel.plane.y.logarithmic ? Literal(", logarithmic") : Literal(""))
       << "\"><svg class=\"inner\" viewBox=\"0 0 10000 10000\" "
          "preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\">";
  write_grid(page, times, heights);
  write_lines(page, panel, tolerance);
  page << "</svg><rect class=\"border\" width=\"100%\" height=\"100%\"/>";
  if (panel.times) write_marks_across(page, times);
  if (panel.times && panel.titled) {
    page << "<svg x=\"50%\" y=\"100%\"><text class=\"axis-title\" y=\"42\">gradient evaluations</text></svg>";
  }
  write_marks_up(page, heights);
  if (!panel.nothing.empty()) {
    page << "<svg x=\"50%\" y=\"50%\"><text class=\"axis-title\">";
    page.plain(panel.nothing) << "</text></svg>";
  }
  page << "<g class=\"heads\">";
  for (const PanelLine& line : panel.lines) write_head(page, line.owner, head_of(line.places));
  page << "</g>" << panel.marks << "</svg></div>";
}

}  // namespace ravine::report
