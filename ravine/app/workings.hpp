// What a run's method went through, for the report: its schedules, and the state that its history recorded.
#pragma once

#include "ravine/report/workings.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::app {

// Schedules at up to 400 steps, each where the run is or would be after so many gradient evaluations; state wherever
// slots or updates were recorded, of all coordinates or the first four.
report::Workings workings_of(const study::PlannedRun& run, const Problem& problem, const History& history);

}  // namespace ravine::app
