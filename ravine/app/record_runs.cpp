#include "ravine/app/record_runs.hpp"

#include <fmt/format.h>

#include <system_error>

#include "ravine/app/interrupt.hpp"
#include "ravine/app/progress.hpp"
#include "ravine/app/study_files.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/study_file.hpp"

namespace ravine::app {

void tell_of_kept_runs(const std::filesystem::path& store, const std::filesystem::path& kept) {
  if (!kept.empty())
    fmt::print(stderr, "ravine: {} had runs of another definition; all of them are kept in {}\n", store.string(),
               kept.string());
}

Recorded record_runs(const RunCommand& command, const study::Plan& plan, const std::filesystem::path& store,
                     const std::string& what, Executor& executor, StudyRows* rows,
                     const std::function<void(std::span<const study::RunRecord>)>& sink) {
  study::StudyControl control;
  const Interrupt interrupt(control.cancel);
  const auto folder = store.parent_path();
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) throw SystemError("cannot make the folder \"" + folder.string() + "\": " + code.message());
  study::StudyFile file(store, plan, study::provenance(), command.force);
  tell_of_kept_runs(store, file.set_aside());
  remove_earlier_report(folder);  // its commands would name other runs
  Recorded recorded;
  recorded.before = file.done_count();
  const auto keep = [&](std::size_t /*block*/, std::span<const study::RunRecord> records) {
    if (rows != nullptr) rows->add(records);
  };
  if (recorded.before > 0)
    file.read([&](const study::RunRecord& record) {
      keep(0, {&record, 1});
      sink({&record, 1});
    });
  {
    const Progress progress(what, control.runs, plan.size() - recorded.before, command.quiet, &control.outcomes);
    study::run_records(
        plan, executor, file.done_runs(),
        [&](std::size_t block, std::span<const study::RunRecord> records) {
          file.add(block, records);
          sink(records);
        },
        &control, keep);
  }
  file.commit();
  recorded.stored = file.done_count();
  recorded.interrupted = recorded.stored < plan.size();
  if (recorded.interrupted)
    fmt::print(stderr, "ravine: interrupted; {} of {} {} are stored: the same command goes on from there\n",
               count_text(recorded.stored), count_text(plan.size()), what);
  return recorded;
}

}  // namespace ravine::app
