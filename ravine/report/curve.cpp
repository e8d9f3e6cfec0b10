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
  if (picture.reference.known) {
    page << "<i>f</i> − <i>f</i>* <small><i>f</i>";
    page.plain(std::string_view(picture.reference.note).substr(1));  // "f* = 0"
  } else {
    page << "<i>f</i> − best seen <small>best seen: ";
    page.plain(view::readable(picture.reference.value, 6));
  }
  page << "</small></figcaption>";
}

// Of a curve's points: fractions of the plot, y from its top. A value below the axis stands on it.
std::vector<view::Point> fractions(const view::Trajectory& run, const std::vector<std::size_t>& points,
                                   const Curve& curve, const Picture& picture) {
  const std::vector<double> values = curve_values(run, curve, picture);
  std::vector<view::Point> places;
  if (values.empty()) return places;
  for (const std::size_t k : points) {
    const double value = values[k];
    double up = value <= 0 ? 0 : (std::log10(value) - curve.decades.low) / (curve.decades.high - curve.decades.low);
    if (!std::isfinite(value)) up = std::numeric_limits<double>::quiet_NaN();
    places.push_back({picture.last > 0 ? run.step[k] / picture.last : 0, 1 - (up < 0 ? 0 : up)});
  }
  return places;
}

void write_curve(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                 const Curve& curve, bool lowest, std::size_t number) {
  const Literal series = is_gradient(curve) ? Literal("g") : Literal("f");
  const auto name_run = [&](std::size_t run) {
    page << "problem-";
    page.integer(number) << "-" << series << "-";
    page.integer(run);
  };
  const std::vector<AxisMark> times = linear_marks(0, picture.last, most_across);
  const std::vector<AxisMark> heights = decade_marks(curve.decades, most_up);
  page << "<figure class=\"curve\">";
  write_caption(page, curve, picture);
  page << "<div class=\"frame\"><svg class=\"plot\" role=\"img\" aria-label=\"Curves of "
       << (is_gradient(curve) ? Literal("the gradient’s norm") : Literal("f above its minimum"))
       << " over gradient evaluations, logarithmic\"><svg class=\"inner\" viewBox=\"0 0 10000 10000\" "
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
  page << "<g class=\"heads\">";
  for (std::size_t i = 0; i < drawn.size(); ++i) write_head(page, drawn[i], last_known(places[i]));
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
