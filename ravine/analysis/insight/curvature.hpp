// The Hessian at a point, as far as products with it tell.
//
// Up to 50 coordinates: all eigenvalues, from n products, by Jacobi's rotations (base/math/matrix.hpp). Beyond: the
// highest and the lowest by power iteration on H and on the shifted H (Golub & Van Loan, Matrix Computations, 4th ed.
// 2013, section 8.2.1), from a start that the keyed stream draws.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

struct Spectrum {
  std::vector<double> values;                // ascending; two of them, lowest and highest, beyond 50 coordinates
  std::vector<std::vector<double>> vectors;  // of length 1, one a value
  bool complete = false;                     // all values are there
  bool finite() const;                       // false where the Hessian is not finite
  double lowest() const { return values.front(); }
  double highest() const { return values.back(); }
};

class Curvature {
 public:
  explicit Curvature(const Problem& problem);

  // f and the gradient at x, without noise where the problem adds some. Sizes are the problem's dimension.
  double evaluate(std::span<const double> x, std::span<double> gradient);
  // H(x) v; central differences of the gradient where the problem offers no second derivative.
  void product(std::span<const double> x, std::span<const double> v, std::span<double> result);
  Spectrum spectrum(std::span<const double> x);
  // What f is above the minimum of its second-order model at x, g'H⁻¹g/2 (half the squared Newton decrement, Boyd &
  // Vandenberghe 2004, Convex Optimization, section 9.5.1). Infinite where H has an eigenvalue that is not positive and
  // beyond 50 coordinates where conjugate gradients do not tell.
  double newton_decrement(std::span<const double> x);
  // The minimiser of that model, or, where f is greater there, on the way to it after a step halved until f is not
  // (damped, section 9.5.2). None where the decrement is infinite, and where an eigenvalue is so small beside the
  // highest that rounding decides how long the step is.
  std::optional<std::vector<double>> estimated_minimiser(std::span<const double> x);

 private:
  // Newton's step -H⁻¹g; none where H is not positive definite.
  std::vector<double> dominant(std::span<const double> x, double shift, double& value);
  std::optional<std::vector<double>> step_by_eigenvectors(std::span<const double> x, std::span<const double> gradient,
                                                          double least_share);
  std::optional<std::vector<double>> step_by_conjugate_gradients(std::span<const double> x,
                                                                 std::span<const double> gradient);

  std::size_t dimension_;
  std::unique_ptr<Evaluator> evaluator_;
  LaneBlock<double> point_, direction_, result_;
};

}  // namespace ravine
