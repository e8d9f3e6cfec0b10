// Gradient descent: x <- x - η g. With gradients of samples: stochastic gradient descent.
// Cauchy (1847), Comptes Rendus 25, 536-538; Robbins & Monro (1951), Annals of Mathematical Statistics 22(3), eq. 3,
// doi:10.1214/aoms/1177729586. No convention differs between libraries.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SgdRule {
  Number learning_rate = 1e-2;

  static constexpr RuleText about{.name = "sgd",
                                  .title = "SGD",
                                  .family = "classic",
                                  .summary = "a step against the gradient",
                                  .formula = "x ← x − η·g",
                                  .citation = "Robbins & Monro 1951, doi:10.1214/aoms/1177729586"};
  static constexpr auto parameters() { return std::tuple{Parameter{&SgdRule::learning_rate, row::learning_rate}}; }
  static constexpr Names<0> scalars{};
  static constexpr Names<0> slots{};

  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {learning_rate}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*slots*/) {
    return -coefficients[0] * g;
  }
};
using Sgd = SgdRule<Setting>;
RAVINE_DECLARE_BUILT_IN(SgdRule)

}  // namespace ravine
