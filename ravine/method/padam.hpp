// Padam: AMSGrad with a power p of the second moment between 0 (momentum) and 1/2 (AMSGrad): x <- x - η m / w^p.
// Chen, Zhou, Tang, Yang, Cao & Gu (2018), arXiv:1806.06763, Algorithm 1, which has no ε and corrects no bias. Their
// code has η √(1-β₂ᵗ)/(1-β₁ᵗ) m / (√w + ε)^2p: the default here, safe where a gradient is 0. ensmallen: (w + ε)^p.
#pragma once

#include "ravine/method/adam_scales.hpp"
#include "ravine/method/inverse_power.hpp"

namespace ravine {

template <class Number>
struct PadamRule {
  Number learning_rate = 1e-1, beta1 = 0.9, beta2 = 0.999, partial = 0.125, epsilon = 1e-8;
  RootEpsilon epsilon_place = RootEpsilon::outside;
  bool bias_correction = true;

  static constexpr RuleText about{
      .name = "padam",
      .title = "Padam",
      .family = "adaptive",
      .summary = "AMSGrad with a milder power of the second moment",
      .formula =
          "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\nw ← max(w, v)\nx ← x − η·√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√w + ε)²ᵖ",
      .citation = "Chen et al. 2018, arXiv:1806.06763, Algorithm 1"};
  static constexpr auto parameters() {
    using R = PadamRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
        Parameter{&R::beta2, row::beta2},
        Parameter{&R::partial, ParameterText{"partial", "p", "power of the second moment", Range{0, 0.5}, {"p"}}},
        Parameter{&R::epsilon, row::epsilon}, Parameter{&R::epsilon_place, row::epsilon_place},
        Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr bool step_is_long = true;
  static constexpr UsualCoefficient usual{.place = 3, .value = usual_power};  // p = 1/8
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<3> slots{"first moment", "second moment", "largest second moment"};

  Values<Number, 6> prepare(Values<Number, 2>& run) const {
    const bool within = epsilon_place == RootEpsilon::inside;
    const Number zero = 0, rate = corrected_rate(*this, run[0], run[1], bias_correction);
    return {rate, beta1, beta2, 2 * partial, within ? epsilon : zero, within ? zero : epsilon};
  }

  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, power, inside, outside] = coefficients;
    auto& [m, v, w] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    w = w < v ? v : w;
    return -rate * m * inverse_power(sqrt(w + inside) + outside, power);
  }
};
using Padam = PadamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(PadamRule)

}  // namespace ravine
