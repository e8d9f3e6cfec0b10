// Results as JSON text. JSON has no NaN and no infinities: they are null.
#pragma once

#include <span>
#include <string>

#include "ravine/study/summary.hpp"
#include "ravine/study/trajectory_table.hpp"

namespace ravine::study {

// One object, a list a column: {"step": [0, 1], "x": [5.0, 4.9], "f": [...], "grad_norm": [...]}.
std::string trajectory_json(const TrajectoryTable& table);

// A list with an object a run, its keys the columns of runs.csv; what does not exist is null.
std::string runs_json(std::span<const RunSummary> runs);

}  // namespace ravine::study
