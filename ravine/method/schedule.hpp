// Schedules: settings that change from step to step, as expressions of t (the step, from 0) and T (the run's steps).
#pragma once

#include <memory>
#include <string_view>

#include "ravine/base/setting.hpp"

namespace ravine {

// From text such as "0.1/(1 + 0.01*t)". Throws InputError with the offset in the text.
std::shared_ptr<const Schedule> schedule(std::string_view expression);

}  // namespace ravine
