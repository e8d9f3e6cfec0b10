// What is said of a comparison's table: what it measures, how it is ordered, and what may be concluded from it.
#pragma once

#include <string>

#include "ravine/study/comparison_result.hpp"

namespace ravine::app {

std::string comparison_words(const study::Plan& plan, const study::ContenderPlan& tuning,
                             const study::ContenderPlan& scoring, const study::ComparisonResult& result);

}  // namespace ravine::app
