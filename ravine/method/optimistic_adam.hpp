// Optimistic Adam: x <- x - 2 s_t + s_{t-1}, s_t Adam's step. Daskalakis, Ilyas, Syrgkanis & Zeng (2018),
// arXiv:1711.00141, Algorithm 1. Before the first step s_0 = 0. ε as in Adam.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct OptimisticAdamRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool bias_correction = true;

  static constexpr RuleText about{.name = "optimistic_adam",
                                  .title = "Optimistic Adam",
                                  .family = "adaptive",
                                  .summary = "Adam that takes its last step back and this one twice, for games",
                                  .formula = "s ← η·m̂/(√v̂ + ε)\nx ← x − 2·s + s₋",
                                  .citation = "Daskalakis et al. 2018, arXiv:1711.00141, Algorithm 1"};
  static constexpr auto parameters() {
    using R = OptimisticAdamRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::epsilon_place, row::epsilon_place},
                           Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<3> slots{"first moment", "second moment", "last step"};

  Values<Number, 6> prepare(Values<Number, 2>& run) const {
    const auto adam = adam_scales(*this, run);
    return {adam.rate, beta1, beta2, adam.unbias, adam.inside, adam.outside};
  }

  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, unbias, inside, outside] = coefficients;
    auto& [m, v, last] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    const T step = rate * m / (sqrt(v * unbias + inside) + outside), before = last;
    last = step;
    return before - 2 * step;
  }
};
using OptimisticAdam = OptimisticAdamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(OptimisticAdamRule)

}  // namespace ravine
