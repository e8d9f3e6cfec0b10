#include "ravine/view/geometry/marker.hpp"

#include <array>
#include <numbers>
#include <span>

#include "ravine/base/math/trigonometric.hpp"

namespace ravine::view {
namespace {

// Corners for a marker of diameter 2 around (0, 0), y downwards. Regular ones are c*(cos, sin) of multiples of a full
// turn over n, written out so that no rounding of a sine enters.
constexpr std::array<Point, 4> square{{{-0.84, -0.84}, {0.84, -0.84}, {0.84, 0.84}, {-0.84, 0.84}}};
constexpr std::array<Point, 4> diamond{{{0, -1.14}, {1.14, 0}, {0, 1.14}, {-1.14, 0}}};
constexpr std::array<Point, 3> triangle_up{{{0, -1.10}, {1.07, 0.80}, {-1.07, 0.80}}};
constexpr std::array<Point, 3> triangle_down{{{0, 1.10}, {-1.07, -0.80}, {1.07, -0.80}}};
constexpr std::array<Point, 12> plus{{{-0.34, -1.1},
                                      {0.34, -1.1},
                                      {0.34, -0.34},
                                      {1.1, -0.34},
                                      {1.1, 0.34},
                                      {0.34, 0.34},
                                      {0.34, 1.1},
                                      {-0.34, 1.1},
                                      {-0.34, 0.34},
                                      {-1.1, 0.34},
                                      {-1.1, -0.34},
                                      {-0.34, -0.34}}};
constexpr double arm_step =
    0.7071067811865476;  // a plus turned by an eighth: the arms' corners are at (1.1 +- 0.34) * arm_step
constexpr double far_arm = 1.44 * arm_step, near_arm = 0.76 * arm_step, inner = 0.68 * arm_step;
constexpr std::array<Point, 12> cross{{{-far_arm, -near_arm},
                                       {-near_arm, -far_arm},
                                       {0, -inner},
                                       {near_arm, -far_arm},
                                       {far_arm, -near_arm},
                                       {inner, 0},
                                       {far_arm, near_arm},
                                       {near_arm, far_arm},
                                       {0, inner},
                                       {-near_arm, far_arm},
                                       {-far_arm, near_arm},
                                       {-inner, 0}}};
// Five points at radius 1.15, the notches of the star at 0.48: cos and sin of 18, 54, 90, ... degrees.
constexpr double c18 = 0.9510565162951535, s18 = 0.3090169943749474, c54 = 0.5877852522924731, s54 = 0.8090169943749475;
constexpr double tip = 1.15, notch = 0.48;
constexpr std::array<Point, 10> star{{{0, -tip},
                                      {notch * c54, -notch* s54},
                                      {tip * c18, -tip* s18},
                                      {notch * c18, notch* s18},
                                      {tip * c54, tip* s54},
                                      {0, notch},
                                      {-tip * c54, tip* s54},
                                      {-notch * c18, notch* s18},
                                      {-tip * c18, -tip* s18},
                                      {-notch * c54, -notch* s54}}};
constexpr double penta = 1.06;
constexpr std::array<Point, 5> pentagon{{{0, -penta},
                                         {penta * c18, -penta* s18},
                                         {penta * c54, penta* s54},
                                         {-penta * c54, penta* s54},
                                         {-penta * c18, -penta* s18}}};
constexpr std::array<Point, 4> arrow{{{1.1, 0}, {-0.9, 0.85}, {-0.45, 0}, {-0.9, -0.85}}};

std::vector<Point> regular(int count) {
  std::vector<Point> points;
  for (int i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * i / count;
    points.push_back({math::cos(angle), math::sin(angle)});
  }
  return points;
}

std::span<const Point> corners(MarkerShape shape) {
  static const std::vector<Point> circle = regular(40);  // a marker's sagitta is 0.02 pixels
  switch (shape) {
    case MarkerShape::circle:
      return circle;
    case MarkerShape::square:
      return square;
    case MarkerShape::diamond:
      return diamond;
    case MarkerShape::triangle_up:
      return triangle_up;
    case MarkerShape::triangle_down:
      return triangle_down;
    case MarkerShape::plus:
      return plus;
    case MarkerShape::cross:
      return cross;
    case MarkerShape::star:
      return star;
    case MarkerShape::pentagon:
      return pentagon;
    case MarkerShape::arrow:
      return arrow;
  }
  return {};
}

}  // namespace

std::vector<Point> outline(const Marker& marker) {
  const double radius = marker.size / 2, cosine = math::cos(marker.angle), sine = math::sin(marker.angle);
  std::vector<Point> points;
  for (const Point& p : corners(marker.shape))
    points.push_back({marker.center.x + radius * (p.x * cosine - p.y * sine),
                      marker.center.y + radius * (p.x * sine + p.y * cosine)});
  return points;
}

}  // namespace ravine::view
