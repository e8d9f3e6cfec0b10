// Adan: m <- β₁ m + (1-β₁) g, v <- β₂ v + (1-β₂) (g - g₋), n <- β₃ n + (1-β₃) (g + β₂ (g - g₋))²,
// x <- (x - η (m̂ + β₂ v̂)/(√n̂ + ε)) / (1 + η λ). Xie, Zhou, Li, Lin & Yan (2022), arXiv:2208.06677, Algorithm 1. The
// decays are 1 minus the paper's, the moments freed of bias and g - g₋ = 0 at first, as in the authors' code and optax,
// which weights v̂ and the difference with 1-β₂ (`difference_weight`) and has an ε inside the root.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdanRule {
  Number learning_rate = 1e-3, beta1 = 0.98, beta2 = 0.92, beta3 = 0.99;
  Number epsilon = 1e-8, root_epsilon = 0, weight_decay = 0;
  DifferenceWeight difference_weight = DifferenceWeight::decay;
  static constexpr RuleText about{
      .name = "adan",
      .title = "Adan",
      .family = "adaptive",
      .summary = "Nesterov momentum of the moments, without a second gradient",
      .formula =
          "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·(g − g₋)\n"
          "n ← β₃·n + (1 − β₃)·(g + β₂·(g − g₋))²\nx ← (x − η·(m̂ + β₂·v̂)/(√n̂ + ε))/(1 + η·λ)",
      .citation = "Xie et al. 2022, arXiv:2208.06677, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AdanRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2_of_difference}, Parameter{&R::beta3, row::beta3},
                           Parameter{&R::epsilon, row::epsilon}, Parameter{&R::root_epsilon, row::root_epsilon},
                           Parameter{&R::weight_decay, row::weight_decay},
                           Parameter{&R::difference_weight, row::difference_weight});
  }
  static constexpr Names<4> scalars{"1 - beta1^t", "1 - beta2^t", "1 - beta3^t", "has begun"};
  static constexpr Names<4> slots{"first moment", "mean difference", "second moment", "last gradient"};
  Values<Number, 12> prepare(Values<Number, 4>& run) const {
    auto& [left1, left2, left3, begun] = run;
    left1 = beta1 * left1 + (1 - beta1), left2 = beta2 * left2 + (1 - beta2), left3 = beta3 * left3 + (1 - beta3);
    const Number differs = begun, shrink = learning_rate * weight_decay;
    const Number w = difference_weight == DifferenceWeight::rest ? 1 - beta2 : beta2, one = 1;
    begun = 1;
    return {learning_rate, beta1,       beta2,        beta3,   w,      one / left1,
            w / left2,     one / left3, root_epsilon, epsilon, shrink, differs};
  }
  template <class T>
  static T update(const Values<T, 12>& coefficients, T x, T g, Values<T, 4>& state) {
    using std::sqrt;
    const auto [rate, b1, b2, b3, weight, unbias1, unbias2, unbias3, inside, outside, shrink, differs] = coefficients;
    auto& [m, v, n, last] = state;
    const T difference = differs * (g - last), ahead = g + weight * difference;
    last = g, m = b1 * m + (1 - b1) * g;
    v = b2 * v + (1 - b2) * difference;
    n = b3 * n + (1 - b3) * ahead * ahead;
    const T step = rate * (m * unbias1 + v * unbias2) / (sqrt(n * unbias3 + inside) + outside);
    return -(step + shrink * x) / (1 + shrink);
  }
};
using Adan = AdanRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdanRule)

}  // namespace ravine
