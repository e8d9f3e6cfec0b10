#include "ravine/view/geometry/placement.hpp"

#include <algorithm>
#include <cmath>

namespace ravine::view {

Room::Room(const Rectangle& area)
    : area_(area),
      columns_(static_cast<std::size_t>(std::ceil(area.width / cell)) + 1),
      rows_(static_cast<std::size_t>(std::ceil(area.height / cell)) + 1),
      taken_(columns_ * rows_, 0) {}

template <class Visit>
void Room::each(const Rectangle& box, Visit visit) const {
  const auto index = [](double v, std::size_t count) {
    return static_cast<std::size_t>(std::clamp(std::floor(v / cell), 0.0, static_cast<double>(count - 1)));
  };
  if (!overlap(grown(box, 1e-9), area_)) return;
  const std::size_t left = index(box.x - area_.x, columns_), right = index(box.x + box.width - area_.x, columns_);
  const std::size_t top = index(box.y - area_.y, rows_), bottom = index(box.y + box.height - area_.y, rows_);
  for (std::size_t r = top; r <= bottom; ++r)
    for (std::size_t c = left; c <= right; ++c) visit(r * columns_ + c);
}

void Room::take(const Rectangle& box, int weight) {
  each(box, [&](std::size_t i) {
    taken_[i] = static_cast<std::uint16_t>(std::min<int>(forbidden, std::max<int>(taken_[i], weight)));
  });
}

void Room::take_line(std::span<const Point> points, int weight, double margin) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto seen = inside(area_, {points[i - 1], points[i]});
    if (!seen) continue;
    const double dx = seen->b.x - seen->a.x, dy = seen->b.y - seen->a.y;
    const int count = 1 + static_cast<int>(std::hypot(dx, dy) / (cell / 2));
    for (int k = 0; k <= count; ++k) {
      const double t = static_cast<double>(k) / count;
      take(grown({seen->a.x + t * dx, seen->a.y + t * dy, 0, 0}, margin), weight);
    }
  }
}

void Room::take_forbidden(const Room& other) {
  for (std::size_t i = 0; i < taken_.size() && i < other.taken_.size(); ++i)
    if (other.taken_[i] >= forbidden) taken_[i] = other.taken_[i];
}

int Room::at(const Point& p) const {
  int found = forbidden;
  each({p.x, p.y, 0, 0}, [&](std::size_t i) { found = taken_[i]; });
  return found;
}

std::optional<int> Room::cost(const Rectangle& box) const {
  if (box.x < area_.x || box.y < area_.y || box.x + box.width > area_.x + area_.width ||
      box.y + box.height > area_.y + area_.height)
    return std::nullopt;
  int sum = 0;
  bool free = true;
  each(box, [&](std::size_t i) {
    sum += taken_[i];
    free = free && taken_[i] < forbidden;
  });
  if (!free) return std::nullopt;
  return sum;
}

std::optional<Rectangle> Room::place(const Point& point, double width, double height, double distance, double limit) {
  std::optional<Rectangle> best;
  double least = limit * (width / cell + 1) * (height / cell + 1);
  // Directions in the order people like them; a later one must be better by a little.
  constexpr Point directions[] = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}, {1, -0.9}, {1, 0.9}, {-1, -0.9}, {-1, 0.9}};
  for (const double farther : {1.0, 2.0, 3.2}) {
    for (const Point& d : directions) {
      const double gap = distance * farther;
      const Rectangle box{point.x + d.x * (gap + width / 2) - width / 2,
                          point.y + d.y * (gap + height / 2) - height / 2, width, height};
      const auto price = cost(box);
      if (price && *price + 0.5 * (farther - 1) < least) {
        least = *price + 0.5 * (farther - 1) - 0.1;
        best = box;
      }
    }
    if (best && least <= 1) break;
  }
  if (best) take(grown(*best, 1));
  return best;
}

}  // namespace ravine::view
