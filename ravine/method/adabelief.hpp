// AdaBelief: Adam whose second moment is that of g - m: s <- β₂ s + (1-β₂) (g - m)² + ε, x <- x - η m̂ / (√ŝ + ε).
// Zhuang et al. (2020), arXiv:2010.07468, Algorithm 2, with ε added to s each step (so in optax as eps_root, 1e-16).
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct AdabeliefRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-16, moment_epsilon = 1e-16;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool bias_correction = true;

  static constexpr RuleText about{.name = "adabelief",
                                  .title = "AdaBelief",
                                  .family = "adaptive",
                                  .summary = "long steps where the gradient is as the first moment foretold",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\ns ← β₂·s + (1 − β₂)·(g − m)² + ε\n"
                                      "x ← x − η·m̂/(√ŝ + ε)",
                                  .citation = "Zhuang et al. 2020, arXiv:2010.07468, Algorithm 2"};
  static constexpr auto parameters() {
    using R = AdabeliefRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::moment_epsilon, row::moment_epsilon},
                           Parameter{&R::epsilon_place, row::epsilon_place},
                           Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> slots{"first moment", "mean square surprise"};

  Values<Number, 7> prepare(Values<Number, 2>& run) const {
    const auto adam = adam_scales(*this, run);
    return {adam.rate, beta1, beta2, adam.unbias, adam.inside, adam.outside, moment_epsilon};
  }

  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, unbias, inside, outside, added] = coefficients;
    auto& [m, s] = state;
    m = decay1 * m + (1 - decay1) * g;
    s = decay2 * s + (1 - decay2) * (g - m) * (g - m) + added;
    return -rate * m / (sqrt(s * unbias + inside) + outside);
  }
};
using Adabelief = AdabeliefRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdabeliefRule)

}  // namespace ravine
