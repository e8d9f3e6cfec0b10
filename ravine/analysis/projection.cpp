#include "ravine/analysis/projection.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/sum.hpp"

namespace ravine {

Projection project(const Slice& slice, std::span<const double> points) {
  const auto n = slice.origin.size();
  Projection found;
  std::vector<double> part(n);
  double farthest = 0;
  for (std::size_t first = 0; first + n <= points.size(); first += n) {
    for (std::size_t i = 0; i < n; ++i) part[i] = points[first + i] - slice.origin[i];
    const double x = math::dot(part, slice.x_direction), y = math::dot(part, slice.y_direction);
    for (std::size_t i = 0; i < n; ++i) part[i] -= x * slice.x_direction[i] + y * slice.y_direction[i];
    const double distance = std::sqrt(math::squared_norm(part));
    for (std::size_t i = 0; i < n; ++i) part[i] = points[first + i] - points[i];
    const double moved = std::sqrt(math::squared_norm(part));
    found.x.push_back(x);
    found.y.push_back(y);
    found.distance.push_back(distance);
    if (std::isfinite(distance)) farthest = std::max(farthest, distance);
    if (std::isfinite(moved)) found.extent = std::max(found.extent, moved);
  }
  if (farthest > 0) found.greatest = farthest / found.extent;
  return found;
}

}  // namespace ravine
