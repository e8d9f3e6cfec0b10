// What the rules of insights() look at: a run and what was measured of it once. Internal to `analysis/insight`.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/analysis/insight/convergence_rate.hpp"
#include "ravine/analysis/insight/curvature.hpp"
#include "ravine/analysis/insight/insight.hpp"

namespace ravine {

// A run has arrived when no more than these shares of its first excess of f and of its first distance are left.
//
// f alone is not enough: from a start high on the wall of a ravine, reaching its floor brings f down to a thousandth,
// with most of the way along it still to go. In a round bowl f goes with the square of the distance, and a thousandth
// of f is 3 % of the distance. With 5 % the distance has a say only where curvatures differ by more than 0.05²/1e-3
// = 2.5, as much as Newton's step may be wrong by where f is not quadratic.
inline constexpr double arrived_excess = 1e-3, arrived_distance = 0.05;

class Evidence {
 public:
  // All must outlive it. Throws InputError as insights() does.
  Evidence(const Problem& problem, const Method& method, const RunOptions& options, const RunResult& run,
           const KnownMinimum& known);

  const Problem& problem;
  const Method& method;
  const RunOptions& options;
  const RunResult& run;
  // With the value, where only minimisers were given, at the first of them. Empty where the run went clearly below:
  // what is known is then of another region, that of a catalogue's box, say.
  KnownMinimum known;
  const History& history;
  const std::size_t dimension, rows;
  mutable Curvature curvature;

  // Rows up to the last with a finite f and point.
  std::size_t sound_rows = 0;
  // Of f: the known minimum, else the least f of the run less what Newton's step would still gain there; NaN where the
  // Hessian there has an eigenvalue that is not positive, or where f falls as a power.
  double minimum = 0;
  // Where no minimum is known, f falls so at the end and Newton's steps from there settle nowhere.
  std::optional<PowerFall> power_fall;
  double excess(std::size_t row) const { return history.f[row] - minimum; }
  // The share of the first excess that is left at the end, NaN without a minimum.
  double left = 0;
  // The share of the start's distance to the minimiser that is left at the end: to the known one that is nearest to the
  // end, else to where a damped step of Newton from the end leads; NaN where neither tells.
  double distance_left = 0;
  double steepest = 0;      // the greatest norm of the gradient
  bool is_at_rest() const;  // whether the last gradient is at most a millionth of it
  // Whether both are small; f alone decides where there is no distance. Where no minimum tells, as in the trough of
  // minima of x²y²: whether it is at rest.
  bool arrived() const;
  // Means of f over the third and the fourth quarter of the rows, and the mean point of the fourth.
  double third_quarter = 0, fourth_quarter = 0;
  std::vector<double> mean_point;
  double radius = 0;       // root mean square distance from mean_point in the fourth quarter
  double step_length = 0;  // mean distance from one row to the next in the fourth quarter
  // Whether the path of the last half is more than five times as long as the way that it leads.
  bool goes_to_and_fro() const;

  bool is_noisy() const;  // by the problem or by a link of the chain
  // The learning rate at a step; none where the method has none.
  std::optional<double> learning_rate(std::size_t step) const;
  bool has_constant_rate() const;
  double distance(std::size_t row, std::size_t other) const;           // between the points of two rows
  std::optional<double> distance_to_minimiser(std::size_t row) const;  // to the nearest known one
  // "the minimum", or "the estimated minimum" where none is known and `minimum` is what the curvature promises.
  std::string minimum_text() const;
  // The same method with its learning rate times `factor`, schedule and all.
  Method with_rate_times(double factor) const;
  // Options for a run that only tries something: no history but its ends, no callback.
  RunOptions trial(std::size_t steps) const;

 private:
  void measure_end();
  bool is_a_minimum_near() const;
  void measure_distance_left();
};

}  // namespace ravine
