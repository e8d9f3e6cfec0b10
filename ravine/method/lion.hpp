// Lion: x <- x - η (sign(β₁ m + (1-β₁) g) + λ x), then m <- β₂ m + (1-β₂) g.
// Chen et al. (2023), arXiv:2302.06675, Algorithm 2, with its decoupled weight decay (0 here; optax' lion has
// 1e-3).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct LionRule {
  Number learning_rate = 1e-4, beta1 = 0.9, beta2 = 0.99, weight_decay = 0;

  static constexpr RuleText about{.name = "lion",
                                  .title = "Lion",
                                  .family = "sign",
                                  .summary = "the sign of a mean of gradient and momentum",
                                  .formula = "u = sign(β₁·m + (1 − β₁)·g)\nx ← x − η·(u + λ·x)\nm ← β₂·m + (1 − β₂)·g",
                                  .citation = "Chen et al. 2023, arXiv:2302.06675, Algorithm 2"};
  static constexpr auto parameters() {
    using R = LionRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1_of_step},
                           Parameter{&R::beta2, row::beta2_of_mean}, Parameter{&R::weight_decay, row::weight_decay});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<1> slots{"mean gradient"};

  Values<Number, 4> prepare(Values<Number, 0>& /*scalars*/) const {
    return {learning_rate, beta1, beta2, learning_rate * weight_decay};
  }

  template <class T>
  static T update(const Values<T, 4>& coefficients, T x, T g, Values<T, 1>& state) {
    const auto [rate, decay1, decay2, shrink] = coefficients;
    auto& [m] = state;
    const T direction = decay1 * m + (1 - decay1) * g;
    m = decay2 * m + (1 - decay2) * g;
    return -rate * sign_of(direction) - shrink * x;
  }
};
using Lion = LionRule<Setting>;
RAVINE_DECLARE_BUILT_IN(LionRule)

}  // namespace ravine
