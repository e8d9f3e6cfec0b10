// The axes of a plot: ticks with numbers outside of it, lines inside.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"

namespace ravine::report {

struct AxisMark {
  double place = 0;  // 0 at the axis' low end, 1 at its high end
  std::string label;
};
std::vector<AxisMark> linear_marks(double low, double high, std::size_t most);
std::vector<AxisMark> marks_of(const view::Ticks& ticks, const view::Scale& scale);

// Below the plot; left of it, the low end at the bottom.
void write_marks_across(Markup& page, const std::vector<AxisMark>& marks);
void write_marks_up(Markup& page, const std::vector<AxisMark>& marks);

// Lines behind curves, for an inner SVG as high as wide.
void write_grid(Markup& page, const std::vector<AxisMark>& across, const std::vector<AxisMark>& up);

// "57.25%": a place in a plot.
void write_percent(Markup& page, double fraction);

// <svg class="name" x="57.25%" y="10%">: a point of a plot, around which the content is in pixels. To be closed with
// "</svg>".
void open_point(Markup& page, Literal name, double x, double y);

}  // namespace ravine::report
