#include "ravine/view/geometry/trails.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double least_move = 0.3;     // pixels; a point closer to the one before adds nothing
constexpr double least_dot_gap = 5.5;  // between dots
constexpr std::size_t most_above = 2;  // a line widens for so many above it
constexpr double seen_beside = 1.5;    // pixels of a lower line on each side of an upper one

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

Rectangle whole_pixels(const Rectangle& r) {
  const double left = std::floor(r.x), top = std::floor(r.y);
  return {left, top, std::ceil(r.x + r.width) - left, std::ceil(r.y + r.height) - top};
}

Rectangle common(const Rectangle& a, const Rectangle& b) {
  const double left = std::max(a.x, b.x), top = std::max(a.y, b.y);
  return {left, top, std::max(0.0, std::min(a.x + a.width, b.x + b.width) - left),
          std::max(0.0, std::min(a.y + a.height, b.y + b.height) - top)};
}

// A line between two spots at quarters of a pixel, whichever its direction: a run that jumps to and fro for ten
// thousand steps draws each line once.
std::uint64_t segment_key(const Point& a, const Point& b) {
  const auto spot = [](const Point& p) {
    const auto part = [](double v) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(v * 4)) & 0xFFFF; };
    return part(p.x) << 16 | part(p.y);
  };
  const std::uint64_t first = spot(a), second = spot(b);
  return std::min(first, second) << 32 | std::max(first, second);
}

// Polylines up to `time`, only what can touch `part`. Dashed lines are drawn from their beginnings, so that the dashes
// stay in place.
template <class Vertices>
void add_strokes(const Vertices& vertices, double time, const Stroke& stroke, const Rectangle* part,
                 std::vector<Item>& items) {
  const Rectangle near = part ? grown(*part, stroke.width / 2 + 1) : Rectangle{};
  const bool cut = part && stroke.dash.empty();
  std::vector<Point> points;
  bool touches = false;
  const auto flush = [&] {
    if (!points.empty() && (touches || !part)) items.emplace_back(Polyline{points, stroke, false});
    points.clear();
    touches = false;
  };
  for (std::size_t i = 0; i < vertices.size() && vertices[i].time <= time; ++i) {
    const Point& p = vertices[i].p;
    if (vertices[i].begins) {
      flush();
      points.push_back(p);
      touches = part && contains(near, p);
      continue;
    }
    const Point& before = vertices[i - 1].p;
    const bool here = part && inside(near, {before, p}).has_value();
    if (cut && !here) {
      flush();
      continue;
    }
    if (points.empty()) points.push_back(before);
    points.push_back(p);
    touches = touches || here;
  }
  flush();
}

void unite_overlapping(std::vector<Rectangle>& parts) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < parts.size(); ++i)
      for (std::size_t j = i + 1; j < parts.size();)
        if (overlap(parts[i], parts[j])) {
          parts[i] = bounds(parts[i], parts[j]);
          parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(j));
          changed = true;
        } else {
          ++j;
        }
  }
}

// When a line first comes to each cell of a coarse grid.
class ArrivalGrid {
 public:
  explicit ArrivalGrid(const Rectangle& area)
      : area_(area),
        columns_(static_cast<std::size_t>(area.width / cell) + 3),
        rows_(static_cast<std::size_t>(area.height / cell) + 3),
        time_(columns_ * rows_, infinity) {}

  void mark(const Point& p, double time) {
    const std::size_t at = index(p);
    for (const std::size_t i : {at, at - 1, at + 1, at - columns_, at + columns_}) time_[i] = std::min(time_[i], time);
  }
  double at(const Point& p) const { return time_[index(p)]; }

 private:
  static constexpr double cell = 2;
  // Cells at the border stay free for the neighbours of those inside.
  std::size_t index(const Point& p) const {
    const auto part = [](double v, std::size_t count) {
      return static_cast<std::size_t>(std::clamp(v / cell, 0.0, static_cast<double>(count - 3))) + 1;
    };
    return part(p.y - area_.y, rows_) * columns_ + part(p.x - area_.x, columns_);
  }
  Rectangle area_;
  std::size_t columns_, rows_;
  std::vector<double> time_;
};

// A short part of a line, to compare lines with.
struct Piece {
  Point a, b;
  double time;
  bool begins;
  std::uint64_t above = 0;  // which lines run here too
  Point middle() const { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }
};
constexpr double piece_length = 3;

template <class Vertices>
std::vector<Piece> pieces_of(const Vertices& vertices) {
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i < vertices.size(); ++i) {
    if (vertices[i].begins) continue;
    const Point &a = vertices[i - 1].p, &b = vertices[i].p;
    const int count = std::max(1, static_cast<int>(std::ceil(distance(a, b) / piece_length)));
    const auto along = [&](int k) {
      const double t = static_cast<double>(k) / count;
      return Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    };
    for (int k = 0; k < count; ++k)
      pieces.push_back({along(k), along(k + 1), vertices[i].time, k == 0 && vertices[i - 1].begins});
  }
  return pieces;
}

// Lines that merely cross do not run together: bit `line` stays only in runs of some length; small gaps are closed.
void keep_long_runs(std::vector<Piece>& pieces, std::uint64_t line) {
  constexpr double least_run = 14, largest_gap = 8;
  std::size_t i = 0;
  while (i < pieces.size()) {
    if (!(pieces[i].above & line)) {
      ++i;
      continue;
    }
    std::size_t last = i;
    double length = 0, gap = 0;
    for (std::size_t k = i; k < pieces.size() && gap <= largest_gap && (k == i || !pieces[k].begins); ++k) {
      const double d = distance(pieces[k].a, pieces[k].b);
      if (pieces[k].above & line) {
        length += d + gap;
        gap = 0;
        last = k;
      } else {
        gap += d;
      }
    }
    for (std::size_t k = i; k <= last; ++k)
      pieces[k].above = length >= least_run ? pieces[k].above | line : pieces[k].above & ~line;
    i = last + 1;
  }
}

}  // namespace

TrailLayer::TrailLayer(Rectangle area, std::vector<Trail> trails, bool widen_below) : area_(area) {
  for (Trail& trail : trails) {
    reach_ = std::max(reach_, trail.stroke.width / 2 + trail.casing);
    reach_ = std::max(reach_, trail.dot / 2 + 1);
    add_line(std::move(trail));
  }
  if (widen_below && lines_.size() > 1 && lines_.size() <= 64) find_stretches();
}

void TrailLayer::add_line(Trail trail) {
  Line line;
  const Rectangle visible = grown(area_, reach_ + 8);
  std::unordered_set<std::uint64_t> drawn;
  const std::size_t count = std::min(trail.points.size(), trail.times.size());
  const Point* dotted = nullptr;
  const auto begin = [&](const Point& p, double time) { line.vertices.push_back({p, time, true, false}); };
  for (std::size_t i = 0; i < count; ++i) {
    const Point& p = trail.points[i];
    const bool dot =
        trail.dot > 0 && is_finite(p) && contains(visible, p) && (!dotted || distance(*dotted, p) >= least_dot_gap);
    if (i == 0 || !is_finite(trail.points[i - 1])) {
      if (is_finite(p) && contains(visible, p)) begin(p, trail.times[i]);
    } else if (const auto seen = inside(visible, {trail.points[i - 1], p})) {
      const bool goes_on = !line.vertices.empty() && distance(line.vertices.back().p, seen->a) <= least_move;
      if (goes_on && distance(line.vertices.back().p, seen->b) < least_move && i + 1 < count) continue;
      const Point from = goes_on ? line.vertices.back().p : seen->a;
      const bool known = count > 1000 && !drawn.insert(segment_key(from, seen->b)).second;
      if (known) {
        begin(seen->b, trail.times[i]);
      } else {
        if (!goes_on) begin(seen->a, trail.times[i]);
        line.vertices.push_back({seen->b, trail.times[i], false, false});
      }
    }
    if (dot && !line.vertices.empty()) {
      line.vertices.back().dotted = true;
      dotted = &p;
    }
  }
  line.style = std::move(trail);
  line.style.points.clear();
  line.style.times.clear();
  lines_.push_back(std::move(line));
}

void TrailLayer::find_stretches() {
  std::vector<std::vector<Piece>> pieces;
  std::vector<ArrivalGrid> grids;
  const Rectangle visible = grown(area_, reach_ + 8);
  for (const Line& line : lines_) {
    pieces.push_back(pieces_of(line.vertices));
    ArrivalGrid& grid = grids.emplace_back(visible);
    for (const Piece& piece : pieces.back()) {
      grid.mark(piece.a, piece.time);
      grid.mark(piece.middle(), piece.time);
    }
  }
  for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
    std::vector<Piece>& mine = pieces[i];
    for (std::size_t j = i + 1; j < lines_.size(); ++j) {
      const std::uint64_t bit = std::uint64_t{1} << j;
      for (Piece& piece : mine)
        if (grids[j].at(piece.middle()) < infinity) piece.above |= bit;
      keep_long_runs(mine, bit);
    }
    for (std::size_t first = 0; first < mine.size();) {
      std::size_t end = first + 1;
      while (end < mine.size() && mine[end].above == mine[first].above && !mine[end].begins) ++end;
      if (mine[first].above != 0) {
        Stretch stretch;
        stretch.vertices.push_back({mine[first].a, mine[first].time, true, false});
        for (std::size_t k = first; k < end; ++k) stretch.vertices.push_back({mine[k].b, mine[k].time, false, false});
        for (std::size_t j = i + 1; j < lines_.size(); ++j) {
          if (!(mine[first].above >> j & 1)) continue;
          double arrival = infinity;
          for (std::size_t k = first; k < end; ++k) arrival = std::min(arrival, grids[j].at(mine[k].middle()));
          stretch.arrivals.push_back(arrival);
        }
        std::sort(stretch.arrivals.begin(), stretch.arrivals.end());
        lines_[i].stretches.push_back(std::move(stretch));
      }
      first = end;
    }
    if (!lines_[i].stretches.empty()) {
      const Trail& style = lines_[i].style;
      const double widest = style.stroke.width + most_above * 2 * (style.casing + seen_beside);
      reach_ = std::max(reach_, widest / 2 + style.casing);
    }
  }
}

void TrailLayer::add_mark(Item item, Rectangle box, double time) { marks_.push_back({std::move(item), box, time}); }

void TrailLayer::draw(double time, const Rectangle* part, std::vector<Item>& items) const {
  for (const Line& line : lines_) {
    const Trail& style = line.style;
    const auto strokes = [&](double margin, const Color& color) {
      Stroke stroke = style.stroke;
      stroke.color = color;
      if (margin > 0) stroke.dash.clear();
      stroke.width = style.stroke.width + 2 * margin;
      add_strokes(line.vertices, time, stroke, part, items);
      for (const Stretch& stretch : line.stretches) {
        const auto above = static_cast<std::size_t>(
            std::upper_bound(stretch.arrivals.begin(), stretch.arrivals.end(), time) - stretch.arrivals.begin());
        if (above == 0) continue;
        Stroke wide = stroke;
        wide.width += static_cast<double>(std::min(above, most_above)) * 2 * (style.casing + seen_beside);
        wide.dash.clear();
        add_strokes(stretch.vertices, time, wide, part, items);
      }
    };
    if (style.casing > 0) strokes(style.casing, style.casing_color);
    strokes(0, style.stroke.color);
    if (style.dot > 0)
      for (const Vertex& v : line.vertices) {
        if (v.time > time) break;
        if (v.dotted && (!part || contains(grown(*part, style.dot), v.p)))
          items.emplace_back(Marker{MarkerShape::circle, v.p, style.dot, paper, {style.stroke.color, 1, {}}, 0});
      }
  }
}

std::vector<Item> TrailLayer::whole(double time) const {
  std::vector<Item> items;
  items.emplace_back(PushClip{area_});
  draw(time, nullptr, items);
  for (const Mark& mark : marks_)
    if (mark.time <= time) items.push_back(mark.item);
  items.emplace_back(PopClip{});
  return items;
}

void TrailLayer::reveal(double before, double now, Film::Frame& frame) const {
  std::vector<Rectangle> parts;
  for (const Line& line : lines_) {
    const auto after = [](double time, const Vertex& v) { return time < v.time; };
    const auto first = std::upper_bound(line.vertices.begin(), line.vertices.end(), before, after);
    const auto end = std::upper_bound(first, line.vertices.end(), now, after);
    if (first == end) continue;
    std::vector<Point> points;
    if (!first->begins) points.push_back(std::prev(first)->p);
    for (auto v = first; v != end; ++v) points.push_back(v->p);
    const Rectangle part = common(whole_pixels(grown(bounds(points), reach_ + 1.5)), area_);
    if (part.width > 0 && part.height > 0) parts.push_back(part);
  }
  unite_overlapping(parts);
  for (const Rectangle& part : parts) {
    frame.restored.push_back(part);
    frame.lasting.emplace_back(PushClip{part});
    draw(now, &part, frame.lasting);
    for (const Mark& mark : marks_)
      if (mark.time <= before && overlap(mark.box, part)) frame.lasting.push_back(mark.item);
    frame.lasting.emplace_back(PopClip{});
  }
  frame.lasting.emplace_back(PushClip{area_});
  for (const Mark& mark : marks_)
    if (mark.time > before && mark.time <= now) frame.lasting.push_back(mark.item);
  frame.lasting.emplace_back(PopClip{});
}

}  // namespace ravine::view
