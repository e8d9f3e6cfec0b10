#include "ravine/view/geometry/palette.hpp"

#include <algorithm>
#include <array>

#include "ravine/base/math/power.hpp"

namespace ravine::view {
namespace {

double to_srgb(double linear) {
  const double v = std::clamp(linear, 0.0, 1.0);
  return v <= 0.0031308 ? 12.92 * v : 1.055 * math::pow(v, 1 / 2.4) - 0.055;
}

constexpr Color rgb(int red, int green, int blue) { return {red / 255.0, green / 255.0, blue / 255.0, 1}; }

struct Lab {
  double lightness, a, b;
};
constexpr Lab cold{0.825, -0.010, -0.038}, warm{0.966, -0.003, 0.044};

// Blue, vermilion, brown, green, pink, black, azure and plum.
constexpr std::array method_colors{rgb(0, 114, 178),   rgb(213, 94, 0), rgb(150, 80, 20),  rgb(0, 158, 115),
                                   rgb(204, 121, 167), rgb(0, 0, 0),    rgb(60, 145, 255), rgb(95, 40, 130)};
constexpr std::array marker_shapes{MarkerShape::circle,      MarkerShape::square,        MarkerShape::diamond,
                                   MarkerShape::triangle_up, MarkerShape::triangle_down, MarkerShape::plus,
                                   MarkerShape::pentagon,    MarkerShape::cross};

const std::vector<double>& dash(std::size_t number) {
  static const std::array<std::vector<double>, 4> dashes{{{}, {3, 2.2}, {0.2, 2.2}, {4, 2, 0.2, 2}}};
  return dashes[number % dashes.size()];
}

}  // namespace

Color oklab(double lightness, double a, double b) {
  const double l = lightness + 0.3963377774 * a + 0.2158037573 * b;
  const double m = lightness - 0.1055613458 * a - 0.0638541728 * b;
  const double s = lightness - 0.0894841775 * a - 1.2914855480 * b;
  const double l3 = l * l * l, m3 = m * m * m, s3 = s * s * s;
  return {to_srgb(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
          to_srgb(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
          to_srgb(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3), 1};
}

std::vector<Color> band_colors(std::size_t count) {
  std::vector<Color> colors;
  for (std::size_t i = 0; i < count; ++i) {
    const double t = count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1);
    colors.push_back(oklab(cold.lightness + t * (warm.lightness - cold.lightness), cold.a + t * (warm.a - cold.a),
                           cold.b + t * (warm.b - cold.b)));
  }
  return colors;
}

MethodStyle method_style(std::size_t index) {
  const std::size_t color = index % method_colors.size(), round = index / method_colors.size();
  MethodStyle style;
  style.color = method_colors[color];
  style.dash = dash(round);
  style.marker = marker_shapes[(index + round + round / 4) % marker_shapes.size()];
  return style;
}

bool is_emphasised(std::size_t place, std::size_t count) { return count <= most_colored || place < most_emphasised; }

MethodStyle ranked_style(std::size_t place, std::size_t count) {
  static_assert(most_colored == method_colors.size());
  MethodStyle style = method_style(place);
  if (is_emphasised(place, count)) return style;
  constexpr std::array greys{rgb(146, 148, 153), rgb(98, 101, 107)};
  const std::size_t number = place - most_emphasised;
  style.color = greys[number % greys.size()];
  style.dash = dash(number / greys.size());
  style.marker = marker_shapes[(number + number / marker_shapes.size()) % marker_shapes.size()];
  return style;
}

Color text_color(const Color& color) {
  const double light = 0.3 * color.red + 0.6 * color.green + 0.1 * color.blue, part = light > 0.45 ? 0.62 : 0.85;
  return {color.red * part, color.green * part, color.blue * part, 1};
}

Color faint(const Color& color, double strength) {
  const auto mix = [&](double v) { return 1 - strength * (1 - v); };
  return {mix(color.red), mix(color.green), mix(color.blue), 1};
}

}  // namespace ravine::view
