// Making the runs of a plan.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::study {

using OutcomeCounters = std::array<std::atomic<std::uint64_t>, outcome_kinds>;  // one an OutcomeKind

// Shared with the thread, or the signal handler, that watches a study. All fields may be used at any time.
struct StudyControl {
  std::atomic<bool> cancel{false};            // set it to end the study soon; what is done stays
  std::atomic<std::uint64_t> runs{0};         // ended so far
  std::atomic<std::uint64_t> evaluations{0};  // gradient evaluations made so far, about
  OutcomeCounters outcomes{};                 // how many runs ended so
};

// Called in the thread that called run_each, in the order of the plan.
using RunSink = std::function<void(const PlannedRun&, RunResult&&)>;

// Makes all runs of a plan and hands each to `sink`. Memory holds some hundreds of runs at a time, however many there
// are. A cancelled study still hands over every run: those under way as they are, those not begun with the outcome
// `cancelled` at step 0, their start, and f not a number. An exception of the sink ends the study and passes through.
// Results do not depend on the executor.
void run_each(const Plan& plan, Executor& executor, const RunSink& sink, StudyControl* control = nullptr);

// Everything a study found, in memory.
struct Results {
  std::vector<RunResult> runs;  // runs[i] is that of plan.run(i)
  double seconds = 0;           // wall time of all
  bool cancelled = false;       // some runs were
};
Results run(const Plan& plan, Executor& executor, StudyControl* control = nullptr);

}  // namespace ravine::study
