// Which moments a film shows.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

// Ascending times (gradient evaluations), the first and the last among them, at most `most` (>= 2). With no more
// moments in the trajectories than that, each has a frame. Else frames are spaced by how far the trails move on the
// picture inside `area` (what happens elsewhere is not seen), with a share for time itself, so that a film of runs that
// stand still goes on too. All trajectories are shown at the same moment.
std::vector<double> frame_times(const std::vector<const Trajectory*>& trajectories, const Plane& plane,
                                std::size_t most);

// How many points of the trajectory are reached at `time`.
std::size_t reached(const Trajectory& trajectory, double time);

}  // namespace ravine::view
