// Race and single run: one composition of map, curves and legend, still or moving.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/geometry/frame_times.hpp"
#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/legend.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/off_plane.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/shared.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"
#include "ravine/view/geometry/trails.hpp"

namespace ravine::view {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

void append(std::vector<Item>& to, std::vector<Item> items) {
  to.insert(to.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

double pixel_length(const Trajectory& run, const Plane& plane) {
  double length = 0;
  const Rectangle area = plane.area();
  for (std::size_t i = 1; i < run.step.size(); ++i)
    if (const auto seen = inside(area, {plane.at({run.x[i - 1], run.y[i - 1]}), plane.at({run.x[i], run.y[i]})}))
      length += std::hypot(seen->b.x - seen->a.x, seen->b.y - seen->a.y);
  return length;
}

Trail map_trail(const Actor& actor, const Plane& plane, const Box& box, double width, bool dots) {
  Trail trail;
  for (std::size_t i = 0; i < actor.run->step.size(); ++i)
    trail.points.push_back(plane.at({actor.run->x[i], actor.run->y[i]}));
  // A line is as far off the plane as the nearer one of its ends.
  for (std::size_t i = 0; i < actor.run->distance.size(); ++i) {
    const std::size_t before = i > 0 ? i - 1 : 0;
    const auto place = std::min(off_plane(*actor.run, before, box), off_plane(*actor.run, i, box));
    trail.forms.push_back(form_of(place, plane.area(), trail.points[before], trail.points[i]));
  }
  trail.times = actor.run->step;
  trail.stroke = {actor.style.color, width, actor.style.dash};
  for (double& length : trail.stroke.dash) length *= width;
  trail.casing = 1.2;
  if (dots) trail.dot = width + 0.6;
  return trail;
}

// On a graph the points are what counts, the lines between them only lead from one to the next.
Trail graph_trail(const Actor& actor, const Plane& plane) {
  constexpr double width = 1.3;
  Trail trail = map_trail(actor, plane, {}, width, true);
  trail.casing = 0.8;
  trail.dot = 5.5;
  return trail;
}

class Composition {
 public:
  Composition(const Figures::Shared& shared, std::vector<Actor> actors, std::string title, bool single)
      : shared_(shared),
        scene_(shared.scene),
        actors_(std::move(actors)),
        single_(single),
        plane_(shared.map_plane(single)),
        layout_(shared.layout(single)),
        header_(header_of(shared.options.height)),
        title_(std::move(title)),
        line_width_(actors_.size() <= 6    ? 2.6
                    : actors_.size() <= 10 ? 2.2
                                           : 1.8),
        layer_(plane_.area(), trails(), true) {
    for (const Actor& actor : actors_)
      if (!actor.run->step.empty()) end_ = std::max(end_, actor.run->step.back());
    make_panels();
  }

  Film film() {
    Film film;
    film.background = background();
    film.last_seconds = shared_.options.last_seconds;
    std::vector<const Trajectory*> runs;
    for (const Actor& actor : actors_) runs.push_back(actor.run);
    const auto times = frame_times(runs, plane_, std::max<std::size_t>(shared_.options.frames, 2));
    // What stands beside the map of one run changes little: refreshing it twice as often costs no more.
    const std::size_t every =
        std::max<std::size_t>(single_ ? (shared_.options.side_every + 1) / 2 : shared_.options.side_every, 1);
    double before = never, side_before = never, side = never;
    for (std::size_t i = 0; i + 1 < times.size(); ++i) {
      if (i % every == 0) side = times[i];
      film.frames.push_back(frame(before, times[i], side_before, side));
      before = times[i];
      side_before = side;
    }
    film.last = film.background;
    append(film.last.items, layer_.whole(end_));
    for (const Panel& panel : panels_) append(film.last.items, panel.layer.whole(end_));
    results(never, std::numeric_limits<double>::infinity(), film.last.items);
    curve_ends(film.last.items);
    heads(end_, film.last.items);
    side_overlay(end_, film.last.items);
    return film;
  }

 private:
  struct Panel {
    Quantity quantity;
    CurvePanel drawn;
    TrailLayer layer;
    std::vector<std::vector<double>> values;  // an actor
  };

  // From the longest to the shortest: the shortest is drawn last, above the others.
  std::vector<Trail> trails() const {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < actors_.size(); ++i) order.emplace_back(pixel_length(*actors_[i].run, plane_), i);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Trail> trails;
    trails.reserve(order.size());
    for (const auto& [length, i] : order)
      trails.push_back(is_graph(scene_.field) ? graph_trail(actors_[i], plane_)
                                              : map_trail(actors_[i], plane_, shared_.box, line_width_, single_));
    return trails;
  }

  void make_panels() {
    const auto quantities = shared_.quantities;
    for (std::size_t k = 0; k < quantities.size() && k < layout_.panels.size(); ++k) {
      const Rectangle& area = layout_.panels[k];
      // A lone run has the panel to itself.
      const CurveRange range =
          single_ ? curve_range({actors_[0].run}, quantities[k], shared_.reference) : shared_.ranges[k];
      Plane plane{{0, std::max(shared_.time, 1.0), area.x, area.x + area.width},
                  scale_of(range, area.y + area.height, area.y)};
      CurvePanel drawn{plane, title_of(quantities[k], shared_.reference),
                       quantities[k] == Quantity::excess ? shared_.reference.note : "",
                       !layout_.stacked || k + 1 == layout_.panels.size(), range.nothing};
      std::vector<Trail> lines;
      std::vector<std::vector<double>> values;
      for (const Actor& actor : actors_) {
        values.push_back(values_of(*actor.run, quantities[k], shared_.reference));
        CurvePoints curve = curve_points(*actor.run, values.back(), plane);
        Trail line{std::move(curve.points), std::move(curve.times), {actor.style.color, 2, actor.style.dash}, 0, 0};
        for (double& length : line.stroke.dash) length *= 2;
        lines.push_back(std::move(line));
      }
      const Rectangle clip{area.x, area.y - 3, area.width + 3, area.height + 3};
      Panel panel{quantities[k], drawn, TrailLayer(clip, std::move(lines)), std::move(values)};
      for (std::size_t i = 0; i < actors_.size(); ++i)
        if (auto leaves = departure(*actors_[i].run, panel.values[i], plane)) {
          leaves->arrow.fill = actors_[i].style.color;
          leaves->arrow.outline = {paper, 1.2, {}};
          const Point at = leaves->arrow.center;
          panel.layer.add_mark(leaves->arrow, {at.x - 9, at.y - 9, 18, 18}, leaves->time);
        }
      panels_.push_back(std::move(panel));
    }
  }

  std::vector<LegendRow> legend_rows() const {
    std::vector<const Trajectory*> runs;
    runs.reserve(actors_.size());
    for (const Actor& actor : actors_) runs.push_back(actor.run);
    const auto values = last_values(runs, shared_.reference);
    std::vector<LegendRow> rows;
    rows.reserve(actors_.size());
    for (std::size_t i = 0; i < actors_.size(); ++i)
      rows.push_back({actors_[i].style, actors_[i].label, values[i], one_line(runs[i]->outcome), runs[i]->failed,
                      scene_.slice ? off_plane_text(*runs[i]) : "", one_line(runs[i]->settings)});
    return rows;
  }
  Legend legend() const {
    return {legend_rows(),      layout_.legend, layout_.legend_columns,
            layout_.row_height, line_width_,    title_of(Quantity::excess, shared_.reference)};
  }

  DisplayList background() {
    DisplayList list{shared_.options.width, shared_.options.height, paper, shared_.terrain_items(single_)};
    const Rectangle inner = grown(plane_.area(), -4);
    // Marks and names keep off the line through the start, levels' values off the trails and all that was marked.
    Room names(inner), values(inner);
    for (const Actor& actor : actors_) {
      std::vector<Point> points;
      points.reserve(actor.run->step.size());
      for (std::size_t i = 0; i < actor.run->step.size(); ++i)
        points.push_back(plane_.at({actor.run->x[i], actor.run->y[i]}));
      names.take_line(points);
      values.take_line(points, 1, 2 * line_width_);  // they lie below the trails, which may be wide
    }
    take_start_line(shared_.terrain, plane_, names);
    annotate(scene_, actors_, plane_, !single_, names, layer_);
    values.take_forbidden(names);
    draw_level_labels(shared_.terrain, plane_, values, list.items);
    draw_map_axes(plane_, scene_, list.items);
    if (std::none_of(actors_.begin(), actors_.end(),
                     [&](const Actor& actor) { return comes_into_view(*actor.run, plane_); }))
      say_nothing_is_seen(list.items);
    titles(list.items);
    counter_frame(list.items);
    for (const Panel& panel : panels_) {
      draw_panel(panel.drawn, list.items);
      faint_course(panel, list.items);
    }
    if (!single_) legend().draw_names(list.items);
    return list;
  }

  void say_nothing_is_seen(std::vector<Item>& items) const {
    const Rectangle area = plane_.area();
    const Point middle{area.x + area.width / 2, area.y + area.height / 2};
    items.emplace_back(Text{elided(nothing_seen, area.width - 8, 14),
                            middle,
                            14,
                            ink,
                            Anchor::middle,
                            false,
                            false,
                            false,
                            0,
                            {paper, 4, {}}});
  }

  void titles(std::vector<Item>& items) const {
    const double counter_width = 210, room = shared_.options.width - 2 * outer_margin - counter_width;
    const Header& h = header_;
    const double x = outer_margin + 14;
    std::string title = title_, formula = one_line(scene_.formula);
    if (title.empty()) std::swap(title, formula);
    items.emplace_back(
        Text{elided(title, room, h.title_size, true), {x, h.title_baseline}, h.title_size, ink, Anchor::start, true});
    if (single_) {
      const double after = text_width(title, h.title_size, true) + 12;
      const std::string settings =
          fitting_settings(one_line(actors_[0].run->settings), room - after, h.formula_size - 1);
      items.emplace_back(Text{settings, {x + after, h.title_baseline}, h.formula_size - 1, soft_ink});
    }
    if (!formula.empty()) {
      const double whole = shared_.options.width - 2 * outer_margin;
      const double size = text_width(formula, h.formula_size) <= whole ? h.formula_size : 13;
      items.emplace_back(Text{elided(formula, whole, size), {x, h.formula_baseline}, size, soft_ink});
    }
    const std::string note = level_note(shared_.terrain);
    const Rectangle area = plane_.area();
    if (scene_.slice) {
      // From the left end of the labels on: the note is long.
      const double left = outer_margin + 14, right = area.x + area.width, note_size = 11.5;
      items.emplace_back(Text{slice_note(scene_, note, right - left, note_size),
                              {right, area.y + area.height + 38 + slice_note_height},
                              note_size,
                              soft_ink,
                              Anchor::end});
    } else if (!note.empty() && area.width > 220)
      items.emplace_back(Text{note, {area.x + area.width, area.y + area.height + 38}, 11.5, soft_ink, Anchor::end});
  }

  // What is to come, pale, below the curves.
  void faint_course(const Panel& panel, std::vector<Item>& items) const {
    const Rectangle area = panel.drawn.plane.area();
    std::vector<Trail> lines;
    for (std::size_t i = 0; i < actors_.size(); ++i) {
      CurvePoints curve = curve_points(*actors_[i].run, panel.values[i], panel.drawn.plane);
      lines.push_back(
          {std::move(curve.points), std::move(curve.times), {faint(actors_[i].style.color, 0.28), 1.2, {}}, 0, 0});
    }
    append(items, TrailLayer({area.x, area.y - 3, area.width + 3, area.height + 3}, std::move(lines)).whole(end_));
  }

  // The map goes on from `before` to `now`; what is beside it, not in every frame, from `side_before` to `side`.
  Film::Frame frame(double before, double now, double side_before, double side) const {
    Film::Frame frame;
    frame.seconds = shared_.options.frame_seconds;
    layer_.reveal(before, now, frame);
    if (side > side_before) {
      for (const Panel& panel : panels_) panel.layer.reveal(side_before, side, frame);
      results(side_before, side, frame.lasting);
    }
    heads(now, frame.overlay);
    side_overlay(side, frame.overlay);
    return frame;
  }

  bool ended(const Actor& actor, double now) const { return actor.run->step.empty() || actor.run->step.back() <= now; }

  // What a legend row says from the moment its run has ended, with headings from the first one on.
  void results(double before, double now, std::vector<Item>& items) const {
    if (single_) {
      if (ended(actors_[0], now) && !ended(actors_[0], before)) facts(items);
      return;
    }
    const Legend rows = legend();
    const auto any_ended = [&](double time) {
      return std::any_of(actors_.begin(), actors_.end(),
                         [&](const Actor& actor) { return !actor.run->step.empty() && ended(actor, time); });
    };
    if (any_ended(now) && !any_ended(before)) rows.draw_headings(items);
    for (std::size_t i = 0; i < actors_.size(); ++i)
      if (!actors_[i].run->step.empty() && actors_[i].run->step.back() > before && actors_[i].run->step.back() <= now)
        rows.draw_result(i, items);
  }

  // A run's marker on its curve; `moving` is lighter, it comes in every frame.
  void curve_marker(const Panel& panel, std::size_t actor, double now, bool moving, std::vector<Item>& items) const {
    const std::size_t count = std::min(reached(*actors_[actor].run, now), panel.values[actor].size());
    if (count == 0 || !on_scale(panel.drawn.plane, panel.values[actor][count - 1])) return;
    const MethodStyle& style = actors_[actor].style;
    const Point at = panel.drawn.plane.at({actors_[actor].run->step[count - 1], panel.values[actor][count - 1]});
    items.emplace_back(Marker{style.marker, at, moving ? 7.5 : 8.5, style.color, {paper, moving ? 0 : 1.2, {}}, 0});
  }
  void curve_ends(std::vector<Item>& items) const {
    for (const Panel& panel : panels_)
      for (std::size_t i = 0; i < actors_.size(); ++i) curve_marker(panel, i, end_, false, items);
  }

  // What is this frame's only: heads on the map; beside it the curves' heads and the counter. A run that has not left
  // its start has no head yet: all of them would lie on the ring that marks it.
  void heads(double now, std::vector<Item>& items) const {
    const Rectangle area = plane_.area();
    items.emplace_back(PushClip{area});
    for (const Actor& actor : actors_) {
      const std::size_t count = reached(*actor.run, now);
      if (count <= 1 || ended(actor, now)) continue;
      const Point at = plane_.at({actor.run->x[count - 1], actor.run->y[count - 1]});
      if (!is_finite(at) || !contains(area, at)) continue;
      const bool on = off_plane(*actor.run, count - 1, shared_.box) == OffPlane::on;
      items.emplace_back(on ? head_marker(actor.style, at) : hollow(head_marker(actor.style, at)));
    }
    items.emplace_back(PopClip{});
  }
  void side_overlay(double now, std::vector<Item>& items) const {
    if (now < end_)
      for (const Panel& panel : panels_)
        for (std::size_t i = 0; i < actors_.size(); ++i) curve_marker(panel, i, now, true, items);
    counter(readable(now, 7), counter_end() - text_width(" / " + readable(end_, 7), header_.counter_size), items);
  }

  // "step 70 / 100": in a frame only the number changes, so it stands for itself.
  double counter_end() const { return shared_.options.width - outer_margin; }
  void counter(const std::string& text, double end, std::vector<Item>& items) const {
    items.emplace_back(Text{text, {end, header_.title_baseline}, header_.counter_size, soft_ink, Anchor::end});
  }
  void counter_frame(std::vector<Item>& items) const {
    const std::string total = " / " + readable(end_, 7);
    counter(total, counter_end(), items);
    const double digits = text_width(readable(end_, 7), header_.counter_size);
    counter("step ", counter_end() - text_width(total, header_.counter_size) - digits, items);
  }

  // The numbers of a single run, in place of the legend.
  static constexpr double fact_size = 13;
  // Whether f - f* is another number than f.
  bool shows_excess() const {
    return !actors_[0].run->f.empty() && shared_.reference.known && shared_.reference.value != 0;
  }
  std::vector<std::string> fact_titles() const {
    const Trajectory& run = *actors_[0].run;
    std::vector<std::string> titles{"ends at"};
    if (scene_.slice) titles.emplace_back("off plane");
    if (!run.f.empty()) titles.emplace_back("f");
    if (shows_excess()) titles.push_back(title_of(Quantity::excess, shared_.reference));
    if (!run.gradient_norm.empty()) titles.emplace_back("|∇f|");
    if (!run.outcome.empty()) titles.emplace_back("outcome");
    return titles;
  }
  // "0.012 there, at most 0.9 (12 % of its way)"
  static std::string off_plane_fact(const Trajectory& run) {
    double most = 0;
    for (const double distance : run.distance)
      if (std::isfinite(distance)) most = std::max(most, distance);
    const double last = run.distance.empty() ? 0 : run.distance.back();
    return readable(last) + ", at most " + readable(most);
  }
  Point fact_place(std::size_t i) const {
    return {layout_.legend.x, layout_.legend.y + (static_cast<double>(i) + 1) * 20};
  }
  void facts(std::vector<Item>& items) const {
    const Trajectory& run = *actors_[0].run;
    if (run.step.empty()) return;
    std::vector<std::string> texts{place_text(scene_, {run.x.back(), run.y.back()})};
    if (scene_.slice) texts.push_back(off_plane_fact(run));
    if (!run.f.empty()) texts.push_back(readable(run.f.back(), 5));
    if (shows_excess()) texts.push_back(readable(run.f.back() - shared_.reference.value));
    if (!run.gradient_norm.empty()) texts.push_back(readable(run.gradient_norm.back()));
    if (!run.outcome.empty()) texts.push_back(one_line(run.outcome));
    const auto titles = fact_titles();
    const double indent = 84;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const Point at = fact_place(i);
      items.emplace_back(Text{titles[i], at, fact_size, soft_ink});
      const std::string text = elided(texts[i], layout_.legend.width - indent, fact_size);
      items.emplace_back(Text{text, {at.x + indent, at.y}, fact_size, ink});
    }
  }

  const Figures::Shared& shared_;
  const Scene& scene_;
  std::vector<Actor> actors_;
  bool single_;
  Plane plane_;
  Layout layout_;
  Header header_;
  std::string title_;
  double line_width_;
  TrailLayer layer_;
  std::vector<Panel> panels_;
  double end_ = 0;
};

}  // namespace

Film Figures::race() const {
  shared_->require_map();
  std::vector<Actor> actors;
  for (std::size_t i = 0; i < shared_->scene.trajectories.size(); ++i) actors.push_back(shared_->actor(i));
  return Composition(*shared_, std::move(actors), one_line(shared_->scene.title), false).film();
}

Film Figures::single(std::size_t trajectory) const {
  shared_->require_map();
  if (trajectory >= shared_->scene.trajectories.size())
    throw InputError("trajectory " + std::to_string(trajectory + 1) + ": the scene has " +
                     std::to_string(shared_->scene.trajectories.size()));
  const Actor actor = shared_->actor(trajectory);
  std::string title = actor.label;
  if (title.empty()) title = one_line(shared_->scene.title);
  return Composition(*shared_, {actor}, title, true).film();
}

Film race_film(const Scene& scene, const FigureOptions& options) { return Figures(scene, options).race(); }
Film single_film(const Scene& scene, std::size_t trajectory, const FigureOptions& options) {
  return Figures(scene, options).single(trajectory);
}
DisplayList race_figure(const Scene& scene, const FigureOptions& options) { return race_film(scene, options).last; }
DisplayList single_figure(const Scene& scene, std::size_t trajectory, const FigureOptions& options) {
  return single_film(scene, trajectory, options).last;
}

}  // namespace ravine::view
