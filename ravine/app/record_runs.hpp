// The runs of a plan that keeps records, into a store of a folder, with progress and interruption.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "ravine/app/commands.hpp"
#include "ravine/app/study_rows.hpp"
#include "ravine/base/executor.hpp"
#include "ravine/study/plan.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::app {

struct Recorded {
  std::uint64_t before = 0;  // runs that were stored already
  std::uint64_t stored = 0;  // and are now
  bool interrupted = false;
};
// Hands over each record, those stored before first: to the rows, if they are not null, and to the sink by one thread
// at a time. Makes the folder. Says on the standard error how to go on where it was interrupted.
Recorded record_runs(const RunCommand& command, const study::Plan& plan, const std::filesystem::path& store,
                     const std::string& what, Executor& executor, StudyRows* rows,
                     const std::function<void(std::span<const study::RunRecord>)>& sink);

// Says where the runs of another definition are that the store had; nothing where there were none.
void tell_of_kept_runs(const std::filesystem::path& store, const std::filesystem::path& kept);

}  // namespace ravine::app
