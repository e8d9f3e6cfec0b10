// What the runs on one problem were measured by, as CSV: losses and accuracies over steps, epochs, samples and time.
#pragma once

#include <cstddef>
#include <string>

#include "ravine/study/study.hpp"

namespace ravine::study {

// Columns run (its label), step, evaluations, epoch, samples, seconds, then a column a measure of the problem; a row
// for each time a run was measured, runs in the plan's order. Empty where the problem has no measures.
std::string measures_csv(const Plan& plan, const Results& results, std::size_t problem);

}  // namespace ravine::study
