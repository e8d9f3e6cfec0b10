// ADOPT: the gradient is divided by the root of the second moment of the steps before it, then averaged:
// m <- β₁ m + (1-β₁) g / max(√v, ε), x <- x - η m, v <- β₂ v + (1-β₂) g². The first gradient only sets v = g².
// Taniguchi et al. (2024), arXiv:2411.02853, Algorithm 2. `clip` keeps the quotient within ±t^(1/4), as the authors'
// code and the later version of the paper do.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdoptRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.9999, epsilon = 1e-6;
  bool clip = false;

  static constexpr RuleText about{.name = "adopt",
                                  .title = "ADOPT",
                                  .family = "adaptive",
                                  .summary = "Adam that converges with any beta2",
                                  .formula = "m ← β₁·m + (1 − β₁)·g/max(√v, ε)\nx ← x − η·m\nv ← β₂·v + (1 − β₂)·g²",
                                  .citation = "Taniguchi et al. 2024, arXiv:2411.02853, Algorithm 2"};
  static constexpr auto parameters() {
    using R = AdoptRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
        Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
        Parameter{&R::clip, ParameterText{"clip", "", "keep the quotient within ±t^(1/4)", not_negative}});
  }
  static constexpr Names<1> scalars{"steps made"};
  static constexpr Names<2> slots{"first moment", "second moment"};

  Values<Number, 6> prepare(Values<Number, 1>& run) const {
    using std::sqrt;
    auto& [t] = run;
    const Number first = t > Number(0) ? Number(0) : Number(1);
    const Number limit = clip ? sqrt(sqrt(t)) : Number(std::numeric_limits<double>::infinity());
    t += 1;
    return {learning_rate, beta1, beta2, epsilon, limit, first};
  }

  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, b1, b2, least, limit, first] = coefficients;
    auto& [m, v] = state;
    const T root = sqrt(v), quotient = g / (root < least ? least : root);
    const T kept = quotient > limit ? limit : quotient < -limit ? -limit : quotient;
    const bool moving = !(first > T(0));
    m = moving ? b1 * m + (1 - b1) * kept : m;
    v = moving ? b2 * v + (1 - b2) * g * g : g * g;
    return moving ? -rate * m : T(0);
  }
};
using Adopt = AdoptRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdoptRule)

}  // namespace ravine
