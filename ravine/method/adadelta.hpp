// Adadelta: v <- ρ v + (1-ρ) g², u = √(d + ε)/√(v + ε) g, d <- ρ d + (1-ρ) u², x <- x - η u.
// Zeiler (2012), arXiv:1212.5701, Algorithm 1: ε inside both roots, as in all libraries; η is 1 in the paper and in
// PyTorch, 0.001 in Keras.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdadeltaRule {
  Number learning_rate = 1, decay = 0.9, epsilon = 1e-6;

  static constexpr RuleText about{.name = "adadelta",
                                  .title = "Adadelta",
                                  .family = "adaptive",
                                  .summary = "steps as long as recent steps, in the gradient's units",
                                  .formula =
                                      "v ← ρ·v + (1 − ρ)·g²\nu = √(d + ε)/√(v + ε)·g\nd ← ρ·d + (1 − ρ)·u²\n"
                                      "x ← x − η·u",
                                  .citation = "Zeiler 2012, arXiv:1212.5701, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AdadeltaRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::decay, row::decay},
                           Parameter{&R::epsilon, row::epsilon});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<2> slots{"mean square", "mean square update"};

  Values<Number, 3> prepare(Values<Number, 0>& /*scalars*/) const { return {learning_rate, decay, epsilon}; }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, rho, inside] = coefficients;
    auto& [v, d] = state;
    v = rho * v + (1 - rho) * g * g;
    const T u = sqrt(d + inside) / sqrt(v + inside) * g;
    d = rho * d + (1 - rho) * u * u;
    return -rate * u;
  }
};
using Adadelta = AdadeltaRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdadeltaRule)

}  // namespace ravine
