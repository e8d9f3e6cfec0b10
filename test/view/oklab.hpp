// From sRGB to OKLab, from the matrices of Ottosson, "A perceptual color space for image processing" (2020).
#pragma once

#include <algorithm>
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

// What people see: with all cones, and without those for red, green or blue. Machado, Oliveira and Fernandes, "A
// physiologically-based model for simulation of color vision deficiency", 2009 (doi:10.1109/TVCG.2009.113), severity 1,
// on linear sRGB.
struct ColorVision {
  double rows[3][3];
};
inline constexpr ColorVision color_visions[4] = {
    {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
    {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
    {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
    {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};
inline Lab seen(const ColorVision& vision, const Color& color) {
  const Linear c = linear(color);
  const auto row = [&](int k) {
    return std::max(0.0, vision.rows[k][0] * c.r + vision.rows[k][1] * c.g + vision.rows[k][2] * c.b);
  };
  return lab(Linear{row(0), row(1), row(2)});
}

}  // namespace ravine::view
