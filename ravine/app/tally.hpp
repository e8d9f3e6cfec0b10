// What the runs of a block came to, together.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ravine/app/outcome_counts.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::app {

// Whatever the order of the runs, it comes to the same.
struct Tally {
  std::uint64_t runs = 0;
  OutcomeCounts outcomes{};
  std::optional<study::RunRecord> best;  // the least f
  // Of each kind of outcome the run with the highest f at its end, the first of those: an infinite one is the highest.
  struct Worst {
    std::size_t run = 0;
    double f = 0;
  };
  std::array<std::optional<Worst>, outcome_kinds> worst{};

  void add(const study::RunRecord& record);
};

}  // namespace ravine::app
