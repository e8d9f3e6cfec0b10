// L2 regularisation: g <- g + λ x, the gradient of λ/2 |x|². PyTorch's `weight_decay` of all but AdamW is this.
// Krogh & Hertz (1991), A Simple Weight Decay Can Improve Generalization, NIPS 4, eq. 2.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct L2Link {
  Number weight_decay = 0.01;

  static constexpr RuleText about{.name = "l2",
                                  .title = "L2",
                                  .family = "before the rule",
                                  .summary = "adds the gradient of λ/2·|x|²",
                                  .formula = "g ← g + λ·x",
                                  .citation = "Krogh & Hertz 1991, NIPS 4, 950-957",
                                  .part = Part::gradient};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&L2Link::weight_decay,
                  ParameterText{"weight_decay", "λ", "weight of the penalty λ/2·|x|²", not_negative, {"wd"}}});
  }
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {weight_decay}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T x, T g, Values<T, 0>& /*state*/) {
    return g + coefficients[0] * x;
  }
};
using L2 = L2Link<Setting>;
RAVINE_DECLARE_BUILT_IN(L2Link)

}  // namespace ravine
