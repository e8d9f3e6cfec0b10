// One descent: from a start, by a method, until a stop rule holds.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/method/method.hpp"
#include "ravine/problem/as_problem.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/history.hpp"
#include "ravine/run/outcome.hpp"

namespace ravine {

// What a callback sees after the evaluation at x_step and before the step from there.
struct StepView {
  std::size_t step = 0;
  std::span<const double> x;
  double f = 0;
  std::span<const double> gradient;
};

struct RunOptions {
  // Budget: gradient evaluations. A run of T steps makes T; outcome `budget`.
  std::size_t steps = 1000;
  // Stops with `budget` after so many steps too, where that is sooner: some methods take several evaluations a step.
  // 0: never.
  std::size_t most_steps = 0;
  // Stops with `pruned` after so many, where that is less: the same path, looked at early. 0: never.
  std::size_t pruned_after = 0;
  // Stops with `target` once f <= target.
  double target = -std::numeric_limits<double>::infinity();
  // Stops with `converged` once |g| (Euclidean) <= gradient_norm. 0: only where the gradient is exactly 0; negative:
  // never. A line search that finds no lower point ends a run too: `converged` where the gradient promises no more than
  // the rounding of f, else `stalled`.
  double gradient_norm = -1;
  // Stops with `stalled` when the best f has not improved by more than stall_tolerance * max(1, |best f|) in this many
  // steps. 0: never.
  std::size_t stall_steps = 0;
  double stall_tolerance = 1e-12;
  // Stops with `timeout` after this time. The step at which it does is the machine's, the trajectory up to there is
  // not.
  double seconds = std::numeric_limits<double>::infinity();
  // Stops with `diverged` once |f| exceeds this, and whenever x, f or the gradient is not finite.
  double divergence = 1e100;
  Record record{};
  // Called at each step of a single run; false stops with `cancelled`. An exception passes through.
  std::function<bool(const StepView&)> callback{};
  // Values of f, descending, whose first crossing is noted in RunResult::reached.
  std::vector<double> levels{};
  // Names the random draws of a stochastic problem.
  std::uint64_t seed = 1, repeat = 0;
};

// When f was first at or below a level.
struct Reached {
  std::size_t step = 0, evaluations = 0;
};

struct RunResult {
  Outcome outcome;
  std::vector<double> x;  // the last point, and f and |g| there
  double f = 0, gradient_norm = 0;
  // What the method answers with, and f there: the last point, or the average that it keeps (schedule-free methods,
  // asgd, average, lookahead).
  std::vector<double> answer;
  double answer_f = 0;
  std::vector<double> best_x;  // the point with the least f on the way, and when
  double best_f = 0;
  std::size_t best_step = 0;
  std::size_t steps = 0;         // steps made
  std::size_t evaluations = 0;   // gradient evaluations the steps took
  double seconds = 0;            // wall time, the run's own share
  std::vector<Reached> reached;  // one a level that was reached: the first of RunOptions::levels
  History history;
};

// Throws InputError for a start of another dimension, a not-finite start, an option that is NaN or below its range, for
// links of a chain without a rule, and for a schedule that leaves its setting's range within the budget. The method is
// a rule's struct, a chain of them, or text in the method notation.
RunResult minimize(const Problem& problem, std::span<const double> start, const Method& method,
                   const RunOptions& options = {});

// The same for anything that can be minimised: a Function, its text, a lambda of `auto` arguments (its gradient is
// exact) or an opaque callable `double f(std::span<const double> x, std::span<double> gradient)`.
template <class Objective>
requires(!std::derived_from<Objective, Problem>) RunResult
    minimize(const Objective& objective, const std::vector<double>& start, const Method& method,
             const RunOptions& options = {}) {
  return minimize(*as_problem(objective, start.size()), std::span<const double>(start), method, options);
}

// Many at once: run i of the result is bit for bit what minimize() gives for descent i alone, whatever the executor.
struct Descent {
  std::vector<double> start;
  Method method;
  RunOptions options;
};
std::vector<RunResult> minimize_all(const Problem& problem, std::span<const Descent> descents, Executor& executor);

// Where descents come from and their results go, for more of them than memory holds.
class DescentQueue {
 public:
  virtual ~DescentQueue() = default;
  struct Next {
    const Descent* descent = nullptr;  // null: none is left
    std::size_t run = 0;               // the queue's name for it
  };
  // The start, the settings that no schedule gives and `repeat` are read before the next call; what else the descent
  // has stays as it is until ended() was called for the run, so that a queue may say of one Descent again and again
  // what the next run has of its own. All of a queue are alike, by are_alike(). Checked by nobody: starts and options
  // as minimize() requires them.
  virtual Next next() = 0;
  // The result may be moved from: its memory is another run's afterwards.
  virtual void ended(std::size_t run, RunResult& result) = 0;
};
// Makes all descents of a queue, up to so many at a time; a place that becomes free is filled again. Each result is bit
// for bit what minimize() gives. The caller's thread does the work.
void minimize_queue(const Problem& problem, DescentQueue& queue, std::size_t lanes);
// As many lanes as are fastest: of runs in so many dimensions, by this method on this problem.
std::size_t lanes_for(const Problem& problem, const Method& method);
// The steps that schedules know as T: those of the budget, each of which may take two gradients; at most most_steps.
std::size_t scheduled_steps(const Method& method, const RunOptions& options);
// Whether a setting must be the same for all runs of a queue: flags, choices, and what is fixed for a run (such as the
// memory of L-BFGS).
bool shapes_a_run(const ParameterInfo& parameter);
// Whether runs by the two may share a queue.
bool are_alike(const Method& a, const Method& b);

}  // namespace ravine
