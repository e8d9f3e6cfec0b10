// For programs that own their loop: one run of one method, stepped in place.
//
//   ravine::Stepper<float> adam{ravine::Adam{}, n};
//   adam.step(x, g);                                  // x moves; std::vector, std::span, Eigen vectors, arrays
//
// Long runs, of 10^5 coordinates and more, are stepped by the workers of an executor. The library starts no threads of
// its own: ravine::study has an executor of threads, and Executor has two functions for a program that keeps its own.
//
//   ravine::study::ThreadExecutor threads;            // as many as the machine runs at once
//   adam.use(threads);                                // the same bits for any number of them
//
// A stepper holds the slots of a method and nothing else a coordinate, unless sums follow links that change the
// gradient (l2 | clip_norm | adam: two more) or a link draws noise (one more).
//
// The state can be saved at any step and restored into a stepper of the same method, type and size: the run then goes
// on bit for bit. A stepper belongs to one caller at a time; any number of them are independent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/method/walk.hpp"

namespace ravine {

// The state of a run between two steps, all but its point: plain data, to be stored in any way. Floats are held exactly
// as doubles.
struct StepperState {
  std::string method;  // the notation of the method with its settings
  std::string layout;  // the tensors and their shapes: "x[2]", "weight[3x4] bias[4]"
  bool single_precision = false;
  std::uint64_t step = 0;              // steps made
  std::uint64_t total = 0;             // the T of schedules
  std::uint64_t seed = 1, repeat = 0;  // of the random draws
  std::vector<double> scalars;         // one a scalar of each link, a tensor where it counts by tensor
  std::vector<double> slots;           // slot k of coordinate i is slots[k * n + i] of n coordinates
};

template <class T>
class Stepper {
  static_assert(std::is_same_v<T, float> || std::is_same_v<T, double>, "a Stepper works on float or double");

 public:
  // For points of `dimension` coordinates, or of a layout's tensors. `steps` is the T of schedules; 0 when no schedule
  // asks for it.
  Stepper(Method method, std::size_t dimension, std::uint64_t steps = 0);
  Stepper(Method method, const Layout& layout, std::uint64_t steps = 0);

  // Moves x by one step, given the gradient at x and, for methods that ask for it (polyak), f there. Throws InputError
  // when a size is not the dimension, when f is missing, when a schedule leaves its setting's range, or when the method
  // takes gradients at other points too (sam: then minimize() is the way); x is then as it was.
  void step(std::span<T> x, std::span<const T> gradient);
  void step(std::span<T> x, std::span<const T> gradient, double f);

  // Moves x by one step, asking for f and gradients where the method wants them: every method's way, and the only one
  // of solvers (lbfgs) and of those that take gradients at other points (sam). Of a callable
  // double f(std::span<const T> x, std::span<T> gradient); solvers work in doubles and keep what they know as T.
  // Returns whether x moved; a solver may find no lower point. Throws InputError where a schedule leaves its setting's
  // range.
  template <class Callable>
  requires std::is_invocable_r_v<double, Callable&, std::span<const T>, std::span<T>> StepEnd
  step(std::span<T> x, Callable&& callable) {
    CallableOracle<std::remove_reference_t<Callable>, T> oracle(callable);
    return ask(x, oracle);
  }
  // The same of an oracle, which may have products with the Hessian (sophia). In double only.
  StepEnd step(std::span<T> x, Oracle& oracle) requires std::is_same_v<T, double> { return ask(x, oracle); }

  // Who makes the steps from now on: pieces of at least 16384 coordinates are handed to the executor's workers. Up to
  // 2^15 coordinates, solvers and matrix methods stay with the calling thread, which makes all steps where this is not
  // called. The executor must outlive the steps and may serve any number of steppers.
  void use(Executor& executor) { walk_.use(executor); }
  // Names the random draws of links that take any (noise); 1 and 0 where it is not called, as in RunOptions.
  void set_stream(std::uint64_t seed, std::uint64_t repeat) {
    seed_ = seed, repeat_ = repeat;
    walk_.set_stream(0, seed, repeat);
  }
  std::uint64_t steps_made() const { return made_; }
  const Method& method() const { return method_; }
  // State of the rule: one value a coordinate, in the order of method().info().slots. The first step may move it.
  std::span<const T> slot(std::size_t k) const { return {walk_.slot(k, 0), dimension_}; }

  // What the method answers with where that is not x: the average that it keeps (schedule-free methods, asgd, average,
  // lookahead). Empty where it is x, and before the first step.
  std::span<const T> answer() const {
    const auto kept = method_.chain().answer();
    return kept && made_ > 0 ? slot(*kept) : std::span<const T>();
  }

  StepperState save() const;
  // The run goes on as the saved one would, its random draws too, from the point that its caller kept. Throws
  // InputError when the state is of another method, setting, layout or precision, or of another T where a schedule asks
  // for it; nothing is changed then.
  void restore(const StepperState& state);

 private:
  void require_size(std::size_t x, std::size_t gradient) const;
  void apply_schedules();
  void step(std::span<T> x, std::span<const T> gradient, const double* f);
  StepEnd ask(std::span<T> x, Oracle& oracle);  // which evaluates at points of T

  Method method_;
  std::size_t dimension_;
  std::string layout_;
  std::uint64_t steps_, made_ = 0, seed_ = 1, repeat_ = 0;
  bool scheduled_ = false;
  Walk<T> walk_;
  // Where a solver arrived: what it has evaluated there need not be asked for again.
  struct Arrival {
    std::vector<double> x, gradient;
    double f = 0;
  } arrival_;
};

extern template class Stepper<float>;
extern template class Stepper<double>;

}  // namespace ravine
