#include "ravine/view/geometry/plane.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/math/logarithm.hpp"

namespace ravine::view {

double Scale::at(double value) const {
  double part = 0;
  if (logarithmic) {
    if (std::isnan(value)) return value;
    // Zero and less have no place: just outside the frame, where a line is seen to leave it.
    if (value <= 0) return from + (to > from ? -12 : 12);
    part = (math::log(value) - math::log(low)) / (math::log(high) - math::log(low));
  } else {
    part = (value - low) / (high - low);
  }
  return from + part * (to - from);
}

Rectangle Plane::area() const {
  return {std::min(x.from, x.to), std::min(y.from, y.to), std::abs(x.to - x.from), std::abs(y.to - y.from)};
}

bool is_finite(const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); }

bool contains(const Rectangle& area, const Point& p) {
  return p.x >= area.x && p.x <= area.x + area.width && p.y >= area.y && p.y <= area.y + area.height;
}

Rectangle grown(const Rectangle& area, double margin) {
  return {area.x - margin, area.y - margin, area.width + 2 * margin, area.height + 2 * margin};
}

bool overlap(const Rectangle& a, const Rectangle& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

Rectangle bounds(const Rectangle& a, const Rectangle& b) {
  const double left = std::min(a.x, b.x), top = std::min(a.y, b.y);
  return {left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top};
}

Rectangle bounds(std::span<const Point> points) {
  Rectangle box{points[0].x, points[0].y, 0, 0};
  for (const Point& p : points) box = bounds(box, {p.x, p.y, 0, 0});
  return box;
}

std::optional<Segment> inside(const Rectangle& area, const Segment& segment) {
  // Liang & Barsky, "A new concept and method for line clipping", ACM TOG 3(1), 1984.
  if (!is_finite(segment.a) || !is_finite(segment.b)) return std::nullopt;
  if (contains(area, segment.a) && contains(area, segment.b)) return segment;
  const double dx = segment.b.x - segment.a.x, dy = segment.b.y - segment.a.y;
  double enter = 0, leave = 1;
  const auto cut = [&](double direction, double distance) {  // direction * t <= distance
    if (direction == 0) return distance >= 0;
    const double t = distance / direction;
    if (direction < 0)
      enter = std::max(enter, t);
    else
      leave = std::min(leave, t);
    return enter <= leave;
  };
  if (!cut(-dx, segment.a.x - area.x) || !cut(dx, area.x + area.width - segment.a.x) ||
      !cut(-dy, segment.a.y - area.y) || !cut(dy, area.y + area.height - segment.a.y))
    return std::nullopt;
  const auto along = [&](double t) {
    return Point{std::clamp(segment.a.x + t * dx, area.x, area.x + area.width),
                 std::clamp(segment.a.y + t * dy, area.y, area.y + area.height)};
  };
  return Segment{enter > 0 ? along(enter) : segment.a, leave < 1 ? along(leave) : segment.b};
}

std::vector<Point> simplified(std::span<const Point> points, double tolerance) {
  std::vector<Point> kept;
  if (points.empty()) return kept;
  kept.push_back(points[0]);
  std::size_t from = 0;
  while (from + 1 < points.size()) {
    // The farthest point up to which every point between lies in the corridor. It is looked for a few points ahead
    // only: a corridor over a hundred points saves nothing more.
    std::size_t to = from + 1;
    for (std::size_t next = from + 2; next < points.size() && next <= from + 64; ++next) {
      const double dx = points[next].x - points[from].x, dy = points[next].y - points[from].y;
      const double length = std::hypot(dx, dy);
      bool straight = true;
      for (std::size_t i = from + 1; straight && i < next; ++i) {
        const double ex = points[i].x - points[from].x, ey = points[i].y - points[from].y;
        const double along = length > 0 ? (ex * dx + ey * dy) / length : -1;
        straight = length > 0 && std::abs(ex * dy - ey * dx) <= tolerance * length && along >= -tolerance &&
                   along <= length + tolerance;
      }
      if (!straight) break;
      to = next;
    }
    kept.push_back(points[to]);
    from = to;
  }
  return kept;
}

}  // namespace ravine::view
