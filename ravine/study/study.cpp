#include "ravine/study/study.hpp"

#include <chrono>
#include <limits>
#include <utility>

#include "ravine/study/part_size.hpp"

namespace ravine::study {
namespace {

constexpr double most_work = 2e7;  // of a part
constexpr double long_run = 2e6;   // from here on a run is watched within

double run_work(const PlannedRun& run) { return work_of(run.options.steps, run.start.size()); }

// Counts the steps of a run as they are made and ends it when the study is cancelled.
void watch(RunOptions& options, StudyControl& control) {
  options.callback = [&control, counted = std::uint64_t{0}](const StepView& view) mutable {
    constexpr std::uint64_t often = 1024;
    if (view.step - counted >= often) {
      control.evaluations.fetch_add(view.step - counted, std::memory_order_relaxed);
      counted = view.step;
    }
    return !control.cancel.load(std::memory_order_relaxed);
  };
}

RunResult not_begun(const PlannedRun& run) {
  RunResult result;
  result.outcome = {OutcomeKind::cancelled, 0, "not begun"};
  result.x = result.best_x = run.start;
  result.f = result.best_f = result.gradient_norm = std::numeric_limits<double>::quiet_NaN();
  result.history.dimension = run.start.size();
  return result;
}

}  // namespace

void run_each(const Plan& plan, Executor& executor, const RunSink& sink, StudyControl* control) {
  const auto cancelled = [&] { return control != nullptr && control->cancel.load(std::memory_order_relaxed); };
  for (std::size_t index = 0; index < plan.size();) {
    std::vector<PlannedRun> part;
    std::vector<Descent> descents;
    double work = 0;
    for (; index < plan.size() && part.size() < most_runs_a_part &&
           (work < most_work || part.size() < executor.workers());
         ++index) {
      auto next = plan.run(index);
      if (!part.empty() && next.problem != part.front().problem) break;
      work += run_work(next);
      descents.push_back({next.start, next.method, next.options});
      if (control != nullptr &&
          (run_work(next) >= long_run || !plan.problems[next.problem].problem->shares_evaluators()))
        watch(descents.back().options, *control);
      part.push_back(std::move(next));
    }
    std::vector<RunResult> results;
    if (cancelled()) {
      for (const auto& run : part) results.push_back(not_begun(run));
    } else {
      results = minimize_all(*plan.problems[part.front().problem].problem, descents, executor);
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (control != nullptr) {
        const auto counted = descents[i].options.callback ? results[i].evaluations / 1024 * 1024 : 0;
        control->evaluations.fetch_add(results[i].evaluations - counted, std::memory_order_relaxed);
        control->outcomes[static_cast<std::size_t>(results[i].outcome.kind)].fetch_add(1, std::memory_order_relaxed);
        control->runs.fetch_add(1, std::memory_order_relaxed);
      }
      sink(part[i], std::move(results[i]));
    }
  }
}

Results run(const Plan& plan, Executor& executor, StudyControl* control) {
  const auto began = std::chrono::steady_clock::now();
  Results results;
  results.runs.reserve(plan.size());
  run_each(
      plan, executor,
      [&](const PlannedRun&, RunResult&& result) {
        results.cancelled = results.cancelled || result.outcome.kind == OutcomeKind::cancelled;
        results.runs.push_back(std::move(result));
      },
      control);
  results.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return results;
}

}  // namespace ravine::study
