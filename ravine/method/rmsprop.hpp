// RMSProp: v <- ρ v + (1-ρ) g², x <- x - η g / (√v + ε). Centered: v is replaced by v - m², m the mean gradient.
// Tieleman & Hinton (2012), Neural Networks for Machine Learning, lecture 6.5; centered and with momentum: Graves
// (2013), arXiv:1308.0850, eqs. 38-45. ε outside the root: PyTorch, ensmallen, OptimLib (default here); inside: optax,
// Keras. v starts at 0 (1 in the first TensorFlow). The momentum holds the learning rate in optax and Keras
// (`velocity`), not in PyTorch.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct RmspropRule {
  Number learning_rate = 1e-3, decay = 0.9, epsilon = 1e-8;
  RootEpsilon epsilon_place = RootEpsilon::outside;
  Number accumulator_start = 0, momentum = 0;
  bool centered = false;
  MomentumForm form = MomentumForm::buffer;

  static constexpr RuleText about{.name = "rmsprop",
                                  .title = "RMSProp",
                                  .family = "adaptive",
                                  .summary = "the gradient over the root of its running mean square",
                                  .formula = "v ← ρ·v + (1 − ρ)·g²\nx ← x − η·g/(√v + ε)",
                                  .citation = "Tieleman & Hinton 2012, lecture 6.5; Graves 2013, arXiv:1308.0850"};
  static constexpr auto parameters() {
    using R = RmspropRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::decay, row::decay},
                           Parameter{&R::epsilon, row::epsilon}, Parameter{&R::epsilon_place, row::epsilon_place},
                           Parameter{&R::accumulator_start, row::accumulator_start},
                           Parameter{&R::centered, ParameterText{"centered", "", "subtract the squared mean gradient"}},
                           Parameter{&R::momentum, row::momentum}, Parameter{&R::form, row::form});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<3> slots{"mean square", "mean", "velocity"};
  Values<Number, 3> start() const { return {accumulator_start, Number(0), Number(0)}; }

  Values<Number, 7> prepare(Values<Number, 0>& /*scalars*/) const {
    const bool inside = epsilon_place == RootEpsilon::inside, buffer = form == MomentumForm::buffer;
    const Number one = 1, zero = 0, center = centered ? one : zero;
    const Number within = inside ? epsilon : zero, beyond = inside ? zero : epsilon;
    return {decay, center, within, beyond, momentum, buffer ? one : learning_rate, buffer ? learning_rate : one};
  }

  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rho, center, inside, outside, mu, rate_before, rate_after] = coefficients;
    auto& [v, m, b] = state;
    v = rho * v + (1 - rho) * g * g;
    m = rho * m + (1 - rho) * g;
    const T variance = v - center * m * m;  // rounding may take it below 0
    b = mu * b + rate_before * g / (sqrt((variance < T(0) ? T(0) : variance) + inside) + outside);
    return -rate_after * b;
  }
};
using Rmsprop = RmspropRule<Setting>;
RAVINE_DECLARE_BUILT_IN(RmspropRule)

}  // namespace ravine
