// The key of a run: a hash of what determines its bits.
#pragma once

#include <string>

#include "ravine/study/plan.hpp"

namespace ravine::study {

// 32 hexadecimal digits. Equal for the same function, start, method with its settings, stop rules and seed in any
// study, on any machine; different when any of these changes, or the version of what bits depend on. Titles, labels,
// views, what is recorded, and the order of runs do not count.
std::string run_key(const Plan& plan, const PlannedRun& run);

// The text that is hashed.
std::string run_identity(const Plan& plan, const PlannedRun& run);

}  // namespace ravine::study
