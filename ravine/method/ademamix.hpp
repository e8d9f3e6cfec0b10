// AdEMAMix: Adam with a second, slow mean of the gradient: x <- x - η ((m̂₁ + α m₂)/(√v̂ + ε) + λ x), m₂ with decay β₃
// and not freed of bias. Pagliardini, Ablin & Grangier (2024), arXiv:2409.03137, Algorithm 1. With `warmup` = T > 0 α
// grows linearly and β₃ from β₁ so that the mean's half life does, over T steps (its eqs. for α(t), β₃(t)).
#pragma once

#include "ravine/base/math.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdemamixRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, beta3 = 0.9999, alpha = 5, epsilon = 1e-8, weight_decay = 0,
         warmup = 0;

  static constexpr RuleText about{.name = "ademamix",
                                  .title = "AdEMAMix",
                                  .family = "adaptive",
                                  .summary = "Adam with a fast and a slow mean of the gradient",
                                  .formula =
                                      "m₁ ← β₁·m₁ + (1 − β₁)·g\nm₂ ← β₃·m₂ + (1 − β₃)·g\nv ← β₂·v + (1 − β₂)·g²\nx ← x "
                                      "− η·((m̂₁ + α·m₂)/(√v̂ + ε) + λ·x)",
                                  .citation = "Pagliardini et al. 2024, arXiv:2409.03137, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AdemamixRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::beta3, row::beta3_of_slow_mean},
                           Parameter{&R::alpha, row::slow_weight}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::weight_decay, row::weight_decay}, Parameter{&R::warmup, row::slow_warmup});
  }
  static constexpr Names<3> scalars{"1 - beta1^t", "1 - beta2^t", "steps made"};
  static constexpr Names<3> slots{"fast mean", "slow mean", "second moment"};

  RAVINE_INLINE Values<Number, 9> prepare(Values<Number, 3>& run) const {  // longer than compilers inline unasked
    using math::exp, math::log;
    auto& [left1, left2, t] = run;
    left1 = beta1 * left1 + (1 - beta1);
    left2 = beta2 * left2 + (1 - beta2);
    t += 1;
    const bool grown = t >= warmup;
    const Number part = t / (grown ? t : warmup), log1 = log(beta1), log3 = log(beta3);
    const Number slow = grown ? beta3 : exp(log1 * log3 / ((1 - part) * log3 + part * log1));
    return {learning_rate, beta1,     beta2,   slow < beta3 ? slow : beta3, part * alpha,
            1 / left1,     1 / left2, epsilon, learning_rate * weight_decay};
  }
  template <class T>
  static T update(const Values<T, 9>& coefficients, T x, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, b1, b2, b3, weight, unbias1, unbias2, outside, shrink] = coefficients;
    auto& [fast, slow, v] = state;
    fast = b1 * fast + (1 - b1) * g;
    slow = b3 * slow + (1 - b3) * g;
    v = b2 * v + (1 - b2) * g * g;
    return -rate * (fast * unbias1 + weight * slow) / (sqrt(v * unbias2) + outside) - shrink * x;
  }
};
using Ademamix = AdemamixRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdemamixRule)

}  // namespace ravine
