// Of a study that keeps records only, what single runs did, in words: of each block the best, and of each way to end
// the run that stayed highest. They are made again for it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "ravine/app/tally.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::app {

struct NotableRun {
  std::size_t run = 0, block = 0;
  std::string label;               // with what varies: "Adam, η = 0.1"
  std::string why;                 // "the best", "diverged, the worst of 17"
  std::vector<std::string> texts;  // a sentence each, the most important first; never empty
};

// In the order of the blocks, `tallies` one each. None of runs that are too long to be made again in passing, and of no
// more blocks of a problem than one reads about.
std::vector<NotableRun> notable_runs(const study::Plan& plan, std::span<const Tally> tallies, Executor& executor);

}  // namespace ravine::app
