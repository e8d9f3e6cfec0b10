// A panel of lines over gradient evaluations: axes, the whole lines faint, what has passed of them in full, and their
// heads. Every curve of the page is drawn here; page/scene.js moves them.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ravine/report/markup.hpp"
#include "ravine/report/trail.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::report {

struct PanelLine {
  std::size_t number = 0;  // unlike any other's of the panel; with the panel's name it is the line's
  Owner owner;
  std::vector<view::Point> places;  // fractions of the plot, y from its top; outside of it where it does not reach
};

struct Panel {
  std::string name;                          // "problem-1-f": unlike any other on the page, the program's own
  Markup label;                              // plain text, read aloud: "Curves of f over gradient evaluations"
  view::Plane plane;                         // to plot units
  std::string nothing;                       // why no line has a place; empty: some have
  bool times = true;                         // numbers below
  bool titled = true;                        // and what they are
  std::size_t most_across = 7, most_up = 6;  // ticks
  std::vector<PanelLine> lines;              // in the order in which they are drawn
  Markup marks;                              // on the plot, above lines and heads
};

// The places of values at times. One that is not finite has none.
std::vector<view::Point> places_of(const view::Plane& plane, const std::vector<double>& times,
                                   const std::vector<double>& values);

// The panel's frame, without a caption. `tolerance`: plot units that a line may be off.
void write_panel(Markup& page, const Panel& panel, double tolerance);

// Of a panel's lines: less than half a pixel.
inline constexpr double line_tolerance = 8;

}  // namespace ravine::report
