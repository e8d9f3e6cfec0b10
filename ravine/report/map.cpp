#include <algorithm>
#include <cmath>
#include <string>

#include "ravine/report/axis.hpp"
#include "ravine/report/label_place.hpp"
#include "ravine/report/level_set.hpp"
#include "ravine/report/path.hpp"
#include "ravine/report/plot.hpp"
#include "ravine/report/style.hpp"
#include "ravine/report/trail.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::report {
namespace {

constexpr double usual_width = 560;  // pixels of the widest map, report.css: for the places of texts
constexpr double tolerance = 4;      // plot units: a quarter of a pixel
constexpr double text_size = 13;

// The map's coordinates: from the plane to fractions of the plot, y from its top.
class Projection {
 public:
  Projection(const view::Box& box, double height) : box_(box), height_(height) {}
  view::Point fraction(double x, double y) const {
    return {(x - box_.x_low) / (box_.x_high - box_.x_low), (box_.y_high - y) / (box_.y_high - box_.y_low)};
  }
  view::Point units(double x, double y) const {
    const view::Point p = fraction(x, y);
    return {p.x * plot_units, p.y * height_};
  }

 private:
  view::Box box_;
  double height_;
};

std::string coordinates(const view::Point& p) {
  std::string text("(");
  return text.append(view::readable(p.x)).append(", ").append(view::readable(p.y)).append(")");
}

void write_trails(Markup& page, const Section& section, const SectionPlan& plan, const std::vector<std::size_t>& order,
                  const Projection& projection, double height) {
  page << "<g class=\"trails\">";
  for (const std::size_t run : order) {
    const view::Trajectory& trajectory = section.scene.trajectories[run];
    if (trajectory.x.empty()) continue;
    std::vector<view::Point> points;
    for (const std::size_t k : plan.points[run]) points.push_back(projection.units(trajectory.x[k], trajectory.y[k]));
    Path path;
    path.line(points, {-plot_units, 2 * plot_units, -height, 2 * height}, tolerance * plan.coarseness);
    page << "<g class=\"trail ";
    write_style_class(page, style_of(run));
    page << "\" data-run=\"";
    page.integer(run) << "\"><path class=\"casing\" d=\"";
    page.own(path.data()) << "\"/><path class=\"line\" d=\"";
    page.own(path.data()) << "\"/></g>";
  }
  page << "</g>";
}

void write_text(Markup& page, const LabelPlace& place, const std::string& text) {
  page << "<text x=\"";
  page.number(place.dx, 4) << "\" y=\"";
  page.number(place.dy, 4) << "\"" << (place.at_end ? Literal(" text-anchor=\"end\"") : Literal("")) << ">";
  page.plain(text) << "</text></svg>";
}

// Start, minimum, heads, the names that find room beside them, and values of levels where there still is some.
void write_marks(Markup& page, const Section& section, const SectionPlan& plan, const std::vector<std::size_t>& order,
                 const Projection& projection, const Picture& picture) {
  const view::Scene& scene = section.scene;
  const double aspect = picture.height / plot_units;
  const double width = std::min(usual_width, usual_width * 1.15 / aspect), height = width * aspect;
  const auto inside = [](const view::Point& p) { return p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1; };
  const auto pixels = [&](const view::Point& p) {
    return view::Point{std::clamp(p.x, 0.0, 1.0) * width, std::clamp(p.y, 0.0, 1.0) * height};
  };
  LabelPlacer placer(width, height);
  // Where each run was last known to be: its point in the plane, and that as fractions.
  std::vector<view::Point> last(scene.trajectories.size()), ends(scene.trajectories.size());
  std::vector<std::vector<view::Point>> lines;
  for (const std::size_t run : order) {
    const view::Trajectory& trajectory = scene.trajectories[run];
    lines.emplace_back();
    for (const std::size_t k : plan.points[run]) {
      if (trajectory.x.empty()) break;
      const view::Point p = projection.fraction(trajectory.x[k], trajectory.y[k]);
      lines.back().push_back({p.x * width, p.y * height});
    }
    last[run] = last_known(trajectory);
    ends[run] = projection.fraction(last[run].x, last[run].y);
    if (std::isfinite(ends[run].x)) placer.add_mark(pixels(ends[run]), 6);
  }
  placer.add_lines(lines);

  Markup below, above;  // of the heads
  for (const view::Point& minimiser : scene.minimisers) {
    const view::Point p = projection.fraction(minimiser.x, minimiser.y);
    if (!inside(p)) continue;
    open_point(below, "minimiser", p.x, p.y);
    below << "<use href=\"#star\"/></svg>";
    placer.add_mark(pixels(p), 9);
  }
  if (scene.start) {
    const view::Point p = projection.fraction(scene.start->x, scene.start->y);
    if (inside(p)) {
      open_point(below, "start", p.x, p.y);
      below << "<circle r=\"5.5\"/></svg>";
      placer.add_mark(pixels(p), 6);
      const std::string text = "start " + coordinates(*scene.start);
      if (const auto place = placer.place(text, text_size, pixels(p), 200)) {
        open_point(below, "caption", p.x, p.y);
        write_text(below, *place, text);
      }
    }
  }
  above << "<g class=\"names\">";
  for (const std::size_t run : order) {
    if (!std::isfinite(ends[run].x)) continue;
    std::string text = section.rows[run].label;
    if (!inside(ends[run])) text.append(" → ").append(coordinates(last[run]));
    const auto place = placer.place(text, text_size, pixels(ends[run]), 10);
    if (!place) continue;
    const view::Point at = pixels(ends[run]);
    above << "<svg class=\"name ";
    write_style_class(above, style_of(run));
    above << "\" data-run=\"";
    above.integer(run) << "\" x=\"";
    write_percent(above, at.x / width);
    above << "\" y=\"";
    write_percent(above, at.y / height);
    above << "\">";
    write_text(above, *place, text);
  }
  above << "</g>";
  write_level_values(page, picture, placer, width);
  page << below << "<g class=\"heads\">";
  for (const std::size_t run : order) write_head(page, run, ends[run], aspect);
  page << "</g>" << above;
}

void write_axes(Markup& page, const view::Scene& scene, const view::Box& box, double aspect) {
  const auto most = [](double part) { return static_cast<std::size_t>(std::clamp(std::lround(10 * part), 4L, 10L)); };
  page << "<rect class=\"border\" width=\"100%\" height=\"100%\"/>";
  write_marks_across(page, linear_marks(box.x_low, box.x_high, most(std::min(1.0, 1.15 / aspect))));
  write_marks_up(page, linear_marks(box.y_low, box.y_high, most(std::min(1.15, aspect))));
  page << "<svg x=\"50%\" y=\"100%\"><text class=\"axis-name\" y=\"42\" text-anchor=\"middle\">";
  page.plain(scene.x_name) << "</text></svg><svg x=\"0\" y=\"50%\"><text class=\"axis-name\" x=\"-44\" y=\"5\" "
                              "text-anchor=\"middle\">";
  page.plain(scene.y_name) << "</text></svg>";
}

}  // namespace

void write_map(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture) {
  if (!picture.box) return;
  const Projection projection(*picture.box, picture.height);
  const std::vector<std::size_t> order = drawing_order(section, plan);
  page << "<figure class=\"map\"><div class=\"frame\"><svg class=\"plot\" role=\"img\" aria-label=\"Map of f with the "
          "trails of the runs\">";
  write_hatch(page, picture);
  page << "<svg class=\"inner\" viewBox=\"0 0 10000 ";
  page.number(std::round(picture.height)) << "\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\">";
  write_level_sets(page, picture, plan.coarseness);
  write_trails(page, section, plan, order, projection, picture.height);
  page << "</svg>";
  write_axes(page, section.scene, *picture.box, picture.height / plot_units);
  write_marks(page, section, plan, order, projection, picture);
  page << "</svg></div></figure>\n";
}

}  // namespace ravine::report
