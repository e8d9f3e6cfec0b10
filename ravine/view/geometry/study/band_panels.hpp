// Medians and quartiles of many methods, a small panel a method.
#pragma once

#include "ravine/view/geometry/study/band_curve.hpp"

namespace ravine::view {

// Of curves that band_curve_figure has found sound.
DisplayList band_panels_figure(const BandCurve& curves, const FigureOptions& options);

}  // namespace ravine::view
