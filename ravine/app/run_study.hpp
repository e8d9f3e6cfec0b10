// ravine run, of a study that keeps records and no histories: into its store, over and over if need be.
#pragma once

#include "ravine/app/commands.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::app {

int run_study(const RunCommand& command, const study::Plan& plan, Executor& executor);

}  // namespace ravine::app
