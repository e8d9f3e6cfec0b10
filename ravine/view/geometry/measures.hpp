// Losses and accuracies of all runs: a row of panels a quantity, a column a part of the data.
#pragma once

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// Throws InputError for a size outside of FigureOptions' limits and for lists of unequal length.
DisplayList measures_figure(const MeasureCurves& curves, const FigureOptions& options = {});

}  // namespace ravine::view
