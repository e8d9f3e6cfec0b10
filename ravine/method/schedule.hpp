// Schedules: settings that change from step to step, as expressions of t (the step, from 0) and T (the run's steps).
// `schedule_forms` are the customary ones, by name: cosine(0.1, 0), warmup(20, step(0.1, 0.5, 100)).
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "ravine/base/setting.hpp"
#include "ravine/expression/named_formula.hpp"

namespace ravine {

// From text such as "0.1/(1 + 0.01*t)" or "cosine(0.1, 0)". Throws InputError with the offset in the text.
std::shared_ptr<const Schedule> schedule(std::string_view expression);

// The named forms, each with its parameters, its formula and one line on what it is.
std::span<const NamedFormula> schedule_forms();

}  // namespace ravine
