#include "ravine/run/descent_block.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

constexpr std::size_t steps_between_clock_looks = 16;

RAVINE_EVERY_ISA std::int64_t observe_values(std::size_t lanes, Observation o, double* better, double* check) {
  std::int64_t attention = 0;
  RAVINE_LANES
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    better[lane] = o.f[lane] < o.best[lane] ? 1.0 : 0.0;
    attention |= observe(o, lane);
    check[lane] = 0;
  }
  return attention;
}

// A pair of coordinates: keeps them where the point is the best so far; 0 * x is NaN where x is not finite. The last
// pair of an odd number is the last coordinate twice.
struct Pair {
  const double *x0, *x1, *g0, *g1;
  double *best_x0, *best_x1;
};

RAVINE_EVERY_ISA std::int64_t observe_pair(std::size_t lanes, Pair p, const double* better, double* check) {
  std::int64_t attention = 0;
  RAVINE_LANES
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const bool keep = better[lane] != 0;
    const double x0 = p.x0[lane], x1 = p.x1[lane];
    p.best_x0[lane] = keep ? x0 : p.best_x0[lane];
    p.best_x1[lane] = keep ? x1 : p.best_x1[lane];
    const double sum = check[lane] + (0 * x0 + 0 * p.g0[lane]) + (0 * x1 + 0 * p.g1[lane]);
    check[lane] = sum;
    attention |= flag(!(sum == 0), out_of_bounds);
  }
  return attention;
}

// 1 for each lane that is where it aims at, else 0.
RAVINE_EVERY_ISA void find_at_target(std::size_t lanes, const double* value, const double* target,
                                     unsigned char* found) {
  RAVINE_LANES
  for (std::size_t lane = 0; lane < lanes; ++lane) found[lane] = value[lane] <= target[lane] ? 1 : 0;
}

// Room for the rows of a history, unless they are many: a run may stop long before its budget.
void reserve(History& history, const RunOptions& options) {
  constexpr std::size_t most = 1024;
  const auto& record = options.record;
  const auto rows = record.every == 0 ? 2 : std::min(options.steps / record.every + 2, most);
  history.step.reserve(rows);
  history.evaluations.reserve(rows);
  history.f.reserve(rows);
  if (record.point || record.update) history.x.reserve(rows * history.dimension);
  if (record.gradient) history.gradient.reserve(rows * history.dimension);
}

std::string at_step(std::size_t step) { return " at step " + std::to_string(step); }

}  // namespace

void DescentBlock::run(const Problem& problem, DescentQueue& queue, std::size_t lanes, Executor* executor) {
  const auto first = queue.next();
  if (first.descent == nullptr) return;
  DescentBlock block(problem, queue, lanes, *first.descent);
  if (executor != nullptr) block.evaluator_->use(*executor);
  block.start_lane(block.active_++, first);
  block.run();
}

DescentBlock::DescentBlock(const Problem& problem, DescentQueue& queue, std::size_t lanes, const Descent& first)
    : problem_(problem),
      queue_(queue),
      chain_(first.method.chain()),
      dimension_(problem.dimension()),
      capacity_(lanes),
      gradients_a_step_(chain_.gradients_a_step()),
      share_(1 / static_cast<double>(lanes)),
      evaluator_(problem.evaluator(lanes)),
      walk_(first.method, problem.layout(), lanes),
      x_(dimension_, lanes),
      g_(dimension_, lanes),
      best_x_(dimension_, lanes),
      next_(walk_.in_one_pass() || chain_.probe() != nullptr ? LaneBlock<double>(dimension_, lanes)
                                                             : LaneBlock<double>()),
      facts_(facts, lanes),
      lanes_(lanes),
      keys_(lanes),
      stochastic_(problem.stochastic()),
      measures_(problem.measures().size()),
      at_target_(lanes + sizeof(std::uint64_t)) {
  for (std::size_t lane = 0; lane < lanes; ++lane) lanes_[lane].seat = lane;
}

// Makes a result that may have been another descent's a new one; its memory stays.
void DescentBlock::start_result(RunResult& result, const RunOptions& options) const {
  auto& history = result.history;
  result.reached.clear();
  result.best_x.clear();
  result.answer.clear();
  history.dimension = dimension_;
  if (measures_ > 0 || !history.measure_names.empty()) {
    for (auto* column : {&history.measures, &history.measured_seconds}) column->clear();
    for (auto* column : {&history.measured_step, &history.measured_evaluations}) column->clear();
    history.measure_names.clear();
    for (auto& measure : problem_.measures()) history.measure_names.push_back(std::move(measure.name));
  }
  if (!options.record.rows() && history.step.empty()) return;
  for (auto* column : {&history.x, &history.f, &history.gradient, &history.update, &history.slots}) column->clear();
  for (auto* column : {&history.step, &history.evaluations}) column->clear();
  history.slot_names.clear();
  if (options.record.slots)
    for (const auto slot : chain_.info().slots) history.slot_names.emplace_back(slot);
  if (options.record.rows()) reserve(history, options);
}

// Room for what the lanes gather on the way, of which most runs gather little.
void DescentBlock::make_seats(const RunOptions& options) {
  if (has_rows(options) && results_.empty()) results_.resize(capacity_);
  const auto before = levels_a_seat_, levels = std::max(before, options.levels.size());
  std::vector<Reached> wider(capacity_ * levels);
  for (std::size_t seat = 0; seat < capacity_; ++seat)
    std::copy_n(reached_.begin() + static_cast<std::ptrdiff_t>(seat * before), before,
                wider.begin() + static_cast<std::ptrdiff_t>(seat * levels));
  reached_ = std::move(wider);
  levels_a_seat_ = levels;
}

void DescentBlock::start_lane(std::size_t lane, const Next& next) {
  const auto& descent = *next.descent;
  const auto& options = descent.options;
  const auto seat = lanes_[lane].seat;
  lanes_[lane] = {};
  lanes_[lane].descent = next.descent;
  lanes_[lane].run = next.run;
  lanes_[lane].seat = seat;
  lanes_[lane].began = step_;
  lanes_[lane].since = now();
  if (options.levels.size() > levels_a_seat_ || (has_rows(options) && results_.empty())) make_seats(options);
  if (has_rows(options)) start_result(results_[seat], options);
  for (std::size_t i = 0; i < dimension_; ++i) x_[i][lane] = best_x_[i][lane] = descent.start[i];
  scheduled_ = walk_.set(lane, descent.method, 0, static_cast<double>(budget_steps(options))) || scheduled_;
  walk_.set_stream(lane, options.seed, options.repeat, step_);
  walk_.start(lane);
  facts_[best][lane] = infinity;
  facts_[best_step][lane] = static_cast<double>(step_);
  facts_[divergence][lane] = options.divergence;
  aim(lane);
  keys_[lane] = {options.seed, options.repeat, 0};
  if (chain_.is_solver()) oracle_ = std::make_unique<RunOracle>(*evaluator_, keys_[lane], most_evaluations(options));
  watched_ =
      watched_ || options.gradient_norm >= 0 || options.stall_steps > 0 || options.callback || chain_.is_solver();
  recorded_ = recorded_ || options.record.every > 0;
  updates_ = updates_ || (options.record.rows() && (options.record.update || options.record.slots));
  timed_ = timed_ || options.seconds < infinity;
}

void DescentBlock::fill_free_lanes() {
  const auto before = active_;
  for (; active_ < capacity_ && !queue_is_empty_; ++active_) {
    const auto next = queue_.next();
    queue_is_empty_ = next.descent == nullptr;
    if (queue_is_empty_) break;
    start_lane(active_, next);
  }
  begun_ = active_ > before || step_ == 0;
  if (!begun_) return;
  find_passes();
  find_next_end();
}

// What follows the observation may look at x, but not at the settings or slots before the step.
void DescentBlock::find_passes() {
  in_one_pass_ = walk_.in_one_pass() && chain_.probe() == nullptr && !scheduled_ && !updates_;
  if (in_one_pass_) planes_ = {{}, std::as_const(g_).columns(), {}, {}, best_x_.columns(), {}, observation()};
  if (in_one_pass_ && chain_.answer() && answers_.stride() == 0) answers_ = LaneBlock<double>(dimension_, capacity_);
}

void DescentBlock::run() {
  for (;; ++step_) {
    now_.reset();
    fill_free_lanes();
    if (active_ == 0) return;
    if (stochastic_)
      for (std::size_t lane = 0; lane < active_; ++lane) keys_[lane].step = evaluations(lane);
    if (oracle_ == nullptr || step_of(0) == 0)  // a solver has evaluated where it arrived
      evaluator_->evaluate(active_, std::as_const(x_).columns(), facts_[value], g_.columns(), keys_.data());
    const bool clock = timed_ && step_ % steps_between_clock_looks == 0;
    const auto attention = in_one_pass_ ? observe_and_step() : observe_lanes();
    now_.reset();
    if (recorded_ || begun_)
      for (std::size_t lane = 0; lane < active_; ++lane) {
        const auto& kept = options_of(lane).record;
        const auto step = step_of(lane);
        if (step == 0) lanes_[lane].first_f = facts_[value][lane];
        if (kept.every > 0 ? step % kept.every == 0 : kept.ends && step == 0) record(lane);
      }
    if (measures_ > 0)
      for (std::size_t lane = 0; lane < active_; ++lane) {
        const auto often = options_of(lane).record.measure, step = step_of(lane);
        if (step == 0 || (often > 0 && step % often == 0)) measure(lane);
      }
    look_at_lanes(attention, clock);
    if (scheduled_) {
      Outcome outcome;
      for (std::size_t lane = active_; lane-- > 0;)
        if (!schedule_lane(lane, outcome)) end_lane(lane, std::move(outcome));
    }
    if (step_ >= next_end_) find_next_end();
    if (active_ > 0) step_lanes();
  }
}

void DescentBlock::step_lanes() {
  if (in_one_pass_) {
    std::swap(x_, next_);
  } else if (oracle_ != nullptr) {
    solve();
  } else {
    if (chain_.probe() != nullptr) take_probe();
    if (active_ == 0) return;
    walk_.step(active_, step_, x_.columns(), std::as_const(g_).columns(), facts_[value]);
  }
  if (updates_)
    for (std::size_t lane = 0; lane < active_; ++lane) record_update(lane);
}

void DescentBlock::take_probe() {
  walk_.probe(active_, std::as_const(x_).columns(), std::as_const(g_).columns(), facts_[value], next_.columns());
  for (std::size_t lane = 0; lane < active_; ++lane) keys_[lane].step = evaluations(lane) + 1;  // a draw of its own
  evaluator_->evaluate(active_, std::as_const(next_).columns(), nullptr, g_.columns(), keys_.data());
  now_.reset();
  if (problem_.shares_evaluators()) return;
  if (auto fault = evaluator_->fault(0); !fault.empty())  // else the step would take the point away
    end_lane(0, {OutcomeKind::error, step_of(0), std::move(fault) + at_step(step_of(0))});
}

void DescentBlock::solve() {
  const auto step = step_of(0);
  now_.reset();
  const auto end = walk_.solve(*oracle_, {{x_[0], dimension_}, facts_[value][0], {g_[0], dimension_}});
  if (auto fault = evaluator_->fault(0); end != StepEnd::moved && !fault.empty())
    return end_lane(0, {OutcomeKind::error, step, std::move(fault) + at_step(step)});
  if (end == StepEnd::out_of_budget)
    end_lane(
        0, {used_up(options_of(0)), step, "within step " + std::to_string(step) + ", which takes several evaluations"});
  if (end != StepEnd::no_lower_point) return;
  if (gradient_norm(0) == 0)
    end_lane(0, {OutcomeKind::converged, step, "the gradient is 0" + at_step(step)});
  else if (is_within_rounding(0))
    end_lane(0, {OutcomeKind::converged, step, "no step promises more than the rounding of f" + at_step(step)});
  else
    end_lane(0, {OutcomeKind::stalled, step, "the line search found no lower point" + at_step(step)});
}

// Whether all that the gradient still promises is within the rounding of f, so that no line search could find it. By
// the secant of two slopes, f falls along -g by |g|²/2 times the step to where the slope is 0. Half as far the slope
// has to have changed by less: it has not at a kink. What f is summed from is as large as f here or was at the start.
// Asks for two gradients, outside the budget.
bool DescentBlock::is_within_rounding(std::size_t lane) {
  constexpr double rounding = std::numeric_limits<double>::epsilon();
  constexpr double most_in_half = 0.75;  // of the change of a slope: 1/2 where it is straight, 1 at a kink
  gather(std::as_const(x_).columns(), lane, point_);
  gather(std::as_const(g_).columns(), lane, gradient_);
  const double size = gradient_norm(lane), slope = size * size;
  if (slope == 0) return true;
  std::vector<double> at(dimension_), there(dimension_);
  const auto change_after = [&](double step) {  // of <g, g there>
    for (std::size_t i = 0; i < dimension_; ++i) at[i] = point_[i] - step * gradient_[i];
    evaluator_->evaluate(1, {at.data(), 1}, nullptr, {there.data(), 1}, &keys_[lane]);
    return slope - math::dot(std::span<const double>(there), std::span<const double>(gradient_));
  };
  // Far enough for the digits of x to tell the gradients apart.
  const double first = std::max(std::min(1.0, 1 / size), std::sqrt(rounding) * euclidean_norm(point_) / size);
  const double change = change_after(first);
  if (!(change > 0) || !std::isfinite(change) || !(change_after(first / 2) <= most_in_half * change)) return false;
  const double promised = first * slope / change * slope / 2;
  return promised <= rounding * std::max(std::fabs(facts_[value][lane]), std::fabs(lanes_[lane].first_f));
}

std::size_t DescentBlock::evaluations(std::size_t lane) const {
  return oracle_ != nullptr ? oracle_->evaluations() : step_of(lane) * gradients_a_step_;
}

Observation DescentBlock::observation() {
  return {facts_[value], facts_[target],    facts_[divergence],
          facts_[best],  facts_[best_step], static_cast<double>(step_)};
}

std::int64_t DescentBlock::observe_lanes() {
  const auto o = observation();
  if (active_ == 1) {
    double sum = 0;
    for (std::size_t i = 0; i < dimension_; ++i) sum += 0 * x_[i][0] + 0 * g_[i][0];
    if (*o.f < *o.best)
      for (std::size_t i = 0; i < dimension_; ++i) best_x_[i][0] = x_[i][0];
    return observe(o, 0) | flag(!(sum == 0), out_of_bounds);
  }
  std::int64_t attention = observe_values(active_, o, facts_[better], facts_[check]);
  for (std::size_t i = 0; i < dimension_; i += 2) {
    const auto j = std::min(i + 1, dimension_ - 1);
    attention |=
        observe_pair(active_, {x_[i], x_[j], g_[i], g_[j], best_x_[i], best_x_[j]}, facts_[better], facts_[check]);
  }
  return attention;
}

void DescentBlock::keep_answers() {
  for (std::size_t i = 0; i < dimension_; ++i) std::copy_n(walk_.slot(*chain_.answer(), i), active_, answers_[i]);
}

void DescentBlock::find_answer(std::size_t lane, std::vector<double>& point) const {
  gather(x_.columns(), lane, point);
  if (!chain_.answer() || step_of(lane) == 0) return;
  for (std::size_t i = 0; i < dimension_; ++i)
    point[i] = in_one_pass_ ? answers_[i][lane] : walk_.slot(*chain_.answer(), i, lane);
}

void DescentBlock::give_answer(std::size_t lane) {
  auto& result = result_of(lane);
  const bool apart = chain_.answer() && step_of(lane) > 0;
  if (apart || options_of(lane).record.rows()) find_answer(lane, result.answer);
  result.answer_f = apart ? value_at(result.answer, lane) : result.f;
}

// f at another point, in the lane's stream.
double DescentBlock::value_at(std::span<const double> x, std::size_t lane) {
  double f = 0;
  evaluator_->evaluate(1, {x.data(), 1}, &f, {}, &keys_[lane]);
  return f;
}

double DescentBlock::elapsed(std::size_t lane, Clock::time_point now) const {
  constexpr double tick = static_cast<double>(Clock::period::num) / Clock::period::den;
  return static_cast<double>((now - lanes_[lane].since - lanes_[lane].paused).count()) * tick;
}

DescentBlock::Clock::time_point DescentBlock::now() {
  if (!now_) now_ = Clock::now();
  return *now_;
}

void DescentBlock::measure(std::size_t lane) {
  const auto pause = Clock::now();
  auto& history = result_of(lane).history;
  history.measured_step.push_back(step_of(lane));
  history.measured_evaluations.push_back(evaluations(lane));
  history.measured_seconds.push_back(elapsed(lane, pause) * share_);
  const auto row = history.measures.size();
  history.measures.resize(row + measures_);
  find_answer(lane, point_);
  evaluator_->measure(point_, std::span(history.measures).subspan(row));
  const auto pause_taken = Clock::now() - pause;
  now_.reset();
  for (std::size_t other = 0; other < active_; ++other) lanes_[other].paused += pause_taken;
}

std::int64_t DescentBlock::observe_and_step() {
  if (chain_.answer()) keep_answers();
  planes_.x = std::as_const(x_).columns();
  planes_.next = next_.columns();
  planes_.observed.step = static_cast<double>(step_);
  return walk_.step_planes(active_, step_, planes_);
}

bool DescentBlock::is_finite(std::size_t lane) const {
  if (!std::isfinite(facts_[value][lane])) return false;
  for (std::size_t i = 0; i < dimension_; ++i)
    if (!std::isfinite(x_[i][lane]) || !std::isfinite(g_[i][lane])) return false;
  return true;
}

void DescentBlock::look_at_lanes(std::int64_t attention, bool clock) {
  // From the last lane down: the lane that moves into a gap has been looked at.
  if (watched_ || clock || step_ >= next_end_ || (attention & out_of_bounds) != 0) {
    const bool finite = (attention & out_of_bounds) == 0;
    for (std::size_t lane = active_; lane-- > 0;) look(lane, finite);
  } else if (attention != 0) {
    find_at_target(active_, facts_[value], facts_[target], at_target_.data());
    constexpr std::size_t some = sizeof(std::uint64_t);  // looked at together
    std::fill_n(at_target_.begin() + static_cast<std::ptrdiff_t>(active_), some, static_cast<unsigned char>(0));
    for (std::size_t end = (active_ + some - 1) / some * some; end > 0; end -= some) {
      std::uint64_t any = 0;
      std::memcpy(&any, &at_target_[end - some], some);
      if (any == 0) continue;
      for (std::size_t lane = end; lane-- > end - some;) {
        if (at_target_[lane] == 0) continue;
        if (std::isfinite(facts_[value][lane]))
          meet_target(lane);
        else
          look(lane, true);
      }
    }
  }
}

void DescentBlock::aim(std::size_t lane) {
  const auto& options = options_of(lane);
  const auto next = lanes_[lane].levels;
  facts_[target][lane] = next < options.levels.size() ? std::max(options.levels[next], options.target) : options.target;
}

void DescentBlock::note_levels(std::size_t lane) {
  const auto& levels = options_of(lane).levels;
  auto& own = lanes_[lane];
  const auto before = own.levels;
  while (own.levels < levels.size() && facts_[value][lane] <= levels[own.levels])
    reached_[own.seat * levels_a_seat_ + own.levels++] = {step_of(lane), evaluations(lane)};
  if (own.levels > before) aim(lane);
}

bool DescentBlock::meet_target(std::size_t lane) {
  note_levels(lane);
  const double f = facts_[value][lane];
  if (!(f <= options_of(lane).target)) return false;
  end_lane(lane, {OutcomeKind::target, step_of(lane), "f = " + shortest(f) + at_step(step_of(lane))});
  return true;
}

void DescentBlock::look(std::size_t lane, bool finite) {
  const auto& options = options_of(lane);
  const auto step = step_of(lane);
  const double f = facts_[value][lane];
  auto end = [&](OutcomeKind kind, std::string reason) { end_lane(lane, {kind, step, std::move(reason)}); };
  if (finite ? !std::isfinite(f) : !is_finite(lane)) {
    end_lane(lane, not_finite(lane));
    return;
  }
  if (meet_target(lane)) return;
  if (std::fabs(f) > options.divergence) return end(OutcomeKind::diverged, "f = " + shortest(f) + at_step(step));
  if (options.gradient_norm >= 0) {
    if (const double norm = gradient_norm(lane); norm <= options.gradient_norm)
      return end(OutcomeKind::converged, "|g| = " + shortest(norm) + at_step(step));
  }
  if (options.stall_steps > 0) {
    auto& own = lanes_[lane];
    const double best_f = facts_[best][lane];
    if (!(own.stall_f - best_f <= options.stall_tolerance * std::max(1.0, std::fabs(best_f)))) {
      own.stall_f = best_f;
      own.stall_step = step;
    } else if (step - own.stall_step >= options.stall_steps) {
      return end(OutcomeKind::stalled, "no better f since step " + std::to_string(own.stall_step));
    }
  }
  if (step >= step_limit(options)) return end(OutcomeKind::budget, "");
  if (oracle_ != nullptr ? oracle_->is_used_up() : step >= most_steps(options)) return end(used_up(options), "");
  if (options.seconds < infinity && elapsed(lane, now()) >= options.seconds)
    return end(OutcomeKind::timeout, shortest(options.seconds) + " s passed" + at_step(step));
  if (options.callback) {
    gather(std::as_const(x_).columns(), lane, point_);
    gather(std::as_const(g_).columns(), lane, gradient_);
    const bool goes_on = options.callback({step, point_, f, gradient_});
    now_.reset();
    if (!goes_on) end(OutcomeKind::cancelled, "by the callback" + at_step(step));
  }
}

// f, the gradient or x is not finite: where there was no value to have, where an argument of ordinary size left the
// domain, or where something overflowed.
Outcome DescentBlock::not_finite(std::size_t lane) const {
  const auto step = step_of(lane);
  if (auto fault = evaluator_->fault(lane); !fault.empty())
    return {OutcomeKind::error, step, std::move(fault) + at_step(step)};
  gather(std::as_const(x_).columns(), lane, point_);
  for (std::size_t i = 0; i < dimension_; ++i)
    if (!std::isfinite(point_[i]))
      return {OutcomeKind::diverged, step, "coordinate " + std::to_string(i + 1) + " is not finite" + at_step(step)};
  if (const auto fault = problem_.explain(point_)) {
    const bool overflow = fault->overflow;
    return {overflow ? OutcomeKind::diverged : OutcomeKind::left_domain, step,
            fault->expression + at_step(step) + ": " + fault->argument + " = " + shortest(fault->value)};
  }
  const double f = facts_[value][lane];
  return {OutcomeKind::diverged, step,
          (std::isfinite(f) ? std::string("the gradient is not finite") : "f = " + shortest(f)) + at_step(step)};
}

bool DescentBlock::schedule_lane(std::size_t lane, Outcome& outcome) {
  const auto& descent = *lanes_[lane].descent;
  const auto step = step_of(lane);
  const auto fault = walk_.set_schedules(lane, descent.method, static_cast<double>(step),
                                         static_cast<double>(budget_steps(descent.options)));
  if (fault)
    outcome = {OutcomeKind::error, step,
               std::string(fault->row->name) + " = " + shortest(fault->value) + at_step(step) + " is not in " +
                   fault->row->range()};
  return !fault;
}

void DescentBlock::end_lane(std::size_t lane, Outcome outcome) {
  auto& result = result_of(lane);
  const auto& options = options_of(lane);
  if (!has_rows(options)) start_result(result, options);
  const auto& rows = result.history.step;
  if (options.record.rows() && (rows.empty() || rows.back() != step_of(lane))) record(lane);
  result.outcome = std::move(outcome);
  gather(std::as_const(x_).columns(), lane, result.x);
  result.f = facts_[value][lane];
  result.gradient_norm = gradient_norm(lane);
  const bool seen = facts_[best][lane] < infinity;  // else no f was ever finite: the start stands as the best
  result.best_f = seen ? facts_[best][lane] : lanes_[lane].first_f;
  result.best_step = static_cast<std::size_t>(facts_[best_step][lane]) - lanes_[lane].began;
  if (options.record.rows()) gather(std::as_const(best_x_).columns(), lane, result.best_x);
  give_answer(lane);
  result.steps = step_of(lane);
  result.evaluations = evaluations(lane);
  result.seconds = elapsed(lane, now()) * share_;
  const auto& measured = result.history.measured_step;
  if (measures_ > 0 && (measured.empty() || measured.back() != step_of(lane))) measure(lane);
  if (!options.record.gradient) result.history.gradient.clear();
  if (!options.record.update) result.history.update.clear();
  if (!options.record.slots) result.history.slots.clear();
  const auto run = lanes_[lane].run;
  const auto first = reached_.begin() + static_cast<std::ptrdiff_t>(lanes_[lane].seat * levels_a_seat_);
  result.reached.assign(first, first + static_cast<std::ptrdiff_t>(lanes_[lane].levels));
  take_out(lane);
  queue_.ended(run, result);
}

// Moves the last lane in use into the gap.
void DescentBlock::take_out(std::size_t lane) {
  const auto last = --active_;
  if (lane != last) {
    auto move = [&](LaneBlock<double>& block, std::size_t columns) {
      for (std::size_t k = 0; k < columns; ++k) block[k][lane] = block[k][last];
    };
    walk_.move_lane(last, lane);
    move(x_, dimension_);
    if (next_.stride() != 0) move(next_, dimension_);
    move(g_, dimension_);
    move(best_x_, dimension_);
    move(facts_, facts);
    std::swap(lanes_[lane], lanes_[last]);
    keys_[lane] = keys_[last];
  }
}

void DescentBlock::find_next_end() {
  next_end_ = std::numeric_limits<std::size_t>::max();
  for (std::size_t i = 0; i < active_; ++i)
    next_end_ = std::min(next_end_, lanes_[i].began + most_steps(options_of(i)));
}

double DescentBlock::gradient_norm(std::size_t lane) const {
  return euclidean_norm(dimension_, [&](std::size_t i) { return g_[i][lane]; });
}

void DescentBlock::gather(Columns<const double> columns, std::size_t lane, std::vector<double>& out) const {
  if (out.size() != dimension_) out.resize(dimension_);
  const double* from = columns.data + lane;
  for (double *to = out.data(), *const end = to + dimension_; to != end; ++to, from += columns.stride) *to = *from;
}

// A row of the history; its update and slots follow after the step, or stay as they are in the last row.
void DescentBlock::record(std::size_t lane) {
  auto& history = result_of(lane).history;
  const auto& wanted = options_of(lane).record;
  history.step.push_back(step_of(lane));
  history.evaluations.push_back(evaluations(lane));
  history.f.push_back(facts_[value][lane]);
  // A point without a value ends the run, and its evaluator is still to be asked why.
  const bool answered = wanted.answer && chain_.answer() && step_of(lane) > 0 && std::isfinite(facts_[value][lane]);
  if (answered) find_answer(lane, point_);
  if (wanted.point || wanted.update)
    for (std::size_t i = 0; i < dimension_; ++i) history.x.push_back(answered ? point_[i] : x_[i][lane]);
  if (answered) history.f.back() = value_at(point_, lane);
  if (wanted.gradient)
    for (std::size_t i = 0; i < dimension_; ++i) history.gradient.push_back(g_[i][lane]);
  if (wanted.update) history.update.resize(history.size() * dimension_);
  if (wanted.slots)
    for (std::size_t k = 0; k < chain_.slots(); ++k)
      for (std::size_t i = 0; i < dimension_; ++i) history.slots.push_back(walk_.slot(k, i, lane));
}

void DescentBlock::record_update(std::size_t lane) {
  auto& history = result_of(lane).history;
  const auto& wanted = options_of(lane).record;
  if (!wanted.rows() || (!wanted.update && !wanted.slots) || history.step.back() != step_of(lane)) return;
  const auto row = history.size() - 1;
  if (wanted.update)
    for (std::size_t i = 0; i < dimension_; ++i)
      history.update[row * dimension_ + i] = x_[i][lane] - history.x[row * dimension_ + i];
  if (wanted.slots)
    for (std::size_t k = 0; k < chain_.slots(); ++k)
      for (std::size_t i = 0; i < dimension_; ++i)
        history.slots[(row * chain_.slots() + k) * dimension_ + i] = walk_.slot(k, i, lane);
}

}  // namespace ravine
