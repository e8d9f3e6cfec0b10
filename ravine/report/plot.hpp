// The pictures of a problem as inline SVG: the map with the runs' trails, and the curves, both in their last state.
// They are still pictures by themselves; the page's script moves the trails and heads in them.
//
// A plot has no view box: its units are pixels, so that texts, markers and strokes keep their size at any width. Marks
// stand at percentages; the lines are in an inner SVG of plot_units width, stretched to the plot.
#pragma once

#include <cstddef>

#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/report/report.hpp"

namespace ravine::report {

// Writes nothing when the picture has no map.
void write_map(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture);

// `number`: of the problem, from 1; it names the curves.
void write_curves(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                  std::size_t number);

}  // namespace ravine::report
