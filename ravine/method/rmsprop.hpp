// RMSProp: v <- ρ v + (1-ρ) g², x <- x - η g / (√v + ε); centered: v - m² for v, m the mean gradient. Tieleman & Hinton
// (2012), lecture 6.5; centered, with momentum: Graves (2013), arXiv:1308.0850, eqs. 38-45. ε outside the root
// (default): PyTorch, ensmallen, OptimLib; inside: optax, Keras, whose momentum holds η (`velocity`).
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
                           Parameter{&R::centered, row::centered}, Parameter{&R::momentum, row::momentum},
                           Parameter{&R::form, row::form});
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
    m = center > T(0) ? rho * m + (1 - rho) * g : m;
    const T variance = v - center * m * m;  // rounding may take it below 0
    const T next = mu * b + rate_before * g / (sqrt((variance < T(0) ? T(0) : variance) + inside) + outside);
    b = mu > T(0) ? next : b;
    return -rate_after * next;
  }
  template <class T>
  static constexpr std::size_t slots_in_use(const Values<T, 7>& c) {
    return c[1] + c[4] > T(0) ? 3 : 1;
  }
};
using Rmsprop = RmspropRule<Setting>;
RAVINE_DECLARE_BUILT_IN(RmspropRule)

}  // namespace ravine
