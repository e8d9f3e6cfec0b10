#include "ravine/study/run_records.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "ravine/study/halving.hpp"
#include "ravine/study/part_runs.hpp"
#include "ravine/study/part_size.hpp"

namespace ravine::study {
namespace {

constexpr double most_part_work = 1e7;

// Of a block's runs that are not done: so many at once that each worker gets as much.
void add_parts(const Plan& plan, std::size_t number, const std::vector<bool>& done, std::size_t workers,
               std::size_t pruned_after, std::vector<Part>& parts) {
  const auto& block = plan.blocks()[number];
  const auto first_run = plan.first_run(number), size = block.size();
  const auto is_done = [&](std::size_t run) { return !done.empty() && done[first_run + run]; };
  std::size_t asked = size;
  if (!done.empty())
    asked -= static_cast<std::size_t>(std::count(done.begin() + static_cast<std::ptrdiff_t>(first_run),
                                                 done.begin() + static_cast<std::ptrdiff_t>(first_run + size), true));
  const bool alone = !plan.problems[block.problem].problem->shares_evaluators();
  const std::size_t even = alone ? 1 : std::clamp<std::size_t>((asked + workers - 1) / workers, 1, most_runs_a_part);
  const auto work = work_of(pruned_after > 0 ? pruned_after : block.options.steps, block.start.size());
  const auto most = static_cast<std::size_t>(std::clamp(most_part_work / work, 1.0, static_cast<double>(even)));
  Part part{number, 0, 0, pruned_after};
  for (std::size_t run = 0, taken = 0; run < size; ++run) {
    if (!is_done(run)) ++taken;
    ++part.size;
    if (taken < most && part.size < most_runs_a_part && run + 1 < size) continue;
    if (taken > 0) parts.push_back(part);
    part.first = run + 1;
    part.size = taken = 0;
  }
}

// Those that no worker has at the moment.
class IdleRuns {
 public:
  std::unique_ptr<PartRuns> take(std::size_t block) {
    const std::lock_guard lock(mutex_);
    if (idle_.empty() || idle_.back()->block() != block) return nullptr;
    auto runs = std::move(idle_.back());
    idle_.pop_back();
    return runs;
  }
  void give_back(std::unique_ptr<PartRuns> runs) {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty() && idle_.back()->block() > runs->block()) return;  // blocks come in their order
    if (!idle_.empty() && idle_.back()->block() < runs->block()) idle_.clear();
    idle_.push_back(std::move(runs));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<PartRuns>> idle_;
};

}  // namespace

std::size_t curve_steps(std::size_t points, std::size_t steps) {
  return points < 2 ? 0 : std::max<std::size_t>((steps + points - 2) / (points - 1), 1);
}

std::vector<double> target_levels(const PlannedProblem& problem) {
  std::vector<double> levels;
  const auto minimum = problem.minimum ? problem.minimum : problem.least_seen;
  if (!minimum) return levels;
  for (std::size_t i = 0; i < target_count; ++i) {
    const double level = *minimum + target_level(i);
    if (!levels.empty() && !(level < levels.back())) break;  // no longer told apart
    levels.push_back(level);
  }
  return levels;
}

namespace {

// Makes parts and hands over their records.
void make_parts(const Plan& plan, Executor& executor, const std::vector<Part>& parts, const std::vector<bool>& done,
                const RecordSink& sink, const RecordSink& by_several, StudyControl* control) {
  std::mutex one_at_a_time;
  IdleRuns idle;
  executor.run(parts.size(), [&](std::size_t k) {
    if (control != nullptr && control->cancel.load(std::memory_order_relaxed)) return;
    const auto& block = plan.blocks()[parts[k].block];
    const auto& problem = *plan.problems[block.problem].problem;
    auto runs = idle.take(parts[k].block);
    if (runs == nullptr) runs = std::make_unique<PartRuns>(plan, parts[k], done, control);
    runs->begin(parts[k]);
    while (const auto size = runs->begin_queue())
      minimize_queue(problem, *runs, std::min(size, lanes_for(problem, block.method)));
    const auto records = runs->records();
    if (by_several) by_several(parts[k].block, records);
    {
      const std::lock_guard lock(one_at_a_time);
      sink(parts[k].block, records);
      if (control != nullptr) control->evaluations.fetch_add(runs->evaluations(), std::memory_order_relaxed);
    }
    idle.give_back(std::move(runs));
  });
}

// The runs of a block by successive halving. A run that goes on is made again from its start: it has no place in memory
// meanwhile, and costs halving / (halving - 1) times what it would otherwise.
void make_halving(const Plan& plan, std::size_t number, Executor& executor, std::span<const RunRecord> before,
                  const RecordSink& sink, const RecordSink& by_several, StudyControl* control) {
  const auto& block = plan.blocks()[number];
  const auto first = plan.first_run(number);
  Halving halving(plan, number, before);
  while (true) {
    std::vector<bool> skipped(plan.size(), true);
    for (std::size_t run = 0; run < block.size(); ++run)
      if (halving.is_asked(run)) skipped[first + run] = false;
    const bool last = halving.is_last();
    std::vector<Part> parts;
    add_parts(plan, number, skipped, executor.workers(), last ? 0 : halving.rung().evaluations, parts);
    if (last) {
      make_parts(plan, executor, parts, skipped, sink, by_several, control);
      return;
    }
    make_parts(
        plan, executor, parts, skipped,
        [&](std::size_t, std::span<const RunRecord> records) {
          for (const auto& record : records) halving.set(record.index - first, record);
        },
        {}, control);
    if (control != nullptr && control->cancel.load()) return;
    const auto over = halving.climb();
    if (over.empty()) continue;
    if (by_several) by_several(number, over);
    sink(number, over);
  }
}

}  // namespace

void run_records(const Plan& plan, Executor& executor, const DoneRuns& done, const RecordSink& sink,
                 StudyControl* control, const RecordSink& by_several) {
  const RecordSink count_and_sink = [&](std::size_t block, std::span<const RunRecord> records) {
    sink(block, records);
    if (control == nullptr) return;
    for (const auto& record : records)
      control->outcomes[static_cast<std::size_t>(record.kind)].fetch_add(1, std::memory_order_relaxed);
    control->runs.fetch_add(records.size(), std::memory_order_relaxed);
  };
  std::vector<Part> parts;
  for (std::size_t block = 0; block < plan.blocks().size(); ++block)
    if (plan.blocks()[block].sampling.halving == 0) add_parts(plan, block, done.runs, executor.workers(), 0, parts);
  make_parts(plan, executor, parts, done.runs, count_and_sink, by_several, control);
  for (std::size_t block = 0; block < plan.blocks().size(); ++block) {
    if (plan.blocks()[block].sampling.halving == 0) continue;
    std::vector<RunRecord> before;
    for (const auto& record : done.halved)
      if (record.index - plan.first_run(block) < plan.blocks()[block].size()) before.push_back(record);
    make_halving(plan, block, executor, before, count_and_sink, by_several, control);
  }
}

}  // namespace ravine::study
