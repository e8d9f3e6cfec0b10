// One scale of colours from dark to pale for numbers, and colours beside it for runs that gave no number.
//
// A cubic Bezier curve in OKLab (Ottosson, "A perceptual color space for image processing", 2020) between indigo and
// pale yellow, cut into pieces of equal length there: equal steps look equally different, and lightness only grows.
#pragma once

#include <cstddef>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

inline constexpr std::size_t sequential_count = 256;

// Colour `index` of the scale, 0 (dark) ... 255 (pale); larger ones are the last.
Color sequential_color(std::size_t index);

// Ran out of its budget: a grey that the scale has not. Diverged or left the domain: a red that it has not either.
inline constexpr Color missed_color{0.845, 0.845, 0.855, 1};
inline constexpr Color failed_color{0.90, 0.50, 0.43, 1};
inline constexpr Color failed_hatch{0.66, 0.16, 0.11, 1};  // lines over it: told apart without hues too

// From numbers to colours. Numbers beyond the ends have the ends' colours, so has zero on a logarithmic scale.
struct ColorScale {
  double low = 0, high = 1;  // low < high; both positive on a logarithmic scale
  bool logarithmic = false;
  bool dark_is_high = false;

  // Index of the colour; of what is no number the lowest.
  std::size_t index(double value) const;
  Color color(double value) const { return sequential_color(index(value)); }
};

// A scale over numbers from low to high, made longer where they are equal or too close. On a logarithmic one `low` is
// the least positive number; without any the scale is from 0.1 to 1.
ColorScale color_scale(double low, double high, bool logarithmic, bool dark_is_high);

}  // namespace ravine::view
