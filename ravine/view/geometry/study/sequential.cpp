#include "ravine/view/geometry/study/sequential.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ravine/base/math/logarithm.hpp"
#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {
namespace {

struct LabPoint {
  double lightness, a, b;
};

// Control points. In polar coordinates, chroma and hue: 0.10 at 285 degrees, 0.17 at 255, 0.17 at 170, 0.11 at 108. All
// of the curve is inside sRGB.
constexpr std::array<LabPoint, 4> control{
    {{0.27, 0.026, -0.097}, {0.46, -0.044, -0.164}, {0.74, -0.167, 0.030}, {0.94, -0.034, 0.105}}};

LabPoint on_curve(double t) {
  const double s = 1 - t;
  const std::array<double, 4> weight{s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
  LabPoint sum{0, 0, 0};
  for (std::size_t k = 0; k < control.size(); ++k) {
    sum.lightness += weight[k] * control[k].lightness;
    sum.a += weight[k] * control[k].a;
    sum.b += weight[k] * control[k].b;
  }
  return sum;
}

std::vector<Color> table() {
  constexpr std::size_t pieces = 4096;
  std::vector<double> length{0};
  for (std::size_t i = 1; i <= pieces; ++i) {
    const LabPoint p = on_curve(static_cast<double>(i - 1) / pieces), q = on_curve(static_cast<double>(i) / pieces);
    const double l = q.lightness - p.lightness, a = q.a - p.a, b = q.b - p.b;
    length.push_back(length.back() + std::sqrt(l * l + a * a + b * b));
  }
  std::vector<Color> colors;
  for (std::size_t i = 0; i < sequential_count; ++i) {
    const double wanted = length.back() * static_cast<double>(i) / (sequential_count - 1);
    const auto after = std::lower_bound(length.begin() + 1, length.end() - 1, wanted);
    const double part = (wanted - *(after - 1)) / (*after - *(after - 1));
    const LabPoint c = on_curve((static_cast<double>(after - length.begin() - 1) + part) / pieces);
    colors.push_back(oklab(c.lightness, c.a, c.b));
  }
  return colors;
}

}  // namespace

Color sequential_color(std::size_t index) {
  static const std::vector<Color> colors = table();
  return colors[std::min(index, sequential_count - 1)];
}

std::size_t ColorScale::index(double value) const {
  double part = 0;
  if (!logarithmic)
    part = (value / 2 - low / 2) / (high / 2 - low / 2);  // halves: no difference overflows
  else if (value > 0)
    part = (math::log(value) - math::log(low)) / (math::log(high) - math::log(low));
  part = part > 0 ? std::min(part, 1.0) : 0;  // 0 for what is no number, too
  return static_cast<std::size_t>(std::lround((dark_is_high ? 1 - part : part) * (sequential_count - 1)));
}

ColorScale color_scale(double low, double high, bool logarithmic, bool dark_is_high) {
  if (logarithmic) {
    if (!(low > 0) || !std::isfinite(low)) return {0.1, 1, true, dark_is_high};
    if (!(high > low * 1.05)) low = low / 1.5, high = std::max(high, low) * 1.5 * 1.5;
    return {low, high, true, dark_is_high};
  }
  if (!std::isfinite(low)) return {0, 1, false, dark_is_high};
  const double air = 1e-9 * std::max(std::fabs(low), std::fabs(high));
  if (!(high - low > air)) low -= 0.5 + air, high += 0.5 + air;
  return {low, high, false, dark_is_high};
}

}  // namespace ravine::view
