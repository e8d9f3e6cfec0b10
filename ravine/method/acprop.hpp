// ACProp: the newest gradient (not its mean) over the root of the centred second moment of the steps before it:
// m <- β₁ m + (1-β₁) g, x <- x - η g/(√ŝ₋ + ε), s <- β₂ s + (1-β₂)(g - m)²; the first step is η g. Zhuang & others
// (2021), arXiv:2110.05454, Algorithm 1. optax centres by the mean before (`center`) and adds ε to s each step.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AcpropRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-16, moment_epsilon = 0;
  OfStep center = OfStep::current;
  bool bias_correction = true;
  static constexpr RuleText about{
      .name = "acprop",
      .title = "ACProp",
      .family = "adaptive",
      .summary = "the gradient over its deviation from the mean, one step before",
      .formula = "m ← β₁·m + (1 − β₁)·g\nx ← x − η·g/(√ŝ₋ + ε)\ns ← β₂·s + (1 − β₂)·(g − m)²",
      .citation = "Zhuang & others 2021, arXiv:2110.05454, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AcpropRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::moment_epsilon, row::moment_epsilon},
                           Parameter{&R::center, row::moment_center},
                           Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr Names<1> scalars{"1 - beta2^t"};
  static constexpr Names<2> slots{"mean", "variance"};
  Values<Number, 8> prepare(Values<Number, 1>& run) const {
    const Number before = run[0], zero = 0, one = 1;
    const bool first = !(before > zero);
    run[0] = beta2 * run[0] + (1 - beta2);
    return {learning_rate,
            beta1,
            beta2,
            first || !bias_correction ? one : one / before,
            first ? one : epsilon,
            first ? zero : one,
            moment_epsilon,
            center == OfStep::old ? one : zero};
  }
  template <class T>
  static T update(const Values<T, 8>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, unbias, outside, along, added, old] = coefficients;
    auto& [m, s] = state;
    const T root = along * sqrt(s * unbias) + outside, before = m;
    m = decay1 * m + (1 - decay1) * g;
    const T off = g - (old > T(0) ? before : m);
    s = decay2 * s + (1 - decay2) * off * off + added;
    return root > T(0) ? -rate * g / root : T(0);
  }
};
using Acprop = AcpropRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AcpropRule)

}  // namespace ravine
