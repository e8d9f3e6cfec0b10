// What is kept of a point on the way, and whether a closer look at its run is due: part of every step, for runs of two
// coordinates in the same pass as the step itself.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ravine/base/lanes.hpp"

namespace ravine {

// Columns of lanes. best, best_step: the least f so far and its step.
struct Observation {
  const double *f = nullptr, *target = nullptr, *divergence = nullptr;
  double *best = nullptr, *best_step = nullptr;
  double step = 0;
};

// As wide as the numbers it is made of, so that a vector of the one is a vector of the other.
RAVINE_INLINE std::int64_t flag(bool raised) { return raised ? 1 : 0; }

// One lane's f: nonzero where it meets its target, or is not finite or beyond its limit.
RAVINE_INLINE std::int64_t observe(const Observation& o, std::size_t lane) {
  const double f = o.f[lane];
  const bool better = f < o.best[lane];
  o.best[lane] = better ? f : o.best[lane];
  o.best_step[lane] = better ? o.step : o.best_step[lane];
  const double limit = o.divergence[lane];
  return flag(f <= o.target[lane]) | flag(!(f <= limit)) | flag(!(f >= -limit));
}

}  // namespace ravine
