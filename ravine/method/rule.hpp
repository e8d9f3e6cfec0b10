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

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "ravine/base/dual.hpp"
#include "ravine/base/lanes.hpp"
#include "ravine/base/math/elementary.hpp"
#include "ravine/base/setting.hpp"
#include "ravine/method/method.hpp"
#include "ravine/method/observation.hpp"
#include "ravine/method/oracle.hpp"
#include "ravine/method/parameter.hpp"
#include "ravine/method/part.hpp"

namespace ravine {

template <class T, std::size_t n>
using Values = std::array<T, n>;
template <std::size_t n>
using Names = std::array<std::string_view, n>;

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

// What people are told of a rule. `formula`: Unicode, one line a stage.
struct RuleText {
  std::string_view name, title, family, summary, formula, citation;
  Part part = Part::rule;
  bool wraps = false;  // written around a method: lookahead(k=5, adam)
};

// A step of runs of two coordinates: from x to `next`, keeping the best point. `gradient` is f's, g what links made of
// it. Slots as in update_wide. All columns, those of settings and scalars too, are as long as whole cache lines: what
// lies beyond the lanes is read and written.
struct PlaneStep {
  Columns<const double> x, gradient, g;
  Columns<double> next, best_x, slots;
  Observation observed;
  bool alike = false;  // the lanes' settings and scalars are the same but for their learning rates
};

// A step of one tensor as a matrix, row-major. What stands in x moves.
struct TensorStep {
  std::size_t rows, columns;
  double* x;
  const double* g;
  double *scalars, *state;  // of the tensor: zero at the start
  Columns<double> slots;    // slot k of its coordinate i is slots[k][i]
  std::size_t size() const { return rows * columns; }
};

// A rule's kernels, erased: what a run calls. Columns of lanes as in base/lanes.hpp; settings in the order of the
// table, a flag as 0 or 1, a choice as its index. The lanes of a call differ in numbers only: flags and choices are
// those of its first lane. Of a link, `x` of the updates is what it changes (the gradient, or the next point) and `g`
// is the current point.
struct MethodEntry {
  MethodInfo info;
  std::size_t scalars = 0, slots = 0, coefficients = 0, sums = 0;
  bool uses_value = false, by_tensor = false, uses_noise = false;
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t answer = none;         // the slot that is its answer in place of the point
  std::size_t rate_row = none;       // of the learning rate, where scalars do not depend on it
  std::size_t by_tensor_if = none;   // a setting by which it is by tensor where it is not 0
  bool only_matrices = false;        // of no use on a layout without any
  std::size_t most_coordinates = 0;  // that it has a use for; 0: any number
  // One a setting of the struct: empty, or the rule's setting that a link takes over (its learning rate).
  std::vector<std::string_view> inherited;
  std::vector<Setting> (*settings_of)(const void* rule) = nullptr;  // a rule struct's fields, in the table's order

  // First values of the slots of one coordinate, for each lane: slots[k][lane]. None where they are 0.
  void (*start)(std::size_t lanes, Columns<const double> settings, Columns<double> slots) = nullptr;
  // Once a step: settings and scalars -> coefficients.
  void (*prepare)(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                  Columns<double> coefficients) = nullptr;
  // Wide: x[i][lane] += update for `dimension` coordinates; slot k of coordinate i is slots[i * slot count + k].
  void (*update_wide)(std::size_t lanes, std::size_t dimension, Columns<const double> coefficients, Columns<double> x,
                      Columns<const double> g, Columns<double> slots) = nullptr;
  // Terms of the sums: term k of coordinate i is terms[k * dimension + i][lane]. Null where the rule has none.
  void (*measure_wide)(std::size_t lanes, std::size_t dimension, Columns<const double> coefficients,
                       Columns<const double> x, Columns<const double> g, Columns<double> slots,
                       Columns<double> terms) = nullptr;
  void (*settle)(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                 Columns<double> coefficients, Columns<const double> sums, const double* f) = nullptr;
  // All of the above and the observation of x, or null, for runs of two coordinates; nonzero where a lane needs a
  // closer look.
  std::int64_t (*step_planes)(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                              const PlaneStep& planes) = nullptr;
  // Long: n coordinates of one run, from one set of coefficients; slot k of coordinate i is slots[k][i].
  void (*update_long)(std::size_t n, const double* coefficients, double* x, const double* g,
                      Columns<double> slots) = nullptr;
  void (*update_long_float)(std::size_t n, const double* coefficients, float* x, const float* g,
                            Columns<float> slots) = nullptr;
  void (*measure_long)(std::size_t n, const double* coefficients, const double* x, const double* g,
                       Columns<double> slots, Columns<double> terms) = nullptr;
  void (*measure_long_float)(std::size_t n, const double* coefficients, const float* x, const float* g,
                             Columns<float> slots, Columns<double> terms) = nullptr;
  // The derivative with respect to one setting: the same functions on dual numbers.
  void (*start_dual)(const Dual<double>* settings, Dual<double>* slots) = nullptr;
  void (*prepare_dual)(const Dual<double>* settings, Dual<double>* scalars, Dual<double>* coefficients) = nullptr;
  void (*update_dual)(std::size_t n, const Dual<double>* coefficients, Dual<double>* x, const Dual<double>* g,
                      Dual<double>* slots) = nullptr;  // slots[i * slot count + k]
  void (*measure_dual)(std::size_t n, const Dual<double>* coefficients, const Dual<double>* x, const Dual<double>* g,
                       Dual<double>* slots, Dual<double>* sums) = nullptr;
  void (*settle_dual)(const Dual<double>* settings, Dual<double>* scalars, Dual<double>* coefficients,
                      const Dual<double>* sums, Dual<double> f) = nullptr;

  // A step of a matrix, null where there is none; and the numbers it keeps.
  void (*move_matrix)(const double* settings, const TensorStep& step) = nullptr;
  std::size_t (*matrix_state)(std::size_t rows, std::size_t columns) = nullptr;
  // A solver's step, null elsewhere; and its slots without names.
  StepEnd (*solve)(const double* settings, Oracle& oracle, const Standing& at, const SolverState& state) = nullptr;
  std::size_t (*further_slots)(const double* settings, std::size_t dimension) = nullptr;

  // What is wrong with its numbers together, or nothing.
  std::string_view (*fault)(const double* settings) = nullptr;

  bool is_elementwise() const { return update_wide != nullptr; }
};

// The entry of a rule. For the built-in ones it is specialised inside the library; for a user's rule it is made here,
// by the translation unit that asks first.
template <template <class> class Rule>
const MethodEntry& entry_of();

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

#include "ravine/method/kernel.hpp"  // IWYU pragma: export
