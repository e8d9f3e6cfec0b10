// Between a solver and the run it steps: what it may ask (f and the gradient where it likes, as often as the budget
// holds), what it moves, and what it keeps.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/lanes.hpp"
#include "ravine/base/random.hpp"

namespace ravine {

// All spans have the dimension of the run. One thread's at a time.
class Oracle {
 public:
  virtual ~Oracle() = default;
  // Writes f and the gradient at x; false, with nothing written, where the budget holds no further evaluation. Values
  // that are not finite are legal results.
  virtual bool evaluate(std::span<const double> x, double& f, std::span<double> gradient) = 0;
  // Writes the Hessian at x times v, which counts as one evaluation. Throws InputError where the problem has no second
  // derivative to offer.
  virtual bool hessian_product(std::span<const double> x, std::span<const double> v, std::span<double> product) = 0;
  // Standard normal numbers that belong to the run and to this draw of it.
  virtual void normal(std::uint64_t draw, std::span<double> out) = 0;
};

// A callable double f(std::span<const T> x, std::span<T> gradient) of doubles or floats as an oracle without end. One
// of floats is asked at the point that x rounds to.
template <class Callable, class T = double>
class CallableOracle final : public Oracle {
 public:
  explicit CallableOracle(Callable& callable) : callable_(callable) {}
  bool evaluate(std::span<const double> x, double& f, std::span<double> gradient) override {
    if constexpr (std::is_same_v<T, double>) {
      f = callable_(x, gradient);
    } else {
      x_.resize(x.size()), gradient_.resize(x.size());
      std::transform(x.begin(), x.end(), x_.begin(), [](double value) { return static_cast<T>(value); });
      f = callable_(std::span<const T>(x_), std::span<T>(gradient_));
      std::copy(gradient_.begin(), gradient_.end(), gradient.begin());
    }
    return true;
  }
  bool hessian_product(std::span<const double>, std::span<const double>, std::span<double>) override {
    throw InputError("the method asks for products with the Hessian, and a callable has none",
                     "give an Oracle that has, or take minimize()");
  }
  void normal(std::uint64_t draw, std::span<double> out) override {
    math::RandomStream({1, math::Purpose::curvature, 0, 0, draw}).normal(0, out);
  }

 private:
  Callable& callable_;
  std::vector<T> x_, gradient_;  // of floats
};

// Where a run stands. A solver moves x and leaves f and the gradient at the new x.
struct Standing {
  std::span<double> x;
  double& f;
  std::span<double> gradient;
};

// What a solver keeps from step to step: its scalars, and columns of a value a coordinate, those without names last.
struct SolverState {
  double* scalars;
  Columns<double> slots;
};

// How a solver's step ended; but for `moved` the point is as it was before.
enum class StepEnd {
  moved,
  out_of_budget,   // the oracle refused
  no_lower_point,  // a line search found nothing lower: as far as double precision goes, or the gradient is not one of
                   // f
};

}  // namespace ravine
