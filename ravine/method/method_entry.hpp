// A rule or link as a run calls it: its kernels, erased, and what they are given.
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

// What people are told of a rule. `formula`: Unicode, one line a stage.
struct RuleText {
  std::string_view name, title, family, summary, formula, citation;
  Part part = Part::rule;
  bool wraps = false;  // written around a method: lookahead(k=5, adam)
};

// A step of runs of two coordinates: from x to `next`, keeping the best point. `gradient` is f's, g what links made of
// it. A link makes `next` of g, whichever it changes. Slots as in WideStep. All columns, those of settings and scalars
// too, are as long as whole cache lines: what lies beyond the lanes is read and written.
struct PlaneStep {
  Columns<const double> x, gradient, g;
  Columns<double> next, best_x, slots;
  Observation observed;
  bool alike = false;  // the lanes' settings and scalars are the same but for their learning rates
};

// What a link has in a step of lanes.
struct LinkColumns {
  Columns<const double> settings;
  Columns<double> scalars, slots;
};

// What a step makes of `target`, seeing `other`: a rule of the point and the gradient, a link of what it changes (the
// gradient, or the next point) and the current point. `to` is target itself or lies apart from it.
//
// Wide: `dimension` coordinates of each lane; slot k of coordinate i is slots[i * slot count + k].
struct WideStep {
  std::size_t lanes, dimension;
  Columns<const double> coefficients, target, other;
  Columns<double> to, slots;
};
// Long: n coordinates of one run, from one set of coefficients; slot k of coordinate i is slots[k][i]. More may follow
// them in memory, up to `readable` in all: what is asked for ahead of its use.
template <class T>
struct LongStep {
  std::size_t n, readable;
  const double* coefficients;
  const T *target, *other;
  T* to;
  Columns<T> slots;
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
// those of its first lane.
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
  void (*update_wide)(const WideStep& step) = nullptr;
  // Terms of the sums: term k of coordinate i is terms[k * dimension + i][lane]. Null where the rule has none.
  void (*measure_wide)(std::size_t lanes, std::size_t dimension, Columns<const double> coefficients,
                       Columns<const double> x, Columns<const double> g, Columns<double> slots,
                       Columns<double> terms) = nullptr;
  void (*settle)(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                 Columns<double> coefficients, Columns<const double> sums, const double* f) = nullptr;
  // All of the above for runs of two coordinates, or null; of a rule with the observation of x: nonzero where a lane
  // needs a closer look.
  std::int64_t (*step_planes)(std::size_t lanes, Columns<const double> settings, Columns<double> scalars,
                              const PlaneStep& planes) = nullptr;
  void (*update_long)(const LongStep<double>& step) = nullptr;
  void (*update_long_float)(const LongStep<float>& step) = nullptr;
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

}  // namespace ravine
