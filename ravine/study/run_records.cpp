#include "ravine/study/run_records.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include "ravine/study/draw.hpp"

namespace ravine::study {
namespace {

// What is handed to a worker at once: enough to keep its lanes filled, little enough to look for a cancellation and to
// store what was done between two of them.
constexpr std::size_t most_runs = 4096;
constexpr double most_work = 1e7;      // evaluations times coordinates
constexpr double evaluation_work = 8;  // of an evaluation beside its coordinates

struct Part {
  std::size_t block = 0, first = 0, size = 0;  // runs of the block
};

double work_of(const Block& block) {
  return static_cast<double>(block.options.steps) * (evaluation_work + static_cast<double>(block.start.size()));
}

std::vector<Part> parts_of(const Plan& plan, const std::vector<bool>& done, std::size_t workers) {
  std::vector<Part> parts;
  for (std::size_t number = 0; number < plan.blocks().size(); ++number) {
    const auto& block = plan.blocks()[number];
    const auto size = block.size();
    const bool alone = !plan.problems[block.problem].problem->shares_evaluators();
    const auto even = alone ? 1.0 : static_cast<double>((size + workers - 1) / workers);
    const auto most = static_cast<std::size_t>(
        std::clamp(std::min(most_work / work_of(block), even), 1.0, static_cast<double>(most_runs)));
    for (std::size_t first = 0; first < size; first += most) {
      const Part part{number, first, std::min(most, size - first)};
      const auto from =
          done.begin() + static_cast<std::ptrdiff_t>(std::min(plan.first_run(number) + first, done.size()));
      const auto to =
          done.begin() + static_cast<std::ptrdiff_t>(std::min(plan.first_run(number) + first + part.size, done.size()));
      if (from == to || std::find(from, to, false) != to) parts.push_back(part);
    }
  }
  return parts;
}

// The runs of a part, each made in a place that was another's before.
class PartRuns final : public DescentQueue {
 public:
  PartRuns(const Plan& plan, const Part& part, const std::vector<bool>& done, StudyControl* control)
      : plan_(plan),
        part_(part),
        block_(plan.blocks()[part.block]),
        done_(done),
        control_(control),
        places_(part.size),
        made_runs_(part.size),
        draw_(plan, part.block),
        keys_(plan, part.block),
        next_(part.first) {
    options_ = block_.options;
    options_.levels = target_levels(plan.problems[block_.problem]);
    options_.record.every = 0;
    options_.record.point = options_.record.gradient = options_.record.update = options_.record.slots = false;
    options_.record.answer = false;
    constexpr double long_run = 2e6;
    if (control != nullptr &&
        (work_of(block_) >= long_run || !plan.problems[block_.problem].problem->shares_evaluators()))
      options_.callback = [control](const StepView&) { return !control->cancel.load(std::memory_order_relaxed); };
  }

  Place next() override {
    const auto first = plan_.first_run(part_.block);
    while (next_ < part_.first + part_.size && !done_.empty() && done_[first + next_]) ++next_;
    if (next_ == part_.first + part_.size || is_cancelled()) return {};
    if (free_.empty()) {
      made_.push_back(std::make_unique<Lane>(Lane{{}, {{}, block_.method, options_}, 0}));
      free_.push_back(made_.back().get());
    }
    auto& lane = *free_.back();
    free_.pop_back();
    lane.run = next_++;
    draw_.set(lane.run, lane.descent);
    return {&lane.descent, &lane};
  }

  void ended(const Place& place) override {
    auto& lane = *static_cast<Lane*>(place.result);
    free_.push_back(&lane);
    if (lane.outcome.kind == OutcomeKind::cancelled) return;
    auto& record = places_[lane.run - part_.first];
    set_record(record, lane);
    record.index = plan_.first_run(part_.block) + lane.run;
    record.key = keys_.key(lane.descent.method, lane.descent.start, lane.descent.options.repeat);
    if (plan_.ends) record.end = lane.x;
    evaluations_ += record.evaluations;
    made_runs_[lane.run - part_.first] = 1;
  }

  std::uint64_t evaluations() const { return evaluations_; }
  // Of the runs that were made, in their order.
  std::span<const RunRecord> records() {
    std::size_t count = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (made_runs_[i] == 0) continue;
      if (count != i) places_[count] = std::move(places_[i]);
      ++count;
    }
    return std::span(places_).first(count);
  }

 private:
  struct Lane : RunResult {
    Descent descent;
    std::size_t run = 0;  // of the block
  };
  bool is_cancelled() const { return control_ != nullptr && control_->cancel.load(std::memory_order_relaxed); }

  const Plan& plan_;
  const Part part_;
  const Block& block_;
  const std::vector<bool>& done_;
  StudyControl* control_;
  std::vector<RunRecord> places_;  // one a run of the part
  std::vector<char> made_runs_;    // whether it is filled
  Draw draw_;
  RunKeys keys_;
  RunOptions options_;
  std::vector<std::unique_ptr<Lane>> made_;
  std::vector<Lane*> free_;
  std::size_t next_;
  std::uint64_t evaluations_ = 0;
};

}  // namespace

std::vector<double> target_levels(const PlannedProblem& problem) {
  std::vector<double> levels;
  if (!problem.minimum) return levels;
  for (std::size_t i = 0; i < target_count; ++i) {
    const double level = *problem.minimum + target_level(i);
    if (!levels.empty() && !(level < levels.back())) break;  // no longer told apart
    levels.push_back(level);
  }
  return levels;
}

void run_records(const Plan& plan, Executor& executor, std::vector<bool> done, const RecordSink& sink,
                 StudyControl* control) {
  const auto parts = parts_of(plan, done, executor.workers());
  std::mutex one_at_a_time;
  executor.run(parts.size(), [&](std::size_t k) {
    if (control != nullptr && control->cancel.load(std::memory_order_relaxed)) return;
    const auto& block = plan.blocks()[parts[k].block];
    const auto& problem = *plan.problems[block.problem].problem;
    PartRuns runs(plan, parts[k], done, control);
    minimize_queue(problem, runs, lanes_for(problem, block.method));
    const auto records = runs.records();
    const std::lock_guard lock(one_at_a_time);
    sink(parts[k].block, records);
    if (control == nullptr) return;
    control->runs.fetch_add(records.size(), std::memory_order_relaxed);
    control->evaluations.fetch_add(runs.evaluations(), std::memory_order_relaxed);
  });
}

}  // namespace ravine::study
