// Finds free room for small labels: a coarse grid of what is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

class Room {
 public:
  explicit Room(const Rectangle& area);

  // Takes up room: `weight` 1 may be covered at a cost (a trail), forbidden may not (a label, a marker).
  static constexpr int forbidden = 1000;
  void take(const Rectangle& box, int weight = forbidden);
  void take_line(std::span<const Point> points, int weight = 1, double margin = 0);  // on both sides

  // What may not be covered there, in a room of the same area.
  void take_forbidden(const Room& other);

  // What covering the box would cost; nothing where it leaves the area or a forbidden place is in it.
  std::optional<int> cost(const Rectangle& box) const;
  // What is taken at one point.
  int at(const Point& p) const;

  // A box of this size beside `point`, `distance` away from it, where it costs least and no more than `limit` for each
  // grid cell of it; takes that room. To the right first, left, above, below, then the corners, then all farther away.
  std::optional<Rectangle> place(const Point& point, double width, double height, double distance, double limit = 0.12);

 private:
  static constexpr double cell = 4;
  template <class Visit>
  void each(const Rectangle& box, Visit visit) const;

  Rectangle area_;
  std::size_t columns_, rows_;
  std::vector<std::uint16_t> taken_;
};

}  // namespace ravine::view
