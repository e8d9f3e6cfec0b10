#include "ravine/view/geometry/trails.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {
namespace {

constexpr double least_move = 0.5;     // pixels; a point closer to the one before adds nothing
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

// Polylines up to `time`, only what can touch `part`, of the parts of lines whose form is `shown`.
template <class Shown>
void add_strokes(const std::vector<Vertex>& vertices, double time, const Stroke& stroke, const Rectangle* part,
                 std::vector<Item>& items, const Shown& shown) {
  const Rectangle near = part ? grown(*part, stroke.width / 2 + 1) : Rectangle{};
  std::vector<Point> points;
  Stroke here = stroke;
  const auto flush = [&] {
    if (!points.empty()) items.emplace_back(Polyline{std::move(points), here, false});
    points.clear();
  };
  const auto begin = [&](const Vertex& v) {
    points.push_back(v.p);
    if (!stroke.dash.empty()) here.dash_offset = v.along;
  };
  for (std::size_t i = 0; i < vertices.size() && vertices[i].time <= time; ++i) {
    if (vertices[i].begins) {
      flush();
      // A line of its own, if only a dot as yet.
      const bool ends = i + 1 == vertices.size() || vertices[i + 1].begins || vertices[i + 1].time > time;
      if (ends && shown(vertices[i].form) && (!part || contains(near, vertices[i].p))) begin(vertices[i]);
    } else if (!shown(vertices[i].form)) {
      flush();
    } else if (part && !inside(near, {vertices[i - 1].p, vertices[i].p})) {
      flush();
    } else {
      if (points.empty()) begin(vertices[i - 1]);
      points.push_back(vertices[i].p);
    }
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

}  // namespace

TrailLayer::TrailLayer(Rectangle area, std::vector<Trail> trails, bool widen_below) : area_(area) {
  for (Trail& trail : trails) {
    reach_ = std::max(reach_, trail.stroke.width / 2 + trail.casing);
    reach_ = std::max(reach_, trail.dot / 2 + 1);
    add_line(std::move(trail));
  }
  if (!widen_below) return;
  std::vector<std::vector<Vertex>> vertices;
  for (const Line& line : lines_) {
    vertices.push_back(line.vertices);
    for (Vertex& v : vertices.back()) v.begins = v.begins || v.form >= LineForm::thin;  // nothing lies on a hair
  }
  auto stretches = coincident_stretches(vertices, grown(area_, reach_ + 8));
  const double narrow = reach_;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    lines_[i].stretches = std::move(stretches[i]);
    if (!lines_[i].stretches.empty())
      reach_ = std::max(reach_, narrow + most_above * (lines_[i].style.casing + seen_beside));
  }
}

void TrailLayer::add_line(Trail trail) {
  Line line;
  const Rectangle visible = grown(area_, reach_ + 8);
  std::unordered_set<std::uint64_t> drawn;
  const std::size_t count = std::min(trail.points.size(), trail.times.size());
  const Point* dotted = nullptr;
  double along = 0;
  const auto form_at = [&](std::size_t i) { return i < trail.forms.size() ? trail.forms[i] : LineForm::full; };
  const auto begin = [&](const Point& p, std::size_t i) {
    line.vertices.push_back({p, trail.times[i], true, false, along, form_at(i)});
  };
  for (std::size_t i = 0; i < count; ++i) {
    const Point& p = trail.points[i];
    const bool dot =
        trail.dot > 0 && is_finite(p) && contains(visible, p) && (!dotted || distance(*dotted, p) >= least_dot_gap);
    if (i == 0 || !is_finite(trail.points[i - 1])) {
      if (is_finite(p) && contains(visible, p)) begin(p, i);
    } else if (const auto seen = inside(visible, {trail.points[i - 1], p})) {
      const bool goes_on = !line.vertices.empty() && distance(line.vertices.back().p, seen->a) <= least_move;
      if (goes_on && distance(line.vertices.back().p, seen->b) < least_move && i + 1 < count) continue;
      const Point from = goes_on ? line.vertices.back().p : seen->a;
      const bool known = count > 1000 && !drawn.insert(segment_key(from, seen->b)).second;
      if (known) {
        begin(seen->b, i);
      } else {
        if (!goes_on) begin(seen->a, i);
        along += distance(line.vertices.back().p, seen->b);
        line.vertices.push_back({seen->b, trail.times[i], false, false, along, form_at(i)});
      }
    }
    if (dot && !line.vertices.empty()) {
      line.vertices.back().dotted = true;
      dotted = &p;
    }
  }
  line.varied = !trail.forms.empty();
  line.style = std::move(trail);
  line.style.forms.clear();
  line.style.points.clear();
  line.style.times.clear();
  lines_.push_back(std::move(line));
}

void TrailLayer::add_mark(Item item, Rectangle box, double time) { marks_.push_back({std::move(item), box, time}); }

void TrailLayer::draw_forms(const Line& line, double time, const Rectangle* part, std::vector<Item>& items) {
  constexpr double inside = 0.42, hair = 0.42;  // of the line's width
  const auto add = [&](double width, const Color& color, LineForm form) {
    Stroke stroke = line.style.stroke;
    stroke.color = color;
    stroke.width = width;
    add_strokes(line.vertices, time, stroke, part, items, [form](LineForm own) { return own == form; });
  };
  const double width = line.style.stroke.width;
  add(inside * width, paper, LineForm::hollow);
  add(hair * width, line.style.stroke.color, LineForm::thin);
}

void TrailLayer::draw(double time, const Rectangle* part, std::vector<Item>& items) const {
  for (const Line& line : lines_) {
    const Trail& style = line.style;
    const auto wide = [](LineForm form) { return form == LineForm::full || form == LineForm::hollow; };
    const auto strokes = [&](double margin, const Color& color) {
      Stroke stroke = style.stroke;
      stroke.color = color;
      if (margin > 0) stroke.dash.clear();
      stroke.width = style.stroke.width + 2 * margin;
      add_strokes(line.vertices, time, stroke, part, items, wide);
      for (const Stretch& stretch : line.stretches) {
        const auto above = static_cast<std::size_t>(
            std::upper_bound(stretch.arrivals.begin(), stretch.arrivals.end(), time) - stretch.arrivals.begin());
        if (above == 0) continue;
        Stroke widened = stroke;
        widened.width += static_cast<double>(std::min(above, most_above)) * 2 * (style.casing + seen_beside);
        widened.dash.clear();
        add_strokes(stretch.vertices, time, widened, part, items, wide);
      }
    };
    if (style.casing > 0) strokes(style.casing, paper);
    strokes(0, style.stroke.color);
    if (line.varied) draw_forms(line, time, part, items);
    if (style.dot > 0)
      for (const Vertex& v : line.vertices) {
        if (v.time > time) break;
        if (v.dotted && (!part || contains(grown(*part, style.dot), v.p)))
          items.emplace_back(Marker{MarkerShape::circle,
                                    v.p,
                                    style.dot,
                                    line.varied && v.form == LineForm::full ? style.stroke.color : paper,
                                    {style.stroke.color, 1, {}},
                                    0});
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
