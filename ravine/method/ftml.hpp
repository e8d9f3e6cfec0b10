// FTML, follow the moving leader: v <- β₂ v + (1-β₂) g², d <- (1-β₁ᵗ)/η (√(v/(1-β₂ᵗ)) + ε), σ = d - β₁ d₋,
// z <- β₁ z + (1-β₁) g - σ x, x <- -z/d. Zheng & Kwok (2017), ICML, Algorithm 1; ensmallen has β₁ = 0.9.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct FtmlRule {
  Number learning_rate = 2.5e-3, beta1 = 0.6, beta2 = 0.999, epsilon = 1e-8;
  static constexpr RuleText about{
      .name = "ftml",
      .title = "FTML",
      .family = "adaptive",
      .summary = "minimises the recent gradients’ lines, each with a parabola around its point",
      .formula =
          "v ← β₂·v + (1 − β₂)·g²\nd ← (1 − β₁ᵗ)/η·(√v̂ + ε),  σ = d − β₁·d₋\nz ← β₁·z + (1 − β₁)·g − σ·x\nx ← −z/d",
      .citation = "Zheng & Kwok 2017, ICML, Algorithm 1"};
  static constexpr auto parameters() { return adam_rows<FtmlRule>(); }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<3> slots{"second moment", "curvature", "leader"};

  Values<Number, 5> prepare(Values<Number, 2>& run) const {
    auto& [left1, left2] = run;
    left1 = beta1 * left1 + (1 - beta1);
    left2 = beta2 * left2 + (1 - beta2);
    return {left1 / learning_rate, beta1, beta2, 1 / left2, epsilon};
  }

  template <class T>
  static T update(const Values<T, 5>& coefficients, T x, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [inverse, decay1, decay2, unbias, outside] = coefficients;
    auto& [v, d, z] = state;
    v = decay2 * v + (1 - decay2) * g * g;
    const T before = d;
    d = inverse * (sqrt(v * unbias) + outside);
    z = decay1 * z + (1 - decay1) * g - (d - decay1 * before) * x;
    return d > T(0) ? -z / d - x : T(0);
  }
};
using Ftml = FtmlRule<Setting>;
RAVINE_DECLARE_BUILT_IN(FtmlRule)

}  // namespace ravine
