// Which minimum the runs of a lattice of starts came to.
#pragma once

#include <cstddef>
#include <map>

#include "ravine/app/study_rows.hpp"
#include "ravine/view/geometry/study/basin_map.hpp"

namespace ravine::app {

// The maps of one problem, by block: with the same minima, so that one key tells of all of them.
struct ProblemBasins {
  std::map<std::size_t, view::BasinMap> maps;
  view::BasinKey key;
};

// Of blocks whose starts are a lattice in two coordinates, and whose settings do not vary. Minima are the known
// minimisers, or else where runs of a block came to rest together. No maps where none came to rest.
ProblemBasins problem_basins(const study::Plan& plan, std::size_t problem, const StudyRows& rows);

}  // namespace ravine::app
