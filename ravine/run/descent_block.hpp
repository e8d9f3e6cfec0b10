// A block of lanes: descents on one problem by one rule, stepped together. Internal to `run`.
//
// A lane is one descent with its own settings, start, first step and stop rules. Lanes that end are taken out and the
// last one moves into the gap, so the lanes in use stay dense; before the next step the queue's next descents take the
// lanes that are free. Nothing a lane computes depends on its place, on its neighbours, or on when it began.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/method/walk.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/run/run_oracle.hpp"

namespace ravine {

class DescentBlock {
 public:
  // Makes all descents of a queue, up to `lanes` at a time. The executor, where there is one, serves within
  // evaluations.
  static void run(const Problem& problem, DescentQueue& queue, std::size_t lanes, Executor* executor = nullptr);

 private:
  using Next = DescentQueue::Next;
  using Clock = std::chrono::steady_clock;
  DescentBlock(const Problem& problem, DescentQueue& queue, std::size_t lanes, const Descent& first);
  void run();

  struct Lane {
    const Descent* descent = nullptr;
    std::size_t run = 0;    // the queue's name for it
    std::size_t seat = 0;   // where it keeps what it gathers on the way: no other lane's
    std::size_t began = 0;  // the block's step that was this descent's first
    double first_f = 0;     // f at the start
    Clock::time_point since;
    Clock::duration paused{};                                  // the time that measuring took
    std::size_t levels = 0;                                    // reached so far
    double stall_f = std::numeric_limits<double>::infinity();  // best f when the stall clock was last set
    std::size_t stall_step = 0;
  };

  bool single() const { return capacity_ == 1; }
  const RunOptions& options_of(std::size_t lane) const { return lanes_[lane].descent->options; }
  // Where the lane's rows go; of a run without any the one that all such runs share, filled as they end.
  RunResult& result_of(std::size_t lane) {
    return has_rows(options_of(lane)) ? results_[lanes_[lane].seat] : passing_result_;
  }
  bool has_rows(const RunOptions& options) const { return options.record.rows() || measures_ > 0; }
  std::size_t step_of(std::size_t lane) const { return step_ - lanes_[lane].began; }
  void start_lane(std::size_t lane, const Next& next);
  void make_seats(const RunOptions& options);
  void start_result(RunResult& result, const RunOptions& options) const;
  void fill_free_lanes();
  void find_passes();
  void step_lanes();
  void take_probe();  // the gradient at the chain's other point
  void solve();       // a solver's step, which may end the run
  bool is_within_rounding(std::size_t lane);
  void keep_answers();
  void find_answer(std::size_t lane, std::vector<double>& point) const;
  void give_answer(std::size_t lane);
  double value_at(std::span<const double> x, std::size_t lane);
  // scheduled_steps(), and steps after which a run ends.
  std::size_t budget_steps(const RunOptions& options) const {
    return std::min(step_limit(options), steps_for(options.steps));
  }
  std::size_t most_steps(const RunOptions& options) const {
    return std::min(step_limit(options), steps_for(most_evaluations(options)));
  }
  static std::size_t step_limit(const RunOptions& options) {
    return options.most_steps > 0 ? options.most_steps : std::numeric_limits<std::size_t>::max();
  }
  std::size_t steps_for(std::size_t evaluations) const {
    return gradients_a_step_ == 1 ? evaluations : evaluations / gradients_a_step_;  // a division is long for a lane
  }
  static std::size_t most_evaluations(const RunOptions& options) {
    return options.pruned_after > 0 ? std::min(options.pruned_after, options.steps) : options.steps;
  }
  static OutcomeKind used_up(const RunOptions& options) {
    return most_evaluations(options) < options.steps ? OutcomeKind::pruned : OutcomeKind::budget;
  }
  std::size_t evaluations(std::size_t lane) const;  // that its steps so far took
  void find_next_end();
  Observation observation();
  std::int64_t observe_lanes();     // best points; why any lane needs a closer look
  std::int64_t observe_and_step();  // the same, and the step to next_ in one pass: two coordinates
  void look_at_lanes(std::int64_t attention, bool clock);
  // Stop rules of one lane, which may end it. `finite`: its x and gradient are known to be that.
  void look(std::size_t lane, bool finite);
  bool meet_target(std::size_t lane);  // the levels that f is at or below, and the target, which ends the lane
  void note_levels(std::size_t lane);
  void aim(std::size_t lane);              // at its target, or the next level above that
  bool is_finite(std::size_t lane) const;  // x, f and gradient
  Outcome not_finite(std::size_t lane) const;
  bool schedule_lane(std::size_t lane, Outcome& outcome);  // this step's settings; false when one is out of range
  void end_lane(std::size_t lane, Outcome outcome);
  void take_out(std::size_t lane);
  void record(std::size_t lane);
  void measure(std::size_t lane);                                 // outside the clock
  double elapsed(std::size_t lane, Clock::time_point now) const;  // seconds on its clock
  Clock::time_point now();                                        // one look for all lanes, until something takes time
  void record_update(std::size_t lane);
  double gradient_norm(std::size_t lane) const;
  void gather(Columns<const double> columns, std::size_t lane, std::vector<double>& out) const;

  const Problem& problem_;
  DescentQueue& queue_;
  bool queue_is_empty_ = false;
  const Chain& chain_;
  const std::size_t dimension_, capacity_;
  const std::size_t gradients_a_step_;
  const double share_;  // a lane's, of the block's time
  std::size_t active_ = 0, step_ = 0, next_end_ = 0;
  std::unique_ptr<Evaluator> evaluator_;
  Walk<double> walk_;
  LaneBlock<double> x_, g_, best_x_;
  LaneBlock<double> answers_;  // slots that are answers, before a step in one pass
  LaneBlock<double> next_;     // the points after a step in one pass, or those of a probe
  PlaneStep planes_;           // of a step in one pass, the same but for the points and the step's number
  LaneBlock<double> facts_;    // columns: Fact
  enum Fact : std::size_t { value, best, best_step, target, divergence, better, check, facts };
  std::vector<Lane> lanes_;
  std::vector<StreamKey> keys_;
  bool begun_ = false;  // a lane is at its first step
  bool scheduled_ = false, watched_ = false, recorded_ = false, updates_ = false, timed_ = false;
  bool stochastic_ = false, in_one_pass_ = false;
  std::unique_ptr<RunOracle> oracle_;     // of a solver
  std::optional<Clock::time_point> now_;  // once it was asked for
  std::size_t measures_ = 0;
  std::vector<RunResult> results_;  // by seat
  RunResult passing_result_;
  std::vector<Reached> reached_;  // of a seat side by side
  std::size_t levels_a_seat_ = 0;
  std::vector<unsigned char> at_target_;  // of the lanes: whether they are where they aim at; and some more
  mutable std::vector<double> point_, gradient_;
};

}  // namespace ravine
