// A block of lanes: descents on one problem by one rule, stepped together. Internal to `run`.
//
// A lane is one descent with its own settings, start and stop rules. Lanes that end are taken out and the last one
// moves into the gap, so the lanes in use stay dense. Nothing a lane computes depends on its place or on its
// neighbours.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/method/walk.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/run/run_oracle.hpp"

namespace ravine {

class DescentBlock {
 public:
  // All descents use methods of the same entry with the same flags and choices. result[i] is filled for descents[i].
  DescentBlock(const Problem& problem, std::span<const Descent* const> descents, std::span<RunResult* const> results);
  // Lends workers to single evaluations.
  void use(Executor& executor) { evaluator_->use(executor); }
  void run();

 private:
  struct Lane {
    const Descent* descent = nullptr;
    RunResult* result = nullptr;
    double stall_f = std::numeric_limits<double>::infinity();  // best f when the stall clock was last set
    std::size_t stall_step = 0;
  };

  bool single() const { return capacity_ == 1; }
  void start_lane(std::size_t lane, const Descent& descent);
  void take_probe();  // the gradient at the chain's other point
  void solve();       // a solver's step, which may end the run
  void keep_answers();
  void find_answer(std::size_t lane, std::vector<double>& point) const;
  void give_answer(std::size_t lane);
  double value_at(std::span<const double> x, std::size_t lane);
  std::size_t most_steps(const RunOptions& options) const { return options.steps / chain_.gradients_a_step(); }
  std::size_t evaluations() const;  // that the steps so far took
  void find_next_end();
  Observation observation();
  bool observe_lanes();                    // best points; whether any lane needs a closer look
  bool observe_and_step();                 // the same, and the step to next_ in one pass: two coordinates
  void look(std::size_t lane);             // stop rules of one lane, which may end it
  bool is_finite(std::size_t lane) const;  // x, f and gradient
  Outcome not_finite(std::size_t lane) const;
  bool schedule_lane(std::size_t lane, Outcome& outcome);  // this step's settings; false when one is out of range
  void end_lane(std::size_t lane, Outcome outcome);
  void take_out(std::size_t lane);
  void record(std::size_t lane);
  void measure(std::size_t lane);  // outside the clock
  double elapsed() const;          // seconds on the clock
  void record_update(std::size_t lane);
  void gather(Columns<const double> columns, std::size_t lane, std::vector<double>& out) const;

  const Problem& problem_;
  const Chain& chain_;
  const std::size_t dimension_, capacity_;
  std::size_t active_ = 0, step_ = 0, next_end_ = 0;
  std::unique_ptr<Evaluator> evaluator_;
  Walk<double> walk_;
  LaneBlock<double> x_, g_, best_x_;
  LaneBlock<double> answers_;  // slots that are answers, before a step in one pass
  LaneBlock<double> next_;     // the points after a step in one pass, or those of a probe
  LaneBlock<double> facts_;    // columns: Fact
  enum Fact : std::size_t { value, best, best_step, target, divergence, better, check, facts };
  std::vector<Lane> lanes_;
  std::vector<StreamKey> keys_;
  bool scheduled_ = false, watched_ = false, recorded_ = false, updates_ = false, timed_ = false;
  bool stochastic_ = false, in_one_pass_ = false;
  std::unique_ptr<RunOracle> oracle_;  // of a solver
  std::size_t measures_ = 0;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::duration paused_{};  // the time measuring took
  mutable std::vector<double> point_, gradient_;
};

}  // namespace ravine
