// Optimistic Adam: x <- x - 2 s_t + s_{t-1}, s_t Adam's step. Daskalakis, Ilyas, Syrgkanis & Zeng (2018),
// arXiv:1711.00141, Algorithm 1. Before the first step s_0 = 0 (optax: s_1, `single_start`). ε as in Adam;
// `nesterov`: Nadam's step without a schedule, as optax.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct OptimisticAdamRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool bias_correction = true, nesterov = false, single_start = false;

  static constexpr RuleText about{.name = "optimistic_adam",
                                  .title = "Optimistic Adam",
                                  .family = "adaptive",
                                  .summary = "Adam that takes its last step back and this one twice, for games",
                                  .formula = "s ← η·m̂/(√v̂ + ε)\nx ← x − 2·s + s₋",
                                  .citation = "Daskalakis et al. 2018, arXiv:1711.00141, Algorithm 1"};
  static constexpr auto parameters() {
    using R = OptimisticAdamRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
        Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
        Parameter{&R::epsilon_place, row::epsilon_place}, Parameter{&R::bias_correction, row::bias_correction},
        Parameter{&R::nesterov, ParameterText{"nesterov", "", "look ahead as Nadam does"}},
        Parameter{&R::single_start, ParameterText{"single_start", "", "take the first step once, not twice"}});
  }
  static constexpr Names<3> scalars{"1 - beta1^t", "1 - beta2^t", "has begun"};
  static constexpr Names<3> slots{"first moment", "second moment", "last step"};

  Values<Number, 8> prepare(Values<Number, 3>& run) const {
    const auto adam = adam_scales(*this, run);
    const Number one = 1, zero = 0, again = single_start && !(run[2] > zero) ? one : zero;
    run[2] = one;
    const Number left = bias_correction ? run[0] : one, next = bias_correction ? beta1 * left + (1 - beta1) : one;
    const Number along = nesterov ? adam.rate * left * beta1 / next : adam.rate;
    const Number beside = nesterov ? adam.rate * (1 - beta1) : zero;
    return {along, beside, beta1, beta2, adam.unbias, adam.inside, adam.outside, again};
  }

  template <class T>
  static T update(const Values<T, 8>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [along, beside, decay1, decay2, unbias, inside, outside, again] = coefficients;
    auto& [m, v, last] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    const T step = (along * m + beside * g) / (sqrt(v * unbias + inside) + outside);
    const T before = again > T(0) ? step : last;
    last = step;
    return before - 2 * step;
  }
};
using OptimisticAdam = OptimisticAdamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(OptimisticAdamRule)

}  // namespace ravine
