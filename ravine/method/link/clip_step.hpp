// Step clipping: a step longer than a bound is shortened to it, x <- x + d min(1, c/|d|), d the rule's displacement.
// The trust region idea with a fixed radius: Conn, Gould & Toint (2000), Trust-Region Methods, section 6.1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ClipStepLink {
  Number bound = 1;

  static constexpr RuleText about{.name = "clip_step",
                                  .title = "clip the step",
                                  .family = "after the rule",
                                  .summary = "shortens a step that is longer than a bound",
                                  .formula = "x ← x + d·min(1, c/|d|),  d = x⁺ − x",
                                  .citation = "Conn, Gould & Toint 2000, Trust-Region Methods, section 6.1",
                                  .part = Part::point};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&ClipStepLink::bound, ParameterText{"bound", "c", "greatest length of a step", positive, {"max"}}});
  }
  static constexpr Names<0> scalars{}, slots{};
  static constexpr Names<1> sums{"|d|²"};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {Number(1)}; }
  template <class T>
  static Values<T, 1> measure(const Values<T, 1>& /*coefficients*/, T x, T next, Values<T, 0>& /*state*/) {
    return {(next - x) * (next - x)};
  }
  void settle(Values<Number, 1>& step, Values<Number, 0>&, const Values<Number, 1>& total, const Number&) const {
    using std::sqrt;
    const Number length = sqrt(total[0]);
    step[0] = length > bound ? bound / length : Number(1);
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T x, T next, Values<T, 0>& /*state*/) {
    return coefficients[0] < T(1) ? x + coefficients[0] * (next - x) : next;
  }
};
using ClipStep = ClipStepLink<Setting>;
RAVINE_DECLARE_BUILT_IN(ClipStepLink)

}  // namespace ravine
