// How far double precision determines a trajectory.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "ravine/method/method.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {

// The first step at which a coordinate of a run differs by more than 10^-digits max(1, |x|) from that of a run whose
// start is one unit in the last place away in one coordinate, upwards or downwards; none where no such run ever does,
// nor where the run stands at a point without gradient from there on.
// What the run itself rounds at later steps is in no neighbour, and rounding may absorb a neighbour's difference: the
// horizon may come some steps late, and none is no proof.
// Makes 2n + 1 runs and keeps their points: for problems of few coordinates. `options.record` and the callback do not
// count. Throws InputError for a start of another dimension and for digits that are not in 1 ... 15.
std::optional<std::size_t> trust_horizon(const Problem& problem, const Method& method, std::span<const double> start,
                                         const RunOptions& options, int digits = 6);

}  // namespace ravine
