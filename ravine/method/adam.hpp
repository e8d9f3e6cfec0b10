// Adam: m <- β₁ m + (1-β₁) g, v <- β₂ v + (1-β₂) g², x <- x - η m̂ / (√v̂ + ε), with m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ).
// Kingma & Ba (2015), arXiv:1412.6980, Algorithm 1: ε outside the root (default; PyTorch, optax). `hat` is the form at
// the end of its section 2, η √(1-β₂ᵗ)/(1-β₁ᵗ) m/(√v + ε̂) (TensorFlow, Keras, ensmallen, OptimLib). `inside`: √(v̂ + ε).
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct AdamRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool bias_correction = true;

  static constexpr RuleText about{
      .name = "adam",
      .title = "Adam",
      .family = "adaptive",
      .summary = "momentum over the root of the mean square, both freed of their bias",
      .formula =
          "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\nx ← x − η·m̂/(√v̂ + ε),  m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)",
      .citation = "Kingma & Ba 2015, arXiv:1412.6980, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AdamRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::epsilon_place, row::epsilon_place},
                           Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> slots{"first moment", "second moment"};
  static constexpr bool scalars_ignore_rate = true;

  Values<Number, 6> prepare(Values<Number, 2>& run) const {
    const auto adam = adam_scales(*this, run);
    return {adam.rate, beta1, beta2, adam.unbias, adam.inside, adam.outside};
  }

  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, unbias, inside, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    return -rate * m / (sqrt(v * unbias + inside) + outside);
  }
};
using Adam = AdamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdamRule)

}  // namespace ravine
