// The ground of a map: bands between levels, level lines with the values of a few, and where the function has no value.
#pragma once

#include "ravine/report/label_place.hpp"
#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"

namespace ravine::report {

// For the inner SVG of the map. `coarseness` >= 1: of the lines, 1 is as fine as can be seen; or the graph. Nothing
// without levels.
void write_level_sets(Markup& page, const Picture& picture, double coarseness);

// The hatched ground below the inner SVG, seen where the bands leave it open. Nothing when f has values everywhere.
void write_hatch(Markup& page, const Picture& picture);

// Values on a few lines, where `placer` has room. `width`: of the map in pixels, as the placer's.
void write_level_values(Markup& page, const Picture& picture, LabelPlacer& placer, double width);

}  // namespace ravine::report
