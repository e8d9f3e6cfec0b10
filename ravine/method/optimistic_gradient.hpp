// Optimistic gradient: x <- x - η ((α + β) g - β g₋), which does not circle in games. Daskalakis, Ilyas, Syrgkanis &
// Zeng (2018), arXiv:1711.00141 (α = β = 1); Mokhtari, Ozdaglar & Pattathil (2020), arXiv:1901.08511, eq. 6. Before the
// first step g₋ = g (optax), or 0: `double_start`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct OptimisticGradientRule {
  Number learning_rate = 1e-2, alpha = 1, beta = 1;
  bool double_start = false;
  static constexpr RuleText about{
      .name = "optimistic_gradient",
      .title = "Optimistic gradient",
      .family = "classic",
      .summary = "gradient descent that takes its last step back and this one twice, for games",
      .formula = "x ← x − η·((α + β)·g − β·g₋)",
      .citation = "Daskalakis et al. 2018, arXiv:1711.00141; Mokhtari et al. 2020, arXiv:1901.08511"};
  static constexpr auto parameters() {
    using R = OptimisticGradientRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate},
        Parameter{&R::alpha, ParameterText{"alpha", "α", "weight of the gradient"}},
        Parameter{&R::beta, ParameterText{"beta", "β", "weight of its change"}},
        Parameter{&R::double_start, ParameterText{"double_start", "", "take the gradient before the first one for 0"}});
  }
  static constexpr Names<1> scalars{"has begun"}, slots{"last gradient"};

  Values<Number, 3> prepare(Values<Number, 1>& run) const {
    const bool same = !(run[0] > Number(0)) && !double_start;
    run[0] = 1;
    return {learning_rate * alpha, learning_rate * beta, Number(same ? 1 : 0)};
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    const T before = coefficients[2] > T(0) ? g : state[0];
    state[0] = g;
    return -(coefficients[0] * g + coefficients[1] * (g - before));
  }
};
using OptimisticGradient = OptimisticGradientRule<Setting>;
RAVINE_DECLARE_BUILT_IN(OptimisticGradientRule)

}  // namespace ravine
