// Which minimum the runs of a lattice of starts came to.
#pragma once

#include <optional>

#include "ravine/app/study_rows.hpp"
#include "ravine/view/geometry/study/basin_map.hpp"

namespace ravine::app {

// Minima are the known minimisers, or else where runs came to rest together. Nothing where no run came to rest.
std::optional<view::BasinMap> basin_map(const study::Plan& plan, std::size_t block, const StudyRows& rows);

}  // namespace ravine::app
