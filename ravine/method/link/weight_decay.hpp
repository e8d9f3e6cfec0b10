// Decoupled weight decay: after the rule's step, x <- x - η λ x_old, η the rule's learning rate (PyTorch, Keras,
// optax). Loshchilov & Hutter (2019), arXiv:1711.05101, Algorithm 2. `fixed` leaves η out: λ x_old, as their line 12
// has it with a schedule multiplier of 1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct WeightDecayLink {
  Number rate = 0.01;
  bool fixed = false;
  Number learning_rate = 0;  // the rule's

  static constexpr RuleText about{.name = "weight_decay",
                                  .title = "weight decay",
                                  .family = "after the rule",
                                  .summary = "draws x towards 0, beside the gradient",
                                  .formula = "x ← x⁺ − η·λ·x,  x⁺ the rule's next point",
                                  .citation = "Loshchilov & Hutter 2019, arXiv:1711.05101, Algorithm 2",
                                  .part = Part::point};
  static constexpr auto parameters() {
    using R = WeightDecayLink;
    return std::make_tuple(
        Parameter{&R::rate, ParameterText{"rate", "λ", "share of x taken off each step", not_negative, {"wd"}}},
        Parameter{&R::fixed, ParameterText{"fixed", "", "decay by λ·x, not by η·λ·x"}},
        Parameter{&R::learning_rate, inherited(row::learning_rate)});
  }
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {fixed ? rate : learning_rate * rate}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T x, T next, Values<T, 0>& /*state*/) {
    return next - coefficients[0] * x;
  }
};
using WeightDecay = WeightDecayLink<Setting>;
RAVINE_DECLARE_BUILT_IN(WeightDecayLink)

}  // namespace ravine
