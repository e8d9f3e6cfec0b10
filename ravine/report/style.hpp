// How runs and bands look on the page: from the one table of all pictures (view/geometry/palette), as CSS rules and as
// symbols for use elements. For dark screens the same colours, lighter where they were dark.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/view/geometry/display_list.hpp"

namespace ravine::report {

// The look of a section's run; looks come again where there are more runs than looks.
std::size_t style_of(std::size_t run);

// "#0072b2"
void write_color(Markup& page, const view::Color& color);

// "s3": the class that gives an element a run's colours and dash.
void write_style_class(Markup& page, std::size_t style);

// The sample of a run's line and marker, for legends and tables.
void write_swatch(Markup& page, std::size_t style);

// What use elements refer to: #marker-3, #swatch-3, #arrow, #star, #dot; and the pattern #hatch. Once a page.
void write_symbols(Markup& page, const std::vector<SectionPlan>& plans);

// The part of the style sheet that depends on the report: "s3" of the runs it holds, "b2" of the bands (the lowest is
// b0), the maps' aspects.
std::string style_rules(const std::vector<SectionPlan>& plans, const std::vector<Picture>& pictures);

}  // namespace ravine::report
