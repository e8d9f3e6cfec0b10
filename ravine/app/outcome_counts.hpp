// How many runs ended in which way.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "ravine/run/outcome.hpp"

namespace ravine::app {

using OutcomeCounts = std::array<std::uint64_t, outcome_kinds>;  // one an OutcomeKind
// "98,123 budget, 1,877 diverged"; kinds that did not happen are left out.
std::string outcomes_text(const OutcomeCounts& counts);

}  // namespace ravine::app
