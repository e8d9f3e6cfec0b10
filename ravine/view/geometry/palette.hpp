// The colours of every picture: pale bands for level sets, one style a method, inks.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// A colour by its OKLab coordinates (Ottosson, "A perceptual color space for image processing", 2020): lightness 0 ...
// 1, green-red, blue-yellow. Equal distances look equally different. Clamped to sRGB.
Color oklab(double lightness, double a, double b);

// Colours of `count` bands from the lowest values to the highest: cold and a little darker to warm and light, on a
// straight line in OKLab, so that neighbours are equally different. All pale, so that trails stand out.
std::vector<Color> band_colors(std::size_t count);

// How a method looks, in map, curves and legend. The first eight have colours of their own: blue, vermilion, green,
// pink and black are Okabe and Ito's ("Color universal design", 2008); their orange, sky blue and yellow are too light
// for lines on paper, and brown, azure and plum stand for them. Each has a contrast of at least 3 : 1 to paper
// (WCAG 2.2, criterion 1.4.11), and people of all colour visions tell them apart. Then the colours come again with
// other markers and dashes. No two of the first 64 are alike.
struct MethodStyle {
  Color color;
  std::vector<double> dash;  // for a line 1 pixel wide; multiply by the width
  MarkerShape marker = MarkerShape::circle;
};
MethodStyle method_style(std::size_t index);

// How one of `count` methods of a ranking looks, place 0 the best. Up to eight have their colours. Of more nobody tells
// colours apart: the best six have them, the others are grey and differ by shade, dashes and marker.
inline constexpr std::size_t most_colored = 8, most_emphasised = 6;
bool is_emphasised(std::size_t place, std::size_t count);
MethodStyle ranked_style(std::size_t place, std::size_t count);

// `color` seen through paper: strength 1 is the colour, 0 is white. Opaque, so that crossings do not add up.
Color faint(const Color& color, double strength);

// `color` dark enough for letters on pale bands and paper.
Color text_color(const Color& color);

inline constexpr Color ink{0.10, 0.11, 0.13, 1};         // titles, names
inline constexpr Color soft_ink{0.33, 0.35, 0.39, 1};    // ticks, notes
inline constexpr Color grid_ink{0.90, 0.905, 0.915, 1};  // grids of curves
inline constexpr Color paper{1, 1, 1, 1};

}  // namespace ravine::view
