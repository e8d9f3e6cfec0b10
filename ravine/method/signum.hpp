// Signum: m <- β m + (1-β) g, x <- x - η sign(m).
// Bernstein et al. (2018), arXiv:1802.04434, Algorithm 2 (with δ = η and no majority vote).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SignumRule {
  Number learning_rate = 1e-3, momentum = 0.9;

  static constexpr RuleText about{.name = "signum",
                                  .title = "Signum",
                                  .family = "sign",
                                  .summary = "signSGD by the sign of the mean gradient",
                                  .formula = "m ← β·m + (1 − β)·g\nx ← x − η·sign(m)",
                                  .citation = "Bernstein et al. 2018, arXiv:1802.04434, Algorithm 2"};
  static constexpr auto parameters() {
    return std::make_tuple(Parameter{&SignumRule::learning_rate, row::learning_rate},
                           Parameter{&SignumRule::momentum, row::mean_momentum});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<1> slots{"mean gradient"};

  Values<Number, 2> prepare(Values<Number, 0>& /*scalars*/) const { return {learning_rate, momentum}; }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    const auto [rate, beta] = coefficients;
    auto& [m] = state;
    m = beta * m + (1 - beta) * g;
    return -rate * sign_of(m);
  }
};
using Signum = SignumRule<Setting>;
RAVINE_DECLARE_BUILT_IN(SignumRule)

}  // namespace ravine
