// AdaMax: m <- β₁ m + (1-β₁) g, u <- max(β₂ u, |g|), x <- x - η/(1-β₁ᵗ) m/u.
// Kingma & Ba (2015), arXiv:1412.6980, Algorithm 2, which has no ε. PyTorch and optax take max(β₂ u, |g| + ε):
// `inside`, the default; Keras and ensmallen divide by u + ε: `outside`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdamaxRule {
  Number learning_rate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  MaximumEpsilon epsilon_place = MaximumEpsilon::inside;

  static constexpr RuleText about{.name = "adamax",
                                  .title = "AdaMax",
                                  .family = "adaptive",
                                  .summary = "Adam with the largest recent gradient in place of the mean square",
                                  .formula = "m ← β₁·m + (1 − β₁)·g\nu ← max(β₂·u, |g| + ε)\nx ← x − η/(1 − β₁ᵗ)·m/u",
                                  .citation = "Kingma & Ba 2015, arXiv:1412.6980, Algorithm 2"};
  static constexpr auto parameters() {
    using R = AdamaxRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2_of_maximum}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::epsilon_place, row::epsilon_place});
  }
  static constexpr Names<1> scalars{"1 - beta1^t"};
  static constexpr Names<2> slots{"first moment", "largest gradient"};

  Values<Number, 5> prepare(Values<Number, 1>& run) const {
    auto& [left] = run;
    left = beta1 * left + (1 - beta1);
    const bool inside = epsilon_place == MaximumEpsilon::inside;
    const Number zero = 0;
    return {learning_rate / left, beta1, beta2, inside ? epsilon : zero, inside ? zero : epsilon};
  }

  template <class T>
  static T update(const Values<T, 5>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    const auto [rate, decay1, decay2, inside, outside] = coefficients;
    auto& [m, u] = state;
    m = decay1 * m + (1 - decay1) * g;
    const T kept = decay2 * u, fresh = (g < T(0) ? -g : g) + inside;
    u = kept < fresh ? fresh : kept;
    return -rate * m / (u + outside);
  }
};
using Adamax = AdamaxRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdamaxRule)

}  // namespace ravine
