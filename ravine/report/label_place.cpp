#include "ravine/report/label_place.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ravine/view/geometry/text_width.hpp"

namespace ravine::report {
namespace {

constexpr std::array scales{1.0, narrowest_map};

view::Rectangle moved(const view::Rectangle& distances, const view::Point& point, double scale) {
  return {point.x * scale + distances.x, point.y * scale + distances.y, distances.width, distances.height};
}

}  // namespace

LabelPlacer::LabelPlacer(double width, double height) {
  for (const double scale : scales) sizes_.push_back({scale, view::Room({0, 0, width * scale, height * scale})});
}

void LabelPlacer::add_line(const std::vector<view::Point>& points) {
  for (Size& size : sizes_) {
    std::vector<view::Point> scaled;
    scaled.reserve(points.size());
    for (const view::Point& p : points) scaled.push_back({p.x * size.scale, p.y * size.scale});
    size.room.take_line(scaled);
  }
}

void LabelPlacer::take_forbidden(const LabelPlacer& other) {
  for (std::size_t i = 0; i < sizes_.size(); ++i) sizes_[i].room.take_forbidden(other.sizes_[i].room);
}

void LabelPlacer::add_mark(const view::Point& center, double radius) {
  take(center, {-radius, -radius, 2 * radius, 2 * radius});
}

std::optional<double> LabelPlacer::cost(const view::Point& point, const view::Rectangle& distances) const {
  constexpr double cell = 4;         // pixels of a line that a unit of cost is
  constexpr double closeness = 1.5;  // rooms are coarse: what only just touches does not cover
  double worst = 0;
  for (const Size& size : sizes_) {
    const std::optional<int> covered = size.room.cost(view::grown(moved(distances, point, size.scale), -closeness));
    if (!covered) return std::nullopt;
    worst = std::max(worst, cell * *covered);
  }
  return worst;
}

void LabelPlacer::take(const view::Point& point, const view::Rectangle& distances) {
  for (Size& size : sizes_) size.room.take(moved(distances, point, size.scale));
}

std::optional<LabelPlace> LabelPlacer::place(std::string_view text, double size, const view::Point& point,
                                             double crossing) {
  const double width = view::text_width(text, size, true), ascent = 0.8 * size, descent = 0.25 * size;
  constexpr double gap = 12, near = 8, above = -13;
  const double below = 9 + ascent;
  // Right, left, then below and above on either side, then in the middle above and below.
  const std::array<LabelPlace, 8> places{{{gap, 0.36 * size, false},
                                          {-gap, 0.36 * size, true},
                                          {near, below, false},
                                          {near, above, false},
                                          {-near, below, true},
                                          {-near, above, true},
                                          {-0.5 * width, above, false},
                                          {-0.5 * width, below + 3, false}}};
  double least = crossing;
  std::optional<LabelPlace> best;
  view::Rectangle room_of_best;
  for (const LabelPlace& place : places) {
    const view::Rectangle room{place.dx - (place.at_end ? width : 0), place.dy - ascent, width, ascent + descent};
    const std::optional<double> here = cost(point, room);
    if (!here || *here > least || (best && *here == least)) continue;
    least = *here;
    best = place;
    room_of_best = room;
  }
  if (best) take(point, room_of_best);
  return best;
}

bool LabelPlacer::place_on(std::string_view text, double size, const view::Point& point, double angle) {
  // Squares along the text.
  const double half = view::text_width(text, size) / 2, dx = std::cos(angle), dy = std::sin(angle);
  std::vector<view::Rectangle> squares;
  for (double t = -half; t <= half; t += size / 2) {
    squares.push_back({t * dx - size / 2, t * dy - size / 2, size, size});
  }
  const auto free = [&](const view::Rectangle& square) { return cost(point, square).has_value(); };
  if (!std::all_of(squares.begin(), squares.end(), free)) return false;
  for (const view::Rectangle& square : squares) take(point, square);
  return true;
}

}  // namespace ravine::report
