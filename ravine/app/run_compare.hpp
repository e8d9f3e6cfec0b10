// ravine run, of a definition with [compare].
#pragma once

#include "ravine/app/commands.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::app {

int run_compare(const RunCommand& command, const study::Plan& plan, Executor& executor);

}  // namespace ravine::app
