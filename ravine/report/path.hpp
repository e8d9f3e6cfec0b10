// SVG paths from points: cut to an area, without what nobody can see, in short whole numbers.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::report {

// The inner coordinates of a plot: x from 0 to `plot_units` from left to right, y downwards. report.js says the same.
inline constexpr double plot_units = 10'000;

// An SVG path's data. Coordinates are rounded to whole units.
class Path {
 public:
  // An open line through points. A point that is not finite interrupts it. What is outside of `area` is cut off; points
  // nearer than `tolerance` to the line without them are left out.
  void line(std::span<const view::Point> points, const view::Rectangle& area, double tolerance);
  // A closed line, not cut; nothing when it is smaller than the tolerance.
  void ring(std::span<const view::Point> points, double tolerance);

  const std::string& data() const { return data_; }
  bool empty() const { return data_.empty(); }

 private:
  void run(std::span<const view::Point> points, double tolerance, bool closed);
  std::string data_;
};

// Which points are needed for a line that nowhere is farther than `tolerance` from the line through all of them
// (Ramer 1972; Douglas & Peucker 1973). The first and the last are.
std::vector<std::size_t> needed_points(std::span<const view::Point> points, double tolerance);

}  // namespace ravine::report
