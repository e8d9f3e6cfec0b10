// signSGD: x <- x - η sign(g).
// Bernstein et al. (2018), arXiv:1802.04434, Algorithm 1. A coordinate without slope stays.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SignSgdRule {
  Number learning_rate = 1e-3;

  static constexpr RuleText about{.name = "sign_sgd",
                                  .title = "signSGD",
                                  .family = "sign",
                                  .summary = "a step of one length a coordinate against the gradient's sign",
                                  .formula = "x ← x − η·sign(g)",
                                  .citation = "Bernstein et al. 2018, arXiv:1802.04434, Algorithm 1"};
  static constexpr auto parameters() {
    return std::make_tuple(Parameter{&SignSgdRule::learning_rate, row::learning_rate});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<0> slots{};

  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {learning_rate}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return -coefficients[0] * sign_of(g);
  }
};
using SignSgd = SignSgdRule<Setting>;
RAVINE_DECLARE_BUILT_IN(SignSgdRule)

}  // namespace ravine
