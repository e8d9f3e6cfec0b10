#include "ravine/view/geometry/map.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "ravine/base/math/inverse_trigonometric.hpp"
#include "ravine/view/geometry/off_plane.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

constexpr Color line_color{0.30, 0.33, 0.42, 0.50};
constexpr Color start_line_color{0.20, 0.22, 0.30, 0.75};
constexpr Color hatch_color{0.62, 0.63, 0.66, 1};
constexpr Color graph_ink{0.55, 0.57, 0.62, 1};
constexpr Color frame_color{0.25, 0.26, 0.28, 1};

std::vector<Point> in_pixels(std::span<const Point> points, const Plane& plane) {
  std::vector<Point> pixels;
  pixels.reserve(points.size());
  for (const Point& p : points) pixels.push_back(plane.at(p));
  return simplified(pixels, 0.12);
}

std::vector<Ring> in_pixels(const std::vector<Ring>& rings, const Plane& plane) {
  std::vector<Ring> result;
  for (const Ring& ring : rings) {
    Ring pixels = in_pixels(std::span(ring), plane);
    if (pixels.size() > 2) result.push_back(std::move(pixels));
  }
  return result;
}

// Where the start's f is, unless no level lies there. A start beside the plane has its f, but not there.
std::optional<double> f_at_start(const Scene& scene) {
  const double in_plane = 1e-9 * longer_side(scene.field.box);
  for (const Trajectory& t : scene.trajectories) {
    const bool beside = !t.distance.empty() && !(t.distance[0] <= in_plane);
    if (scene.start && !beside && !t.f.empty() && !t.x.empty() && t.x[0] == scene.start->x &&
        t.y[0] == scene.start->y && std::isfinite(t.f[0]))
      return t.f[0];
  }
  return std::nullopt;
}

std::vector<double> reach_lengths(std::span<const Point> line) {
  std::vector<double> lengths{0};
  for (std::size_t i = 1; i < line.size(); ++i)
    lengths.push_back(lengths.back() + std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y));
  return lengths;
}
Point along(std::span<const Point> line, std::span<const double> lengths, double s) {
  const auto after = std::upper_bound(lengths.begin(), lengths.end(), s);
  if (after == lengths.end()) return line.back();
  const auto i = static_cast<std::size_t>(after - lengths.begin());
  const double part = (s - lengths[i - 1]) / (lengths[i] - lengths[i - 1]);
  return {line[i - 1].x + part * (line[i].x - line[i - 1].x), line[i - 1].y + part * (line[i].y - line[i - 1].y)};
}

// A place for a label on a line: cost 0 is straight, level and in free room.
struct Spot {
  Point center;
  double angle = 0, cost = 1e9;
};

// How a label of this width fits around arc length s.
Spot judge(std::span<const Point> line, std::span<const double> lengths, double s, double width, double height,
           const Room& room) {
  const Point a = along(line, lengths, s - width / 2), b = along(line, lengths, s + width / 2);
  const double dx = b.x - a.x, dy = b.y - a.y, chord = std::hypot(dx, dy);
  Spot spot;
  if (chord < 0.9 * width) return spot;
  spot.center = {(a.x + b.x) / 2, (a.y + b.y) / 2};
  spot.angle = math::atan2(dx < 0 ? -dy : dy, std::abs(dx));
  spot.cost = 2 * std::abs(spot.angle);
  constexpr int samples = 8;
  for (int i = 0; i <= samples; ++i) {
    const double t = static_cast<double>(i) / samples;
    const Point on = along(line, lengths, s - width / 2 + t * width);
    const double away = std::abs((on.x - a.x) * dy - (on.y - a.y) * dx) / chord;
    if (away > 2.5) return {};
    spot.cost += away / 4;
    for (const double side : {-0.5, 0.0, 0.5}) {
      const Point at{a.x + t * dx - side * height * dy / chord, a.y + t * dy + side * height * dx / chord};
      const int taken = room.at(at);
      if (taken > 0) return {};
    }
  }
  return spot;
}

double label_value(const LevelChoice& choice, double level) {
  return choice.logarithmic ? level - choice.reference : level;
}

// So many digits that no two labels are alike.
int digits_apart(const LevelChoice& choice) {
  constexpr int least = 3, most = 12;
  for (int digits = least; digits < most; ++digits) {
    std::vector<std::string> labels;
    labels.reserve(choice.levels.size());
    for (const double level : choice.levels) labels.push_back(readable(label_value(choice, level), digits));
    if (std::adjacent_find(labels.begin(), labels.end()) == labels.end()) return digits;
  }
  return most;
}

void take_spot(const Spot& spot, double width, double height, Room& room) {
  const double ux = std::cos(spot.angle), uy = std::sin(spot.angle);
  for (double t = -width / 2; t <= width / 2; t += 4)
    room.take({spot.center.x + t * ux - height / 2, spot.center.y + t * uy - height / 2, height, height});
}

Ring ring_of(const Rectangle& r) {
  return {{r.x, r.y}, {r.x + r.width, r.y}, {r.x + r.width, r.y + r.height}, {r.x, r.y + r.height}};
}

void hatch_outside(const std::vector<Ring>& domain, const Ring& frame, std::vector<Item>& items) {
  std::vector<Ring> outside = domain;
  outside.push_back(frame);
  items.emplace_back(Hatch{std::move(outside), {hatch_color, 1, {}}, 7});
  for (const Ring& ring : domain) items.emplace_back(Polyline{ring, {hatch_color, 1, {}}, true});
}

Ticks ticks_across(const Plane& plane) {
  const double most = std::clamp(plane.area().width / 60, 2.0, 11.0);
  const auto few = static_cast<std::size_t>(most);
  auto ticks = linear_ticks(plane.x.low, plane.x.high, few);
  // One tick tells no scale: from −4.5 to 4.5 four would be 0 alone.
  if (ticks.values.size() < 2) ticks = linear_ticks(plane.x.low, plane.x.high, few + 1);
  return ticks;
}
Ticks ticks_up(const Plane& plane) { return linear_ticks(plane.y.low, plane.y.high, 8); }

void draw_graph(const Terrain& terrain, const Plane& plane, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  const Stroke grid{grid_ink, 1, {}};
  const auto whole = [](double v) { return std::floor(v) + 0.5; };
  items.emplace_back(Polygon{{ring_of(area)}, paper});
  for (const double v : ticks_across(plane).values) {
    const double x = whole(plane.x.at(v));
    items.emplace_back(Polyline{{{x, area.y}, {x, area.y + area.height}}, grid, false});
  }
  for (const double v : ticks_up(plane).values) {
    const double y = whole(plane.y.at(v));
    items.emplace_back(Polyline{{{area.x, y}, {area.x + area.width, y}}, grid, false});
  }
  if (!terrain.sets.whole) hatch_outside(in_pixels(terrain.sets.domain, plane), ring_of(area), items);
  for (const auto& line : terrain.graph.lines)
    items.emplace_back(Polyline{simplified(in_pixels(std::span(line), plane), 0.1), {graph_ink, 1.8, {}}, false});
}

}  // namespace

void take_start_line(const Terrain& terrain, const Plane& plane, Room& room) {
  if (!terrain.choice.start || *terrain.choice.start >= terrain.sets.sets.size()) return;
  for (const LevelLine& line : terrain.sets.sets[*terrain.choice.start].lines)
    room.take_line(in_pixels(std::span(line.points), plane));
}

Terrain terrain_of(const Scene& scene) {
  Terrain terrain;
  if (is_graph(scene.field)) {
    terrain.graph = graph_of(scene.field);
    terrain.sets.domain = terrain.graph.domain;
    terrain.sets.whole = terrain.graph.whole;
    return terrain;
  }
  if (scene.levels.empty()) {
    terrain.choice = choose_levels(scene.field, scene.minimum, f_at_start(scene));
  } else {
    terrain.choice.levels = scene.levels;
    std::sort(terrain.choice.levels.begin(), terrain.choice.levels.end());
    const auto end = std::unique(terrain.choice.levels.begin(), terrain.choice.levels.end());
    terrain.choice.levels.erase(end, terrain.choice.levels.end());
    std::erase_if(terrain.choice.levels, [](double level) { return !std::isfinite(level); });
  }
  terrain.sets = level_sets(scene.field, terrain.choice.levels);
  return terrain;
}

void draw_terrain(const Terrain& terrain, const Field& field, const Plane& plane, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  const Ring frame = ring_of(area);
  items.emplace_back(PushClip{area});
  if (is_graph(field)) {
    draw_graph(terrain, plane, items);
    items.emplace_back(PopClip{});
    return;
  }
  if (field.columns < 2 || field.rows < 2) {
    items.emplace_back(Polygon{{frame}, band_colors(1)[0]});
    items.emplace_back(PopClip{});
    return;
  }
  const auto colors = band_colors(terrain.sets.sets.size() + 1);
  const std::vector<Ring> domain = in_pixels(terrain.sets.domain, plane);
  items.emplace_back(Polygon{terrain.sets.whole ? std::vector<Ring>{frame} : domain, colors[0]});
  for (std::size_t k = 0; k < terrain.sets.sets.size(); ++k)
    items.emplace_back(Polygon{in_pixels(terrain.sets.sets[k].above, plane), colors[k + 1]});
  if (!terrain.sets.whole) hatch_outside(domain, frame, items);
  for (std::size_t k = 0; k < terrain.sets.sets.size(); ++k) {
    const bool start = terrain.choice.start == k;
    const Stroke stroke = start ? Stroke{start_line_color, 1.1, {5, 3.5}} : Stroke{line_color, 0.8, {}};
    for (const LevelLine& line : terrain.sets.sets[k].lines) {
      std::vector<Point> points = in_pixels(std::span(line.points), plane);
      if (points.size() > 1) items.emplace_back(Polyline{std::move(points), stroke, line.closed});
    }
  }
  items.emplace_back(PopClip{});
}

void draw_level_labels(const Terrain& terrain, const Plane& plane, Room& room, std::vector<Item>& items) {
  constexpr double size = 11, height = 13;
  const std::size_t count = terrain.sets.sets.size();
  if (count == 0) return;
  const auto colors = band_colors(count + 1);
  // About six of them, evenly; of logarithmic ones the powers of ten first.
  const std::size_t every = std::max<std::size_t>(1, (count + 3) / 6);
  std::size_t wait = 0;
  const int digits = digits_apart(terrain.choice);
  for (std::size_t k = count; k-- > 0;) {
    if (wait > 0) {
      --wait;
      continue;
    }
    const LevelSet& set = terrain.sets.sets[k];
    const bool start = terrain.choice.start == k;
    const std::string text = readable(label_value(terrain.choice, set.level), digits);
    const double width = text_width(text, size) + 8;
    Spot best;
    for (const LevelLine& level_line : set.lines) {
      std::vector<Point> line = in_pixels(std::span(level_line.points), plane);
      if (level_line.closed) line.push_back(line.front());
      const auto lengths = reach_lengths(line);
      if (lengths.back() < 3.5 * width) continue;
      for (double s = width; s + width < lengths.back(); s += 9) {
        Spot spot = judge(line, lengths, s, width, height, room);
        if (spot.cost < best.cost) best = spot;
      }
    }
    if (best.cost > 4) continue;
    take_spot(best, width + 16, height + 4, room);
    const Color halo{(colors[k].red + colors[k + 1].red) / 2, (colors[k].green + colors[k + 1].green) / 2,
                     (colors[k].blue + colors[k + 1].blue) / 2, 1};
    const double down = 0.36 * size;  // from the middle of digits to their baseline
    const Point at{best.center.x - down * std::sin(best.angle), best.center.y + down * std::cos(best.angle)};
    items.emplace_back(
        Text{text, at, size, start ? ink : soft_ink, Anchor::middle, false, false, false, best.angle, {halo, 4, {}}});
    if (!start) wait = every - 1;
  }
}

std::string level_note(const Terrain& terrain) {
  if (terrain.sets.sets.empty()) return {};
  return terrain.choice.logarithmic && terrain.choice.reference != 0 ? "levels of f − f*" : "levels of f";
}

double tick_label_width(const Scale& y) {
  double width = 0;
  for (const auto& label : linear_ticks(y.low, y.high, 8).labels) width = std::max(width, text_width(label, tick_size));
  return width;
}

void draw_map_axes(const Plane& plane, const Scene& scene, std::vector<Item>& items) {
  const Rectangle area = plane.area();
  const double bottom = area.y + area.height;
  const Stroke stroke{frame_color, 1, {}};
  items.emplace_back(Polyline{{{area.x - 0.5, area.y - 0.5},
                               {area.x + area.width + 0.5, area.y - 0.5},
                               {area.x + area.width + 0.5, bottom + 0.5},
                               {area.x - 0.5, bottom + 0.5}},
                              stroke,
                              true});
  const auto whole = [](double v) { return std::floor(v) + 0.5; };
  const Ticks across = ticks_across(plane);
  for (std::size_t i = 0; i < across.values.size(); ++i) {
    const double x = plane.x.at(across.values[i]);
    items.emplace_back(Polyline{{{whole(x), bottom + 0.5}, {whole(x), bottom + 5}}, stroke, false});
    items.emplace_back(Text{across.labels[i], {x, bottom + 20}, tick_size, soft_ink, Anchor::middle});
  }
  const Ticks up = ticks_up(plane);
  double widest = 0;
  for (std::size_t i = 0; i < up.values.size(); ++i) {
    const double y = plane.y.at(up.values[i]);
    items.emplace_back(Polyline{{{area.x - 5, whole(y)}, {area.x - 0.5, whole(y)}}, stroke, false});
    // In the corner a wide label of the other axis comes close.
    const double up_by = bottom - y < 6 ? 3 : 0;
    items.emplace_back(
        Text{up.labels[i], {area.x - 9, y + 0.36 * tick_size - up_by}, tick_size, soft_ink, Anchor::end});
    widest = std::max(widest, text_width(up.labels[i], tick_size));
  }
  const auto fitting = [](const std::vector<std::string>& titles, const std::string& name, double room) {
    const auto fits = [&](const std::string& title) { return text_width(title, 14) <= room; };
    const auto title = std::find_if(titles.begin(), titles.end(), fits);
    return title != titles.end() ? *title : elided(name, room, 14);
  };
  const std::string below = fitting(scene.x_titles, scene.x_name, area.width);
  const std::string beside = fitting(scene.y_titles, scene.y_name, area.height);
  items.emplace_back(Text{below, {area.x + area.width / 2, bottom + 38}, 14, ink, Anchor::middle});
  const double turn = text_width(beside, 14) > 24 ? -std::numbers::pi / 2 : 0;  // a letter stands, a word lies
  const Point at{area.x - 14 - widest, area.y + area.height / 2 + (turn == 0 ? 5 : 0)};
  items.emplace_back(Text{beside, at, 14, ink, turn == 0 ? Anchor::end : Anchor::middle, false, false, false, turn});
}

}  // namespace ravine::view
