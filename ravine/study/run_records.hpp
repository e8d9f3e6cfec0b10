// Making the runs of a plan of which nothing but their records stays: as many as one likes, in little memory.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/study/plan.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

// Gets records of one block in the order of its runs, a thousand or so at most at a time, from any thread.
using RecordSink = std::function<void(std::size_t block, std::span<const RunRecord> records)>;

// What an earlier study has done of a plan.
struct DoneRuns {
  std::vector<bool> runs{};         // one flag a run of the plan, or none at all
  std::vector<RunRecord> halved{};  // the records of those whose block is halved (halving.hpp)
};

// Makes the runs that are not done. A cancelled study ends within a second or so and hands over the runs that ended: to
// the sink by one thread at a time, and before that to the other, where there is one, by several. An exception of a
// sink ends the study and passes through. What is recorded does not depend on the executor, but for times and for the
// order in which blocks' parts come.
void run_records(const Plan& plan, Executor& executor, const DoneRuns& done, const RecordSink& sink,
                 StudyControl* control = nullptr, const RecordSink& by_several = {});

// f at which the targets of a problem are met; empty where there is no minimum to count from, known or seen.
std::vector<double> target_levels(const PlannedProblem& problem);

// Each how many steps a curve of at most so many points has one, the first and the last among them; 0: none is asked
// for.
std::size_t curve_steps(std::size_t points, std::size_t steps);

}  // namespace ravine::study
