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
  // Runs that stand for others, of equal ones the first.
  struct Example {
    std::size_t run = 0;
    double f = 0;
  };
  std::optional<Example> best_whole;                          // the least f of those that were not ended early
  std::array<std::optional<Example>, outcome_kinds> worst{};  // of each outcome the highest f at the end

  void add(const study::RunRecord& record);
};

}  // namespace ravine::app
