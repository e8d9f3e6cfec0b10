#include "ravine/study/part_runs.hpp"

#include <algorithm>
#include <utility>

#include "ravine/study/part_size.hpp"

namespace ravine::study {
namespace {

std::vector<CurvePoint> curve_of(const History& history) {
  std::vector<CurvePoint> curve;
  curve.reserve(history.size());
  const auto& evaluations = history.evaluations.empty() ? history.step : history.evaluations;
  for (std::size_t row = 0; row < history.size(); ++row) curve.push_back({evaluations[row], history.f[row]});
  return curve;
}

}  // namespace

PartRuns::PartRuns(const Plan& plan, const Part& part, const std::vector<bool>& done, StudyControl* control)
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

void PartRuns::begin(const Part& part) {
  part_ = part;
  next_ = 0;
  evaluations_ = 0;
  find_order();
  if (places_.size() < part.size) places_.resize(part.size);
  made_runs_.assign(part.size, 0);
}

std::size_t PartRuns::begin_queue() {
  skip_done();
  queue_end_ = next_;
  if (is_cancelled()) return 0;
  std::size_t count = 0;
  for (; queue_end_ < part_.size && (shaping_.empty() || shapes_[run_at(queue_end_)] == shapes_[run_at(next_)]);
       ++queue_end_)
    if (!is_done(queue_end_)) ++count;
  return count;
}

DescentQueue::Next PartRuns::next() {
  skip_done();
  if (next_ >= queue_end_ || is_cancelled()) return {};
  const auto run = run_at(next_++);
  draw_.set(part_.first + run, drawn_);
  places_[run].key = keys_.begun(drawn_.method, drawn_.start, drawn_.options.repeat);
  return {&drawn_, run};
}

void PartRuns::ended(std::size_t run, RunResult& result) {
  if (result.outcome.kind == OutcomeKind::cancelled) return;
  auto& record = places_[run];
  set_record(record, result);
  record.index = plan_.first_run(part_.block) + part_.first + run;
  if (plan_.ends) record.end = result.x;
  if (plan_.curves > 0) record.curve = curve_of(result.history);
  evaluations_ += record.evaluations;
  made_runs_[run] = 1;
}

std::span<const RunRecord> PartRuns::records() {
  std::size_t count = 0;
  for (std::size_t i = 0; i < made_runs_.size(); ++i) {
    if (made_runs_[i] == 0) continue;
    if (count != i) std::swap(places_[count], places_[i]);
    places_[count].key = RunKeys::finished(places_[count].key);
    ++count;
  }
  return std::span(places_).first(count);
}

void PartRuns::find_order() {
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
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return shapes_[a] < shapes_[b]; });
}

}  // namespace ravine::study
