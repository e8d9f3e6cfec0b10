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
RAVINE_INLINE std::int64_t flag(bool raised, std::int64_t value = 1) { return raised ? value : 0; }

// Why a closer look at a lane is due.
inline constexpr std::int64_t target_met = 1, out_of_bounds = 2;

// One lane's f: target_met, out_of_bounds where it is not finite or beyond its limit, or both.
RAVINE_INLINE std::int64_t observe(const Observation& o, std::size_t lane) {
  const double f = o.f[lane];
  const bool better = f < o.best[lane];
  o.best[lane] = better ? f : o.best[lane];
  o.best_step[lane] = better ? o.step : o.best_step[lane];
  const double limit = o.divergence[lane];
  return flag(f <= o.target[lane], target_met) | flag(!(f <= limit), out_of_bounds) |
         flag(!(f >= -limit), out_of_bounds);
}

}  // namespace ravine
