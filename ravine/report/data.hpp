// The page's data: numbers only, as JSON. Texts stand in the page itself, escaped, and its script reads them there.
#pragma once

#include <vector>

#include "ravine/report/chart.hpp"
#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/report/report.hpp"

namespace ravine::report {

// {"scenes": [{"map", "curves", "minimum", "known", "last", "runs": [{"style", "s", "x", "y", "d", "f", "g"}, ...],
//              "times": [steps, ...], "charts": [{"low", "high", "decades", "last", "lines": [{"t", "v", "runs",
//              "clocks"},
//              ...]},
//              ...]}, ...]}
// "d" is the distance from the map's plane, there where the map is a slice; its map has "off": from which distances on
// a path is beside the plane, and far from it. Charts stand in the order of the page, those of schedules first; "t" is
// the place in "times" of a line's gradient evaluations, "clocks" those of the page's other axes, of measurements only.
void write_data(Markup& page, const Report& report, const std::vector<SectionPlan>& plans,
                const std::vector<Picture>& pictures, const std::vector<Charts>& charts);

}  // namespace ravine::report
