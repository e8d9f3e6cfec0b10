// QHAdam: Adam with both moments mixed with the gradient: x <- x - η ((1-ν₁) g + ν₁ m̂) / (√((1-ν₂) g² + ν₂ v̂) + ε).
// Ma & Yarats (2019), arXiv:1810.06801, section 4.3 (eq. 8, ε outside the root). ν₁ = ν₂ = 1 is Adam.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct QhadamRule {
  Number learning_rate = 1e-3, beta1 = 0.995, beta2 = 0.999, share1 = 0.7, share2 = 1, epsilon = 1e-8;

  static constexpr RuleText about{.name = "qhadam",
                                  .title = "QHAdam",
                                  .family = "adaptive",
                                  .summary = "Adam with its moments mixed with the newest gradient",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\n"
                                      "x ← x − η·((1 − ν₁)·g + ν₁·m̂)/(√((1 − ν₂)·g² + ν₂·v̂) + ε)",
                                  .citation = "Ma & Yarats 2019, arXiv:1810.06801, section 4.3"};
  static constexpr auto parameters() {
    using R = QhadamRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::share1, row::share1},
                           Parameter{&R::share2, row::share2}, Parameter{&R::epsilon, row::epsilon});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> slots{"first moment", "second moment"};

  Values<Number, 8> prepare(Values<Number, 2>& run) const {
    auto& [left1, left2] = run;
    left1 = beta1 * left1 + (1 - beta1);
    left2 = beta2 * left2 + (1 - beta2);
    return {learning_rate, beta1, beta2, 1 - share1, share1 / left1, 1 - share2, share2 / left2, epsilon};
  }

  template <class T>
  static T update(const Values<T, 8>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, fresh1, kept1, fresh2, kept2, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    return -rate * (fresh1 * g + kept1 * m) / (sqrt(fresh2 * g * g + kept2 * v) + outside);
  }
};
using Qhadam = QhadamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(QhadamRule)

}  // namespace ravine
