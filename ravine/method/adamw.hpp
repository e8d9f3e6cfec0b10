// AdamW: Adam with decoupled weight decay, x <- x - η λ x - η m̂ / (√v̂ + ε).
// Loshchilov & Hutter (2019), arXiv:1711.05101, Algorithm 2. Decay by η λ x, with the learning rate, is PyTorch's,
// Keras' and optax's (default); by λ x alone is `fixed_decay`. ε as in Adam.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct AdamwRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weight_decay = 1e-2;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool bias_correction = true, fixed_decay = false;

  static constexpr RuleText about{.name = "adamw",
                                  .title = "AdamW",
                                  .family = "adaptive",
                                  .summary = "Adam with weight decay beside the gradient, not in it",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\n"
                                      "x ← x − η·λ·x − η·m̂/(√v̂ + ε)",
                                  .citation = "Loshchilov & Hutter 2019, arXiv:1711.05101, Algorithm 2"};
  static constexpr auto parameters() {
    using R = AdamwRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
        Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
        Parameter{&R::weight_decay, row::weight_decay}, Parameter{&R::epsilon_place, row::epsilon_place},
        Parameter{&R::bias_correction, row::bias_correction}, Parameter{&R::fixed_decay, row::fixed_decay});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> slots{"first moment", "second moment"};
  static constexpr bool scalars_ignore_rate = true;

  Values<Number, 7> prepare(Values<Number, 2>& run) const {
    const auto adam = adam_scales(*this, run);
    const Number shrink = fixed_decay ? weight_decay : learning_rate * weight_decay;
    return {adam.rate, beta1, beta2, adam.unbias, adam.inside, adam.outside, shrink};
  }

  template <class T>
  static T update(const Values<T, 7>& coefficients, T x, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, unbias, inside, outside, shrink] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    return -shrink * x - rate * m / (sqrt(v * unbias + inside) + outside);
  }
};
using Adamw = AdamwRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdamwRule)

}  // namespace ravine
