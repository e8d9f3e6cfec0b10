// Quasi-hyperbolic momentum: v <- β v + (1-β) g, x <- x - η ((1-ν) g + ν v).
// Ma & Yarats (2019), arXiv:1810.06801, eqs. 3-4. ν = 0 is gradient descent, ν = 1 momentum with a damped velocity,
// ν = β Nesterov's.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct QhmRule {
  Number learning_rate = 1e-1, momentum = 0.999, share = 0.7;

  static constexpr RuleText about{.name = "qhm",
                                  .title = "QHM",
                                  .family = "classic",
                                  .summary = "a step along the mean of gradient and momentum",
                                  .formula = "v ← β·v + (1 − β)·g\nx ← x − η·((1 − ν)·g + ν·v)",
                                  .citation = "Ma & Yarats 2019, arXiv:1810.06801, eqs. 3-4"};
  static constexpr auto parameters() {
    using R = QhmRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate},
                           Parameter{&R::momentum, row::mean_momentum}, Parameter{&R::share, row::momentum_share});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<1> slots{"mean gradient"};

  Values<Number, 3> prepare(Values<Number, 0>& /*scalars*/) const { return {learning_rate, momentum, share}; }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    const auto [rate, beta, nu] = coefficients;
    auto& [v] = state;
    v = beta * v + (1 - beta) * g;
    return -rate * ((1 - nu) * g + nu * v);
  }
};
using Qhm = QhmRule<Setting>;
RAVINE_DECLARE_BUILT_IN(QhmRule)

}  // namespace ravine
