// Ravine's pictures in one include.
//
//   ravine::animate(bowl, {result.history}, {.title = "Adam"}).save("adam.gif");
//
// One history gives the animation of a run, several give a race. For whatever else, make a view::Scene
// (view/figure.hpp, view/scene.hpp) and one of the figures in view/geometry; figures of studies take plain tables.
#pragma once

#include "ravine/view/animate_histories.hpp"
#include "ravine/view/animation.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/figure.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/geometry/study/band_curve.hpp"
#include "ravine/view/geometry/study/basin_map.hpp"
#include "ravine/view/geometry/study/critical_difference.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"
#include "ravine/view/geometry/study/interval_ranking.hpp"
#include "ravine/view/geometry/study/parallel_coordinates.hpp"
#include "ravine/view/geometry/study/step_curves.hpp"
#include "ravine/view/scene.hpp"
