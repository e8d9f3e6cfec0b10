// How fast f came down at the end of a run, and what theory says for a quadratic.
#pragma once

#include <cstddef>
#include <optional>

#include "ravine/run/history.hpp"

namespace ravine {

struct ConvergenceRate {
  enum class Kind { none, linear, power };
  Kind kind = Kind::none;
  // linear: the factor by which f - minimum shrinks an evaluation, e ~ factor^t; power: p of e ~ t^-p.
  double rate = 0;
  double intercept = 0;                       // log e at t = 0 (linear) or t = 1 (power) on the fitted line
  double r_squared = 0;                       // of the fit to log e
  std::size_t first_step = 0, last_step = 0;  // of the rows used
};

// Fits both lines by least squares to log(f - minimum) over the last half of the rows that are above rounding, and
// keeps the one with the greater R². What oscillates is replaced by its upper envelope, the greatest of what still
// comes. `none` where fewer than 8 rows are left or f does not go down. Evaluations are the history's where it has
// them, else steps.
ConvergenceRate estimate_rate(const History& history, double minimum);

// Evaluations after the last of the fit until f - minimum is `excess` on the fitted line; infinite where it never is.
double evaluations_until(const ConvergenceRate& rate, double excess);

// f falls as t^-power towards a height that is not known; `exponential` is the R² of the other.
struct PowerFall {
  double power = 0, r_squared = 0, exponential = 0;
};
// Of a fall e ~ (t + s)^-p the falls d of single evaluations make d^(-1/(p+1)) a straight line over t; of an
// exponential one log d is it. No minimum and no s have to be known. Fits p of a list from 1/4 to 4 over the last half
// of the rows; none where f does not fall from each row to the next by more than rounding, or where the best p leaves
// no less than half as much unexplained as the exponential does.
std::optional<PowerFall> falls_as_power(const History& history);

// Contraction of the distance to the minimum a step, on a quadratic with eigenvalues from `mu` to L (f - minimum
// contracts by its square). Gradient descent: max(|1 - η L|, |1 - η μ|), Nesterov 2018, Lectures on Convex
// Optimization, section 2.1.5. At least 1 where it does not converge.
double gradient_descent_contraction(double learning_rate, double L, double mu);
// Heavy ball, x' = x - η λ x + β (x - x_before): the spectral radius of its 2 x 2 matrix, √β where its eigenvalues are
// complex; the greater of λ = L and λ = μ. Polyak 1964, doi:10.1016/0041-5553(64)90137-5.
double heavy_ball_contraction(double learning_rate, double momentum, double L, double mu);

}  // namespace ravine
