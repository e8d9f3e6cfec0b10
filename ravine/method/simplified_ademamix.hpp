// Simplified AdEMAMix: one slow sum of gradients and this one's own weight: m <- β₁ m + g, v <- β₂ v + (1-β₂) g²,
// x <- x - η (m + α g)/(√v̂ + ε), v̂ = v/(1-β₂ᵗ). Morwani, Vyas, Zhang & Kakade (2025), arXiv:2502.02431, with the bias
// correction and the defaults of the authors' code. m is a sum, 1/(1-β₁) times Adam's mean: rates are as much smaller.
// With β₁ = demon(0.9), α = 0, ε inside the root and no correction it is Demon Adam: Chen & others (2019),
// arXiv:1910.04952, Algorithm 2.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct SimplifiedAdemamixRule {
  Number learning_rate = 1e-3, beta1 = 0.99, beta2 = 0.95, alpha = 0, epsilon = 1e-8;
  RootEpsilon epsilon_place = RootEpsilon::outside;
  bool bias_correction = true;

  static constexpr RuleText about{
      .name = "simplified_ademamix",
      .title = "Simplified AdEMAMix",
      .family = "adaptive",
      .summary = "Adam with a slow sum of gradients, to which the newest is added once more",
      .formula = "m ← β₁·m + g\nv ← β₂·v + (1 − β₂)·g²\nx ← x − η·(m + α·g)/(√v̂ + ε),  v̂ = v/(1 − β₂ᵗ)",
      .citation = "Morwani et al. 2025, arXiv:2502.02431"};
  static constexpr auto parameters() {
    using R = SimplifiedAdemamixRule;
    constexpr ParameterText again{"alpha", "α", "further weight of the newest gradient", not_negative};
    constexpr ParameterText correction{"bias_correction", "", "divide the second moment by 1 − β₂ᵗ"};
    return std::tuple_cat(adam_rows<R>(),
                          std::make_tuple(Parameter{&R::alpha, again}, Parameter{&R::epsilon_place, row::epsilon_place},
                                          Parameter{&R::bias_correction, correction}));
  }
  static constexpr Names<1> scalars{"1 - beta2^t"};
  static constexpr Names<2> slots{"sum of gradients", "second moment"};
  static constexpr bool scalars_ignore_rate = true;

  Values<Number, 7> prepare(Values<Number, 1>& run) const {
    const bool inside = epsilon_place == RootEpsilon::inside;
    const Number one = 1, zero = 0;
    run[0] = beta2 * run[0] + (1 - beta2);
    return {
        learning_rate,          beta1, beta2, alpha, one / (bias_correction ? run[0] : one), inside ? epsilon : zero,
        inside ? zero : epsilon};
  }
  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, weight, unbias, inside, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + g;
    v = decay2 * v + (1 - decay2) * g * g;
    return -rate * (m + weight * g) / (sqrt(v * unbias + inside) + outside);
  }
};
using SimplifiedAdemamix = SimplifiedAdemamixRule<Setting>;
RAVINE_DECLARE_BUILT_IN(SimplifiedAdemamixRule)

}  // namespace ravine
