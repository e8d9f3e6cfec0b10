// f on the straight line on which a run ends. Internal to `analysis/insight`.
#pragma once

#include <vector>

#include "ravine/analysis/insight/evidence.hpp"

namespace ravine {

struct SpotAhead {
  double distance = 0, f = 0;  // distance from the last sound point
};

// At distances that double, from the mean length of the last quarter's steps to at least `farthest`; ends with the
// first f that is not finite. The line leads as the last quarter of the rows did: of one step the noise of its gradient
// would decide. Empty where that quarter leads nowhere.
std::vector<SpotAhead> line_ahead(const Evidence& evidence, double farthest);

}  // namespace ravine
