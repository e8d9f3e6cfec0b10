// From the values of two axes to pixels, and lines cut to a rectangle.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// Values low ... high lie evenly (or their logarithms do) from pixel `from` to pixel `to`.
struct Scale {
  double low = 0, high = 1, from = 0, to = 1;
  bool logarithmic = false;
  // On a logarithmic scale zero and less are a little beyond `from`. Not finite for a value that is not.
  double at(double value) const;
};

struct Plane {
  Scale x, y;
  Point at(const Point& p) const { return {x.at(p.x), y.at(p.y)}; }
  Rectangle area() const;
};

bool is_finite(const Point& p);
bool contains(const Rectangle& area, const Point& p);
Rectangle grown(const Rectangle& area, double margin);
bool overlap(const Rectangle& a, const Rectangle& b);
Rectangle bounds(const Rectangle& a, const Rectangle& b);
Rectangle bounds(std::span<const Point> points);  // not empty

// The part of the segment a-b inside the rectangle; nothing when it passes by.
struct Segment {
  Point a, b;
};
std::optional<Segment> inside(const Rectangle& area, const Segment& segment);

// The points without those that a straight line through their neighbours misses by less than `tolerance`: for lines
// with many points a pixel. Ends stay. Never more than `tolerance` away from the line (Reumann & Witkam's corridor).
std::vector<Point> simplified(std::span<const Point> points, double tolerance);

}  // namespace ravine::view
