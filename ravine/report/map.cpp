#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/report/axis.hpp"
#include "ravine/report/label_place.hpp"
#include "ravine/report/level_set.hpp"
#include "ravine/report/path.hpp"
#include "ravine/report/plot.hpp"
#include "ravine/report/style.hpp"
#include "ravine/report/trail.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/off_plane.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::report {
namespace {

constexpr double contour_tolerance = 4;  // plot units: a quarter of a pixel
constexpr double text_size = 13;

// The map's width in pixels where there is room for it, as report.css has it: for the places of texts.
double usual_width(const Picture& picture) { return std::min(560.0, 560 * 1.15 * plot_units / picture.height); }

// The points of a run that the page holds, in a map of this width.
std::vector<view::Point> line_of(const view::Trajectory& run, const std::vector<std::size_t>& points,
                                 const view::Plane& plane) {
  std::vector<view::Point> line;
  if (run.x.empty()) return line;
  line.reserve(points.size());
  for (const std::size_t k : points) line.push_back(plane.at({run.x[k], run.y[k]}));
  return line;
}

// The parts of a run's line in the plot that have one of the forms. `forms`: of the line to each point.
void write_part(Markup& page, Literal kind, const std::vector<view::Point>& line,
                const std::vector<view::LineForm>& forms, std::initializer_list<view::LineForm> shown,
                const view::Rectangle& area, double within) {
  Path path;
  const auto is_shown = [&](std::size_t i) { return std::find(shown.begin(), shown.end(), forms[i]) != shown.end(); };
  for (std::size_t i = 1; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() && is_shown(end) == is_shown(i)) ++end;
    if (is_shown(i)) path.line(std::span(line).subspan(i - 1, end - i + 1), area, within);
    i = end;
  }
  page << "<path class=\"" << kind << "\" d=\"";
  page.own(path.data()) << "\"/>";
}

// A ring on each point. page/trail.js says the same.
void write_points(Markup& page, const std::vector<view::Point>& line, const view::Rectangle& area) {
  for (const Literal kind : {Literal("points"), Literal("points hole")}) {
    page << "<path class=\"" << kind << "\" d=\"";
    for (const view::Point& p : line) {
      if (!view::contains(area, p)) continue;
      page << "M";
      page.number(std::round(p.x)) << " ";
      page.number(std::round(p.y)) << "h0";
    }
    page << "\"/>";
  }
}

// Of the lines to the points that the page holds. page/scene.js says the same.
std::vector<view::LineForm> forms_of(const view::Trajectory& run, const std::vector<std::size_t>& points,
                                     const std::vector<view::Point>& line, const view::Plane& plane,
                                     const view::Box& box) {
  std::vector<view::LineForm> forms(points.size(), view::LineForm::full);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto place = std::min(view::off_plane(run, points[i - 1], box), view::off_plane(run, points[i], box));
    forms[i] = view::form_of(place, plane.area(), line[i - 1], line[i]);
  }
  return forms;
}

void write_trails(Markup& page, const Section& section, const SectionPlan& plan, const std::vector<std::size_t>& order,
                  const Picture& picture) {
  const view::Plane plane = plane_of(picture, plot_units);
  const view::Rectangle area = {-plot_units, -picture.height, 3 * plot_units, 3 * picture.height};
  page << "<g class=\"trails\">";
  for (const std::size_t run : order) {
    const view::Trajectory& trajectory = section.scene.trajectories[run];
    if (trajectory.x.empty()) continue;
    const std::vector<view::Point> line = line_of(trajectory, plan.points[run], plane);
    const auto forms = forms_of(trajectory, plan.points[run], line, plane, *picture.box);
    const double within = contour_tolerance * plan.coarseness;
    page << "<g class=\"trail ";
    write_style_class(page, style_of(run));
    page << "\" data-run=\"";
    page.integer(run) << "\">";
    using Form = view::LineForm;
    write_part(page, "casing", line, forms, {Form::full, Form::hollow}, area, within);
    write_part(page, "line", line, forms, {Form::full, Form::hollow}, area, within);
    if (section.scene.slice) {
      write_part(page, "hollow", line, forms, {Form::hollow}, area, within);
      write_part(page, "hair", line, forms, {Form::thin}, area, within);
    }
    if (view::is_graph(section.scene.field)) write_points(page, line, area);
    page << "</g>";
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
class Marks {
 public:
  Marks(const Section& section, const SectionPlan& plan, const std::vector<std::size_t>& order, const Picture& picture)
      : section_(section),
        order_(order),
        picture_(picture),
        plane_(plane_of(picture, usual_width(picture))),
        size_(plane_.area()),
        placer_(size_.width, size_.height) {
    for (const std::size_t run : order_) {
      const view::Trajectory& trajectory = section.scene.trajectories[run];
      placer_.add_line(line_of(trajectory, plan.points[run], plane_));
      last_.push_back(last_known(trajectory));
      if (view::is_finite(last_.back())) placer_.add_mark(shown(last_.back()), 6);
    }
  }

  void write(Markup& page) {
    Markup below, above;  // of the heads
    // Captions and names keep off the line through the start, but for its own value.
    LabelPlacer values = placer_;
    add_start_line();
    write_minimisers(below);
    write_start(below);
    write_names(above);
    values.take_forbidden(placer_);
    write_level_values(page, picture_, values, size_.width);
    page << below << "<g class=\"heads\">";
    for (std::size_t i = 0; i < order_.size(); ++i) {
      Owner owner = owner_of(order_[i]);
      const view::Trajectory& run = section_.scene.trajectories[order_[i]];
      const auto on_plane = view::off_plane(run, run.distance.size() - 1, *picture_.box) == view::OffPlane::on;
      if (section_.scene.slice && !on_plane) owner.look += " outside";
      write_head(page, owner, fraction(plane_.at(last_[i])), size_.height / size_.width);
    }
    page << "</g>";
    for (const std::size_t run : order_) {
      const view::Trajectory& trajectory = section_.scene.trajectories[run];
      if (const auto k = horizon_of(section_.rows[run], trajectory); k && inside({trajectory.x[*k], trajectory.y[*k]}))
        write_horizon(page, owner_of(run), fraction(plane_.at({trajectory.x[*k], trajectory.y[*k]})));
    }
    page << above;
    const auto seen = [&](std::size_t run) { return view::comes_into_view(section_.scene.trajectories[run], plane_); };
    if (std::none_of(order_.begin(), order_.end(), seen))
      page << "<svg x=\"50%\" y=\"50%\"><text class=\"axis-title\">" << Literal(view::nothing_seen) << "</text></svg>";
  }

 private:
  view::Point fraction(const view::Point& pixel) const { return {pixel.x / size_.width, pixel.y / size_.height}; }
  bool inside(const view::Point& p) const { return view::contains(size_, plane_.at(p)); }
  // The pixel of a point of the plane; on the map's edge when it is outside.
  view::Point shown(const view::Point& p) const {
    const view::Point pixel = plane_.at(p);
    return {std::clamp(pixel.x, 0.0, size_.width), std::clamp(pixel.y, 0.0, size_.height)};
  }
  void open(Markup& page, Literal name, const view::Point& p) const {
    const view::Point at = fraction(shown(p));
    open_point(page, name, at.x, at.y);
  }

  void add_start_line() {
    const std::optional<std::size_t> start = picture_.terrain.choice.start;
    const auto& sets = picture_.terrain.sets.sets;
    if (!start || *start >= sets.size()) return;
    for (const view::LevelLine& line : sets[*start].lines) {
      std::vector<view::Point> pixels;
      pixels.reserve(line.points.size());
      for (const view::Point& p : line.points) pixels.push_back(plane_.at(p));
      placer_.add_line(pixels);
    }
  }

  void write_minimisers(Markup& page) {
    for (const view::Point& minimiser : section_.scene.minimisers) {
      if (!inside(minimiser)) continue;
      open(page, "minimiser", minimiser);
      page << "<use href=\"#star\"/></svg>";
      placer_.add_mark(shown(minimiser), 9);
    }
  }

  void write_start(Markup& page) {
    if (!section_.scene.start || !inside(*section_.scene.start)) return;
    const view::Point start = *section_.scene.start;
    open(page, "start", start);
    page << "<circle r=\"5.5\"/></svg>";
    placer_.add_mark(shown(start), 6);
    const std::string text = view::start_text(section_.scene);
    if (const auto place = placer_.place(text, text_size, shown(start), 200)) {
      open(page, "caption", start);
      write_text(page, *place, text);
    }
  }

  // At the ends of trails; with one that left the view, where it went.
  void write_names(Markup& page) {
    page << "<g class=\"names\">";
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (!view::is_finite(last_[i])) continue;
      std::string text = view::one_line(section_.rows[order_[i]].label);
      if (!inside(last_[i])) text.append(" → ").append(view::place_text(section_.scene, last_[i]));
      const auto place = placer_.place(text, text_size, shown(last_[i]), 10);
      if (!place) continue;
      const view::Point at = fraction(shown(last_[i]));
      page << "<svg class=\"name ";
      write_style_class(page, style_of(order_[i]));
      page << "\" data-run=\"";
      page.integer(order_[i]) << "\" x=\"";
      write_percent(page, at.x);
      page << "\" y=\"";
      write_percent(page, at.y);
      page << "\">";
      write_text(page, *place, text);
    }
    page << "</g>";
  }

  const Section& section_;
  const std::vector<std::size_t>& order_;
  const Picture& picture_;
  view::Plane plane_;
  view::Rectangle size_;
  LabelPlacer placer_;
  std::vector<view::Point> last_;  // of each run in `order`: where it was last known to be
};

// What the longest title that an axis of this many pixels has room for says beyond the name.
std::string beyond_name(const std::string& name, const std::vector<std::string>& titles, double room) {
  for (const std::string& title : titles)
    if (title.starts_with(name) && view::text_width(title, 14) <= room) return title.substr(name.size());
  return {};
}

// The name for itself, which the page's read-out takes, and what the title says more: on the usual map, of which the
// axis takes `length` pixels, and on the narrowest one.
void write_axis_name(Markup& page, const std::string& name, const std::vector<std::string>& titles, double length) {
  page << "<tspan>";
  page.plain(name) << "</tspan>";
  if (titles.empty()) return;
  page << "<tspan class=\"more\">";
  page.plain(beyond_name(name, titles, length)) << "</tspan><tspan class=\"more narrow\">";
  page.plain(beyond_name(name, titles, narrowest_map * length)) << "</tspan>";
}

void write_axes(Markup& page, const view::Scene& scene, const Picture& picture) {
  const double aspect = picture.height / plot_units, width = usual_width(picture);
  const auto most = [](double part) { return static_cast<std::size_t>(std::clamp(std::lround(10 * part), 4L, 10L)); };
  page << "<rect class=\"border\" width=\"100%\" height=\"100%\"/>";
  write_marks_across(page, linear_marks(picture.box->x_low, picture.box->x_high, most(std::min(1.0, 1.15 / aspect))));
  write_marks_up(page, linear_marks(picture.box->y_low, picture.box->y_high, most(std::min(1.15, aspect))));
  page << "<svg x=\"50%\" y=\"100%\"><text class=\"axis-name\" y=\"42\" text-anchor=\"middle\">";
  write_axis_name(page, scene.x_name, scene.x_titles, width);
  page << "</text></svg><svg x=\"0\" y=\"50%\"><text class=\"axis-name\" "
       << (scene.y_titles.empty() ? Literal("x=\"-44\" y=\"5\"")
                                  : Literal("transform=\"translate(-47 0) rotate(-90)\""))
       << " text-anchor=\"middle\">";
  write_axis_name(page, scene.y_name, scene.y_titles, width * aspect);
  page << "</text></svg>";
  const std::string note = view::level_note(picture.terrain);
  if (note.empty() || scene.slice) return;
  page << "<svg x=\"100%\" y=\"100%\"><text class=\"map-note\" y=\"41\" text-anchor=\"end\">";
  page.plain(note) << "</text></svg>";
}

}  // namespace

void write_map(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture) {
  if (!picture.box) return;
  const std::vector<std::size_t> order = drawing_order(section, plan, picture);
  page << "<figure class=\"map\"><div class=\"frame\"><svg class=\"plot\" role=\"img\" aria-label=\"Map of f with the "
          "trails of the runs\">";
  write_hatch(page, picture);
  page << "<svg class=\"inner\" viewBox=\"0 0 10000 ";
  page.number(std::round(picture.height)) << "\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\">";
  write_level_sets(page, picture, plan.coarseness);
  write_trails(page, section, plan, order, picture);
  page << "</svg>";
  write_axes(page, section.scene, picture);
  Marks(section, plan, order, picture).write(page);
  page << "</svg></div>";
  if (section.scene.slice) {
    page << "<figcaption>";
    page.plain(view::slice_note(section.scene, view::level_note(picture.terrain), HUGE_VAL, text_size))
        << "</figcaption>";
  }
  page << "</figure>\n";
}

}  // namespace ravine::report
