// From sRGB to OKLab, from the matrices of Ottosson, "A perceptual color space for image processing" (2020).
#pragma once

#include <cmath>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

struct Lab {
  double l, a, b;
};
struct Linear {
  double r, g, b;
};
inline Linear linear(const Color& c) {
  const auto one = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return {one(c.red), one(c.green), one(c.blue)};
}
inline Lab lab(const Linear& c) {
  const double l = std::cbrt(0.4122214708 * c.r + 0.5363325363 * c.g + 0.0514459929 * c.b);
  const double m = std::cbrt(0.2119034982 * c.r + 0.6806995451 * c.g + 0.1073969566 * c.b);
  const double s = std::cbrt(0.0883024619 * c.r + 0.2817188376 * c.g + 0.6299787005 * c.b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}
inline Lab lab(const Color& c) { return lab(linear(c)); }
inline double distance(const Lab& a, const Lab& b) { return std::hypot(a.l - b.l, a.a - b.a, a.b - b.b); }
inline double distance(const Color& a, const Color& b) { return distance(lab(a), lab(b)); }

}  // namespace ravine::view
