#include "ravine/report/path.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "ravine/view/geometry/plane.hpp"

namespace ravine::report {
namespace {

using view::Point;

bool same(const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; }

// The square of the distance from p to the segment from a to b.
double distance(const Point& p, const Point& a, const Point& b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
  const double x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
  return x * x + y * y;
}

// A number after a command or another number: a sign separates already.
void append(std::string& data, long number, bool separate) {
  if (separate && number >= 0) data += ' ';
  std::array<char, 24> text{};
  data.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

}  // namespace

std::vector<std::size_t> needed_points(std::span<const Point> points, double tolerance) {
  std::vector<std::size_t> needed;
  if (points.empty()) return needed;
  std::vector<bool> keep(points.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> spans{{0, points.size() - 1}};
  while (!spans.empty()) {
    const auto [first, last] = spans.back();
    spans.pop_back();
    double farthest = tolerance * tolerance;
    std::size_t at = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double far = distance(points[i], points[first], points[last]);
      if (far > farthest) farthest = far, at = i;
    }
    if (at == first) continue;
    keep[at] = true;
    spans.emplace_back(first, at);
    spans.emplace_back(at, last);
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (keep[i]) needed.push_back(i);
  }
  return needed;
}

void Path::line(std::span<const Point> points, const view::Rectangle& area, double tolerance) {
  std::vector<Point> part;  // what is connected so far
  const auto end = [&] {
    run(part, tolerance, false);
    part.clear();
  };
  for (std::size_t i = 1; i < points.size(); ++i) {
    const std::optional<view::Segment> inside = view::inside(area, {points[i - 1], points[i]});
    if (!inside) {
      end();
      continue;
    }
    if (!part.empty() && !same(part.back(), inside->a)) end();
    if (part.empty()) part.push_back(inside->a);
    part.push_back(inside->b);
  }
  end();
}

void Path::ring(std::span<const Point> points, double tolerance) {
  if (points.size() < 3) return;
  // A ring is two lines: from its first point to the one farthest from it, and back.
  std::size_t far = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (distance(points[i], points[0], points[0]) > distance(points[far], points[0], points[0])) far = i;
  }
  std::vector<Point> turned(points.begin(), points.end());
  turned.push_back(points[0]);
  std::vector<Point> kept;
  for (const std::size_t i : needed_points(std::span(turned).first(far + 1), tolerance)) kept.push_back(turned[i]);
  for (const std::size_t i : needed_points(std::span(turned).subspan(far), tolerance)) {
    if (i > 0) kept.push_back(turned[far + i]);
  }
  kept.pop_back();                           // the first point again: the path closes itself
  if (kept.size() >= 3) run(kept, 0, true);  // else too small to be seen
}

void Path::run(std::span<const Point> points, double tolerance, bool closed) {
  if (points.empty()) return;
  long x = 0, y = 0;
  std::size_t written = 0;
  for (const std::size_t i : needed_points(points, tolerance)) {
    const long to_x = std::lround(points[i].x), to_y = std::lround(points[i].y);
    if (written > 0 && to_x == x && to_y == y) continue;
    // "M x y l dx dy dx dy ...": one command, then relative steps.
    if (written < 2) data_ += written == 0 ? 'M' : 'l';
    append(data_, to_x - x, written >= 2);
    append(data_, to_y - y, true);
    x = to_x, y = to_y;
    ++written;
  }
  if (closed) data_ += 'z';
}

}  // namespace ravine::report
