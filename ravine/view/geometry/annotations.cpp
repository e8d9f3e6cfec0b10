#include "ravine/view/geometry/annotations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "ravine/base/math/inverse_trigonometric.hpp"
#include "ravine/view/geometry/frame_times.hpp"
#include "ravine/view/geometry/graph.hpp"
#include "ravine/view/geometry/off_plane.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

constexpr double always = std::numeric_limits<double>::lowest();  // but after the time before the first frame
constexpr double exit_note_size = 11.5, name_size = 12.5;
const Stroke white_halo{{1, 1, 1, 1}, 3.2, {}};
constexpr Color gold{1.0, 0.80, 0.10, 1};

Rectangle around(const Point& p, double size) { return {p.x - size / 2, p.y - size / 2, size, size}; }

void add_text(TrailLayer& layer, const std::string& text, const Rectangle& box, double size, const Color& color,
              double time) {
  const Point at{box.x + 1, box.y + box.height / 2 + 0.36 * size};
  layer.add_mark(Text{text, at, size, color, Anchor::start, false, false, false, 0, white_halo}, grown(box, 4), time);
}

// Enough digits to tell places a thousandth of the axis apart, and never fewer than three: what is near 0 in a wide
// view is not 0, and 4.9996 is not shown as 5.
std::string place_on_axis(double value, double low, double high) {
  if (value == 0 || !std::isfinite(value)) return readable(value);
  constexpr int least = 3, enough = 6;
  const double digits = std::floor(std::log10(std::abs(value))) - std::floor(std::log10((high - low) / 1000)) + 1;
  const bool inside = value >= low && value <= high;
  int shown = inside ? static_cast<int>(std::clamp(digits, static_cast<double>(least), 12.0)) : least;
  const std::string round = readable(value, 1);
  while (shown < enough && readable(value, shown) == round) ++shown;
  return readable(value, shown);
}

Point point_of(const Trajectory& run, std::size_t i) { return {run.x[i], run.y[i]}; }

// Where a run left the view, and how far it went before it came back, if it did.
struct Exit {
  std::size_t step = 0;  // index of the first point outside
  Point from, to;        // the step that crossed the border, in pixels
  std::size_t farthest = 0;
  double distance = 0;  // of the farthest point from the view, pixels
  bool returns = false;
};

std::vector<Exit> exits_of(const Trajectory& run, const Plane& plane) {
  std::vector<Exit> exits;
  const Rectangle area = plane.area();
  bool outside = false;
  for (std::size_t i = 0; i < run.step.size(); ++i) {
    const Point p = plane.at(point_of(run, i));
    if (contains(area, p)) {
      if (outside && !exits.empty()) exits.back().returns = true;
      outside = false;
      continue;
    }
    if (!outside && i > 0) {
      Point to = p;
      const Point from = plane.at(point_of(run, i - 1));
      if (!is_finite(to)) to = {from.x + 1, from.y};
      exits.push_back({i, from, to, i, 0, false});
    }
    outside = true;
    if (exits.empty() || !is_finite(p)) continue;
    const double away = std::max({area.x - p.x, p.x - area.x - area.width, area.y - p.y, p.y - area.y - area.height});
    if (away > exits.back().distance) {
      exits.back().distance = away;
      exits.back().farthest = i;
    }
  }
  return exits;
}

// "to y = 12.3" for an excursion, "→ (12, −3)" for good; the run's name before it, where there are others.
std::string exit_text(const Actor& actor, const Exit& exit, const Plane& plane, const Scene& scene, bool named) {
  const Trajectory& run = *actor.run;
  std::string text = named ? elided_middle(actor.label, 150, exit_note_size) + " " : "";
  if (!exit.returns) {
    const Point last = point_of(run, run.step.size() - 1);
    return text + "→ " + (is_finite(last) ? place_text(scene, last) : "infinity");
  }
  const Point far = point_of(run, exit.farthest), pixel = plane.at(far);
  const Rectangle area = plane.area();
  const bool across = pixel.x < area.x || pixel.x > area.x + area.width;
  const Box& box = scene.field.box;
  text += "to ";
  text += one_line(across ? scene.x_name : scene.y_name);
  text += " = ";
  text += across ? place_on_axis(far.x, box.x_low, box.x_high) : place_on_axis(far.y, box.y_low, box.y_high);
  return text;
}

constexpr double arrow_size = 13;

// The place nearest to `wanted` where an arrow covers no other: along the border, if there is one.
Point free_on_border(const Point& wanted, const Rectangle& inner, const Room& room) {
  const bool upright = wanted.x <= inner.x || wanted.x >= inner.x + inner.width;
  for (const double steps : {0, 1, -1, 2, -2, 3, -3}) {
    const double along = steps * (arrow_size + 3);
    const Point p = upright ? Point{wanted.x, wanted.y + along} : Point{wanted.x + along, wanted.y};
    const auto cost = room.cost(around(p, arrow_size / 2));
    if (contains(inner, p) && cost) return p;
  }
  return wanted;
}

// An arrow where the trail crosses the border; gives its place.
Point mark_exit(const Actor& actor, const Exit& exit, const Plane& plane, Room& room, TrailLayer& layer) {
  const Rectangle area = plane.area();
  const auto seen = inside(area, {exit.from, exit.to});
  const Point edge = seen ? seen->b : exit.from;
  const double angle = math::atan2(exit.to.y - exit.from.y, exit.to.x - exit.from.x);
  constexpr double inset = 8;
  const Rectangle inner = grown(area, -inset);
  const Point wanted{std::clamp(edge.x, inner.x, inner.x + inner.width),
                     std::clamp(edge.y, inner.y, inner.y + inner.height)};
  const Point at = free_on_border(wanted, inner, room);
  const double time = actor.run->step[exit.step];
  layer.add_mark(Marker{MarkerShape::arrow, at, arrow_size, actor.style.color, {paper, 1.4, {}}, angle},
                 around(at, arrow_size + 6), time);
  room.take(around(at, arrow_size + 4));
  return at;
}

// All arrows first, so that no label covers one.
void mark_exits(const Scene& scene, const std::vector<Actor>& actors, const Plane& plane, bool named, Room& room,
                TrailLayer& layer) {
  struct Marked {
    const Actor* actor;
    Exit exit;
    Point at;
  };
  std::vector<Marked> marked;
  for (const Actor& actor : actors) {
    const auto exits = exits_of(*actor.run, plane);
    if (exits.empty()) continue;
    const auto farthest = std::max_element(exits.begin(), exits.end(),
                                           [](const Exit& a, const Exit& b) { return a.distance < b.distance; });
    const Exit& exit = exits.back().returns ? *farthest : exits.back();
    marked.push_back({&actor, exit, mark_exit(actor, exit, plane, room, layer)});
  }
  for (const auto& [actor, exit, at] : marked) {
    // Where there is no room for all of it, the name alone.
    std::vector<std::string> texts{exit_text(*actor, exit, plane, scene, named)};
    if (named) texts.push_back(elided_middle(actor->label, 150, exit_note_size));
    std::optional<Rectangle> box;
    for (auto text = texts.begin(); text != texts.end() && !box; ++text)
      for (const double distance : {arrow_size / 2 + 5, 2.5 * arrow_size}) {
        box = room.place(at, text_width(*text, exit_note_size) + 2, exit_note_size + 2, distance, 0.3);
        if (!box) continue;
        add_text(layer, *text, *box, exit_note_size, text_color(actor->style.color), actor->run->step[exit.step]);
        break;
      }
  }
}

// A line from a label that had to stand off to its point.
void lead(const Point& at, const Rectangle& box, double distance, const Color& color, double time, TrailLayer& layer) {
  const Point near{std::clamp(at.x, box.x, box.x + box.width), std::clamp(at.y, box.y + 3, box.y + box.height - 3)};
  if (std::hypot(near.x - at.x, near.y - at.y) <= 1.7 * distance) return;
  const Rectangle place = grown(bounds(std::vector<Point>{at, near}), 3);
  layer.add_mark(Polyline{{at, near}, {paper, 3, {}}, false}, place, time);
  layer.add_mark(Polyline{{at, near}, {color, 1, {}}, false}, place, time);
}

struct End {
  const Actor* actor;
  Point at;
};

constexpr double longest_whole = 260;  // pixels of a name: longer ones are cut

// Names beside the ends, where there is room; a name that had to stand off has a line to its end. None of them where
// they would be cut to the same letters.
void name_ends(const std::vector<End>& ends, Room& room, TrailLayer& layer) {
  std::vector<std::string> names;
  names.reserve(ends.size());
  for (const End& end : ends) names.push_back(elided_middle(end.actor->label, 150, name_size));
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (names[i] == names[j] && ends[i].actor->label != ends[j].actor->label) return;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const Point& at = ends[i].at;
    const double distance = 11;
    const auto place = [&](const std::string& name) {
      return room.place(at, text_width(name, name_size) + 2, name_size + 2, distance);
    };
    // Whole where there is room for that.
    auto box =
        text_width(ends[i].actor->label, name_size) <= longest_whole ? place(ends[i].actor->label) : std::nullopt;
    if (box)
      names[i] = ends[i].actor->label;
    else
      box = place(names[i]);
    if (!box) continue;
    const double time = ends[i].actor->run->step.back();
    lead(at, *box, distance, text_color(ends[i].actor->style.color), time, layer);
    add_text(layer, names[i], *box, name_size, text_color(ends[i].actor->style.color), time);
  }
}

void mark_start(const Scene& scene, const std::vector<Actor>& actors, const Plane& plane, Room& room,
                TrailLayer& layer) {
  const Rectangle area = plane.area();
  std::vector<Point> starts;
  if (scene.start) {
    starts.push_back(*scene.start);
  } else {
    for (const Actor& actor : actors)
      if (!actor.run->x.empty()) starts.push_back(point_of(*actor.run, 0));
  }
  std::vector<Point> done;
  std::vector<Marker> rings;
  for (const Point& start : starts) {
    const Point at = plane.at(start);
    if (!is_finite(at) || !contains(area, at)) continue;
    if (std::any_of(done.begin(), done.end(), [&](const Point& p) { return p.x == at.x && p.y == at.y; })) continue;
    done.push_back(at);
    rings.push_back(Marker{MarkerShape::circle, at, 11, paper, {ink, 2, {}}, 0});
    room.take(around(at, 17));
  }
  const auto draw_rings = [&] {
    for (const Marker& ring : rings) layer.add_mark(ring, around(ring.center, 18), always);
  };
  if (done.size() != 1) return draw_rings();
  const std::string text = scene.start ? start_text(scene) : "start " + place_text(scene, starts[0]);
  constexpr double distance = 12;
  const auto box = room.place(done[0], text_width(text, name_size) + 2, name_size + 2, distance, 0.3);
  if (box) lead(done[0], *box, distance, ink, always, layer);
  draw_rings();
  if (box) add_text(layer, text, *box, name_size, ink, always);
}

}  // namespace

bool comes_into_view(const Trajectory& run, const Plane& plane) {
  const Rectangle area = plane.area();
  for (std::size_t i = 0; i < run.x.size(); ++i) {
    const Point from = plane.at(point_of(run, i > 0 ? i - 1 : 0)), to = plane.at(point_of(run, i));
    if (is_finite(from) && is_finite(to) && inside(area, {from, to})) return true;
  }
  return false;
}

Marker head_marker(const MethodStyle& style, const Point& at) {
  return {style.marker, at, 11, style.color, {paper, 1.6, {}}, 0};
}

std::vector<Marker> end_markers(const MethodStyle& style, const Point& at) {
  return {{style.marker, at, 12, ink, {ink, 2.6, {}}, 0}, {style.marker, at, 12, style.color, {paper, 1.5, {}}, 0}};
}

std::string coordinates(const Point& p, const Box& box) {
  std::string text = "(";
  text += place_on_axis(p.x, box.x_low, box.x_high);
  text += ", ";
  text += place_on_axis(p.y, box.y_low, box.y_high);
  text += ")";
  return text;
}

std::string place_text(const Scene& scene, const Point& p) {
  const Box& box = scene.field.box;
  if (!is_graph(scene.field)) return coordinates(p, box);
  return one_line(scene.x_name) + " = " + place_on_axis(p.x, box.x_low, box.x_high);
}

std::string start_text(const Scene& scene) {
  return scene.start_name.empty() ? "start " + place_text(scene, *scene.start) : one_line(scene.start_name);
}

std::string one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return line;
}

void annotate(const Scene& scene, const std::vector<Actor>& actors, const Plane& plane, bool names, Room& room,
              TrailLayer& layer) {
  const Rectangle area = plane.area();
  // What must not be covered comes first: all markers, then the labels beside them.
  std::vector<End> ends;
  for (const Actor& actor : actors) {
    if (actor.run->step.empty()) continue;
    const Point at = plane.at(point_of(*actor.run, actor.run->step.size() - 1));
    if (!is_finite(at) || !contains(area, at)) continue;
    ends.push_back({&actor, at});
    room.take(around(at, 14));
  }
  for (const Point& minimiser : scene.minimisers) {
    const Point at = plane.at(minimiser);
    if (!is_finite(at) || !contains(area, at)) continue;
    // It hides the last steps of runs that arrive: on a small map it is small.
    const double size = std::clamp(0.055 * std::min(area.width, area.height), 15.0, 27.0);
    layer.add_mark(Marker{MarkerShape::star, at, size, gold, {ink, 1.1, {}}, 0}, around(at, size + 9), always);
    room.take(around(at, 0.8 * size));
  }
  mark_start(scene, actors, plane, room, layer);
  mark_exits(scene, actors, plane, names, room, layer);
  if (names) name_ends(ends, room, layer);
  for (const End& end : ends) {
    const auto& run = *end.actor->run;
    auto markers = end_markers(end.actor->style, end.at);
    if (off_plane(run, run.step.size() - 1, scene.field.box) != OffPlane::on) markers.back() = hollow(markers.back());
    for (const Marker& marker : markers) layer.add_mark(marker, around(end.at, 22), run.step.back());
  }
}

}  // namespace ravine::view
