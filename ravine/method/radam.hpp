// RAdam: x <- x - η r m̂/(√v̂ + ε), r² = (ρ-4)(ρ-2)ρ∞/((ρ∞-4)(ρ∞-2)ρ), ρ∞ = 2/(1-β₂) - 1, ρ = ρ∞ - 2t β₂ᵗ/(1-β₂ᵗ), for
// ρ > 5 (PyTorch; the paper: 4), before that x <- x - η m̂ or no step. ε as in PyTorch (`hat`): η r √(1-β₂ᵗ) m̂/(√v + ε).
// Liu et al. (2020), arXiv:1908.03265, Algorithm 2.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct RadamRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, threshold = 5;
  EpsilonPlace epsilon_place = EpsilonPlace::hat;
  bool early_steps = true;
  static constexpr RuleText about{.name = "radam",
                                  .title = "RAdam",
                                  .family = "adaptive",
                                  .summary = "Adam that trusts its second moment as it becomes certain",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\n"
                                      "x ← x − η·r·m̂/(√v̂ + ε) once r is known, before it x ← x − η·m̂",
                                  .citation = "Liu et al. 2020, arXiv:1908.03265, Algorithm 2"};
  static constexpr auto parameters() {
    using R = RadamRule;
    return std::tuple_cat(adam_rows<R>(), std::make_tuple(Parameter{&R::epsilon_place, row::epsilon_place},
                                                          Parameter{&R::threshold, row::rectification_threshold},
                                                          Parameter{&R::early_steps, row::early_steps}));
  }
  static constexpr Names<3> scalars{"1 - beta1^t", "1 - beta2^t", "t"};
  static constexpr Names<2> slots{"first moment", "second moment"};

  Values<Number, 6> prepare(Values<Number, 3>& run) const {
    using std::sqrt;
    auto& [left1, left2, t] = run;
    left1 = beta1 * left1 + (1 - beta1);
    left2 = beta2 * left2 + (1 - beta2);
    t = t + 1;
    const Number most = 2 / (1 - beta2) - 1, length = most - 2 * t * (1 - left2) / left2, zero = 0, one = 1;
    const bool certain = length > threshold;
    const Number square = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length);
    const Number biased = learning_rate / left1, early = early_steps ? biased : zero;
    const Number rate = certain ? biased * sqrt(certain ? square * left2 : one) : early;
    const bool within = epsilon_place == EpsilonPlace::inside, hat = epsilon_place == EpsilonPlace::hat;
    const Number inside = within ? epsilon * left2 : zero, outside = hat ? epsilon : epsilon * sqrt(left2);
    return {rate, beta1, beta2, certain ? one : zero, inside, !certain ? one : within ? zero : outside};
  }
  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, along, inside, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    return -rate * m / (along * sqrt(v + inside) + outside);
  }
};
using Radam = RadamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(RadamRule)

}  // namespace ravine
