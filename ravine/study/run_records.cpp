#include "ravine/study/run_records.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "ravine/study/draw.hpp"
#include "ravine/study/halving.hpp"
#include "ravine/study/part_size.hpp"

namespace ravine::study {
namespace {

constexpr double most_part_work = 1e7;

struct Part {
  std::size_t block = 0, first = 0, size = 0;  // runs of the block
  std::size_t pruned_after = 0;                // RunOptions
};

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

std::vector<CurvePoint> curve_of(const History& history) {
  std::vector<CurvePoint> curve;
  curve.reserve(history.size());
  const auto& evaluations = history.evaluations.empty() ? history.step : history.evaluations;
  for (std::size_t row = 0; row < history.size(); ++row) curve.push_back({evaluations[row], history.f[row]});
  return curve;
}

// The runs of one part of a block after another. All are drawn into one descent: the runs of a queue have the same
// flags, choices and schedules, and what they differ in is read as they start.
class PartRuns final : public DescentQueue {
 public:
  PartRuns(const Plan& plan, const Part& part, const std::vector<bool>& done, StudyControl* control)
      : plan_(plan),
        part_(part),
        block_(plan.blocks()[part.block]),
        done_(done),
        control_(control),
        draw_(plan, part.block),
        keys_(plan, part.block),
        drawn_{{}, block_.method, {}} {
    const auto& parameters = block_.method.info().parameters;
    for (std::size_t k = 0; k < block_.axes.size(); ++k) {
      const auto& values = block_.axes[k].values;
      if (shapes_a_run(parameters[block_.axes[k].parameter]) ||
          std::any_of(values.begin(), values.end(), [](const Setting& value) { return value.schedule != nullptr; }))
        shaping_.push_back(k);
    }
    auto& options = drawn_.options;
    options = block_.options;
    options.levels = target_levels(plan.problems[block_.problem]);
    options.pruned_after = part.pruned_after;
    options.record.every = curve_steps(plan.curves, options.steps);
    options.record.point = options.record.gradient = options.record.update = options.record.slots = false;
    options.record.answer = options.record.ends = false;
    constexpr double long_run = 2e6;
    if (control != nullptr && (work_of(options.steps, block_.start.size()) >= long_run ||
                               !plan.problems[block_.problem].problem->shares_evaluators()))
      options.callback = [control](const StepView&) { return !control->cancel.load(std::memory_order_relaxed); };
  }

  std::size_t block() const { return part_.block; }
  // Of the same block.
  void begin(const Part& part) {
    part_ = part;
    next_ = 0;
    evaluations_ = 0;
    find_order();
    if (places_.size() < part.size) places_.resize(part.size);
    made_runs_.assign(part.size, 0);
  }

  // How many runs the next queue has, after one has ended: all of a queue have the same of what shapes a run. 0: none
  // is left, or the study is cancelled.
  std::size_t begin_queue() {
    skip_done();
    queue_end_ = next_;
    if (is_cancelled()) return 0;
    std::size_t count = 0;
    for (; queue_end_ < part_.size && (shaping_.empty() || shapes_[run_at(queue_end_)] == shapes_[run_at(next_)]);
         ++queue_end_)
      if (!is_done(queue_end_)) ++count;
    return count;
  }

  Next next() override {
    skip_done();
    if (next_ >= queue_end_ || is_cancelled()) return {};
    const auto run = run_at(next_++);
    draw_.set(part_.first + run, drawn_);
    places_[run].key = keys_.begun(drawn_.method, drawn_.start, drawn_.options.repeat);
    return {&drawn_, run};
  }

  void ended(std::size_t run, RunResult& result) override {
    if (result.outcome.kind == OutcomeKind::cancelled) return;
    auto& record = places_[run];
    set_record(record, result);
    record.index = plan_.first_run(part_.block) + part_.first + run;
    if (plan_.ends) record.end = result.x;
    if (plan_.curves > 0) record.curve = curve_of(result.history);
    evaluations_ += record.evaluations;
    made_runs_[run] = 1;
  }

  std::uint64_t evaluations() const { return evaluations_; }
  // Of the runs that were made, in their order.
  std::span<const RunRecord> records() {
    std::size_t count = 0;
    for (std::size_t i = 0; i < made_runs_.size(); ++i) {
      if (made_runs_[i] == 0) continue;
      if (count != i) std::swap(places_[count], places_[i]);
      places_[count].key = RunKeys::finished(places_[count].key);
      ++count;
    }
    return std::span(places_).first(count);
  }

 private:
  // Where in the part the run is that is the k-th to be made.
  std::size_t run_at(std::size_t k) const { return shaping_.empty() ? k : order_[k]; }
  bool is_done(std::size_t k) const {
    return !done_.empty() && done_[plan_.first_run(part_.block) + part_.first + run_at(k)];
  }
  void skip_done() {
    while (next_ < part_.size && is_done(next_)) ++next_;
  }
  // Runs that are alike after each other.
  void find_order() {
    if (shaping_.empty()) return;
    shapes_.assign(part_.size, {});
    order_.resize(part_.size);
    for (std::size_t k = 0; k < part_.size; ++k) {
      order_[k] = k;
      draw_.set(part_.first + k, drawn_);
      for (const auto axis : shaping_)
        shapes_[k].push_back(block_.axes[axis].interval ? drawn_.method.settings()[block_.axes[axis].parameter].value
                                                        : static_cast<double>(draw_.value_of(axis)));
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return shapes_[a] < shapes_[b]; });
  }
  bool is_cancelled() const { return control_ != nullptr && control_->cancel.load(std::memory_order_relaxed); }

  const Plan& plan_;
  Part part_;
  const Block& block_;
  const std::vector<bool>& done_;
  StudyControl* control_;
  std::vector<RunRecord> places_;  // one a run of the part, or more
  std::vector<char> made_runs_;    // whether it is filled
  Draw draw_;
  RunKeys keys_;
  Descent drawn_;                            // the run that was drawn last
  std::vector<std::size_t> shaping_;         // axes that shape a run
  std::vector<std::vector<double>> shapes_;  // their values, of each run of the part
  std::vector<std::size_t> order_;           // the runs of the part, as they are made
  std::size_t next_ = 0, queue_end_ = 0;     // in that order: the next run, and the first after the queue
  std::uint64_t evaluations_ = 0;
};

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
