// What a rule is (design D2): a struct of settings, its table, and two small generic functions. A rule is written once
// and runs three ways: wide (a lane is a run), long (a lane is a coordinate) and with dual numbers. doc/design.md shows
// one.
//
//   template <class Number> struct MyRule {
//     Number learning_rate = 0.1;                              // settings: Number, bool, or an enumeration of choices
//     static constexpr RuleText about{.name = "my_rule", ...};
//     static constexpr auto parameters();                      // std::tuple of Parameter rows, one a setting
//     static constexpr Names<s> scalars;                       // state of a run, zero at the start
//     static constexpr Names<k> slots;                         // state of a coordinate
//     Values<Number, k> start() const;                         // optional: first values of the slots, else zero
//     Values<Number, c> prepare(Values<Number, s>&) const;     // once a step and run: the step's coefficients
//     template <class T>                                       // once a coordinate: the displacement of x
//     static T update(const Values<T, c>& coefficients, T x, T g, Values<T, k>& state);
//   };
//
// A rule whose step depends on sums over the coordinates, such as |g|², has three members more. Between `prepare` and
// `update`, `measure` gives each coordinate's terms (and may change its state), and `settle` turns their sums and f at
// x into the coefficients of the step. Sums have one fixed shape (base/sum.hpp).
//
//     static constexpr Names<r> sums;
//     template <class T>
//     static Values<T, r> measure(const Values<T, c>& coefficients, T x, T g, Values<T, k>& state);
//     void settle(Values<Number, c>&, Values<Number, s>& scalars, const Values<Number, r>& total, Number f) const;
//     static constexpr bool uses_value = true;                 // optional: `settle` reads f
//     static constexpr bool by_tensor = true;                  // optional: scalars, sums, coefficients a tensor
//     static constexpr std::size_t by_tensor_if = 1;           // or that by a setting's value, a row of the table
//
// A rule whose `prepare` and two of whose `update` are too long for one vectorised pass (script/check disassembly
// tells) or for the program (it takes over 60 kB) says so; runs of two coordinates then go by one pass for each:
//
//     static constexpr bool step_is_long = true;
//
// A rule whose settings may leave its last slots unused says how many of the first ones a step reads and writes; long
// runs then leave the others alone:
//
//     template <class T>
//     static constexpr std::size_t slots_in_use(const Values<T, c>& coefficients);
//
// And one whose last slot most steps only read, how many of the first ones they write:
//
//     template <class T>
//     static constexpr std::size_t slots_written(const Values<T, c>& coefficients);
//
// A rule whose `update` is much shorter for a certain value of a coefficient, and chooses so itself, names it; long
// runs with that value then pay for no more:
//
//     static constexpr UsualCoefficient usual{.place = 3, .value = 0.25};
//
// A rule without sums whose `prepare` makes of the same scalars the same, whatever the learning rate, may say so; runs
// in step that differ in that alone then share what it makes of the rest:
//
//     static constexpr bool scalars_ignore_rate = true;
//
// A rule by tensor may step matrices as a whole, by products and eigenvectors; the functions above then serve the other
// tensors. Without them it steps every tensor so, a vector as a matrix of one column.
//
//     static std::size_t matrix_state(std::size_t rows, std::size_t columns);  // numbers kept beside scalars and slots
//     void move(const TensorStep&) const;                      // of Rule<double>
//     static constexpr bool only_matrices = true;              // optional: of no use where there is no matrix
//
// One whose settings must fit each other says what is wrong where they do not:
//
//     std::string_view fault() const;                          // of Rule<double>; empty: nothing
//
// A method that evaluates f itself is a solver: method/solver/solver.hpp.
//
// A rule or link whose answer is not the point but an average that it keeps names the slot:
//
//     static constexpr std::size_t answer = 0;
//
// A link with `uses_noise = true` is given a standard normal number in place of x.
//
// A link of a chain has the same form; `about.part` says what its `update` returns (method/part.hpp).
//
// One of whose settings counts only with a choice of another says so:
//
//     static constexpr std::array only_with{OnlyWith{"learning_rate", "line_search", "none"}};
//
// In `update` write `using std::sqrt;` and call sqrt unqualified: float then stays float and dual numbers work. Never
// call the C library's transcendental functions: ravine/base/math.hpp has its own, with the same bits everywhere.
#pragma once

#include <cmath>
#include <type_traits>

#include "ravine/method/entry.hpp"

namespace ravine {

// A value that a coefficient has more often than any other.
struct UsualCoefficient {
  std::size_t place;
  double value;
};

// -1, 0 or 1; NaN and a zero's sign stay. Of a plain number by a single comparison: with two, a loop over pairs of
// signs takes three times as long.
template <class T>
RAVINE_INLINE T sign_of(T value) {
  if constexpr (std::is_floating_point_v<T>)
    return math::abs(value) > T(0) ? std::copysign(T(1), value) : value;
  else
    return value > T(0) ? T(1) : value < T(0) ? T(-1) : value * T(0);
}

template <class T>
RAVINE_INLINE T square(T value) {
  return value * value;
}
template <class T>
RAVINE_INLINE T larger(T a, T b) {
  return a > b ? a : b;
}
template <class T>
RAVINE_INLINE T size_of(T value) {  // its absolute value
  return value < T(0) ? -value : value;
}

// At the end of a built-in rule's file: its kernels are compiled inside the library only.
#define RAVINE_DECLARE_BUILT_IN(Rule) \
  template <>                         \
  const MethodEntry& entry_of<Rule>();

// The same for a rule that steps matrices as a whole, whose `move` stands in a source.
#define RAVINE_DECLARE_MATRIX_RULE(Rule)            \
  template <>                                       \
  void Rule<double>::move(const TensorStep&) const; \
  RAVINE_DECLARE_BUILT_IN(Rule)

// And for a solver, whose `solve` stands in a source.
#define RAVINE_DECLARE_SOLVER(Solver)                                                \
  template <>                                                                        \
  StepEnd Solver<double>::solve(Oracle&, const Standing&, const SolverState&) const; \
  RAVINE_DECLARE_BUILT_IN(Solver)

// Makes a user's rule known by name to Method::named, the notation and the definition file. Throws InputError when the
// name is taken or when the translation unit was compiled so that its bits would differ (fused multiply-add). Once a
// rule; thread-safe.
void register_method(const MethodEntry& entry);
template <template <class> class Rule>
void register_method() {
  register_method(entry_of<Rule>());
}

template <template <class> class Rule>
requires requires { Rule<Setting>::about; }
Method::Method(const Rule<Setting>& rule) : Method(entry_of<Rule>(), entry_of<Rule>().settings_of(&rule)) {}

// A chain of links as they are written: ClipNorm{.bound = 1} | Adam{} | WeightDecay{}.
template <template <class> class Before, template <class> class After>
requires requires { Before<Setting>::about, After<Setting>::about; }
Method operator|(const Before<Setting>& before, const After<Setting>& after) { return Method(before) | Method(after); }

}  // namespace ravine
