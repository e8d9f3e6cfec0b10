// Runs are handed to the workers in parts: large enough to keep lanes and workers busy, small enough to look for a
// cancellation, to count and to store between two of them, and for a part's records to stay in the second-level cache.
#pragma once

#include <cstddef>

namespace ravine::study {

inline constexpr std::size_t most_runs_a_part = 1000;

// Of a run, about: evaluations times coordinates, and what an evaluation takes beside them.
inline double work_of(std::size_t evaluations, std::size_t coordinates) {
  return static_cast<double>(evaluations) * (8 + static_cast<double>(coordinates));
}

}  // namespace ravine::study
