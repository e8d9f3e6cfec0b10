// Heavy ball: v <- μ v - η g, x <- x + v.
// Polyak (1964), USSR Computational Mathematics and Mathematical Physics 4(5), 1-17, eq. 9,
// doi:10.1016/0041-5553(64)90137-5 (with x_k - x_{k-1} = v). That form, `velocity`, is the default, as in Keras and
// ensmallen; PyTorch and optax keep v <- μ v + g, x <- x - η v: `buffer`. Nesterov's step in the form without a
// gradient at a second point (Sutskever et al. 2013, ICML, eq. 7 after Bengio's change of variable): x moves by μ v - η
// g with the new v.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct MomentumRule {
  Number learning_rate = 1e-2;
  Number momentum = 0.9;
  bool nesterov = false;
  MomentumForm form = MomentumForm::velocity;

  static constexpr RuleText about{.name = "momentum",
                                  .title = "Momentum",
                                  .family = "classic",
                                  .summary = "a ball with inertia: the heavy ball",
                                  .formula = "v ← μ·v − η·g\nx ← x + v",
                                  .citation = "Polyak 1964, doi:10.1016/0041-5553(64)90137-5"};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&MomentumRule::learning_rate, row::learning_rate}, Parameter{&MomentumRule::momentum, row::momentum},
        Parameter{&MomentumRule::nesterov, row::nesterov}, Parameter{&MomentumRule::form, row::form});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<1> slots{"velocity"};

  // v <- μ v + into g; x moves by `along` v + `beside` g.
  Values<Number, 4> prepare(Values<Number, 0>& /*scalars*/) const {
    const bool buffer = form == MomentumForm::buffer;
    const Number scale = buffer ? -learning_rate : Number(1);
    const Number into = buffer ? Number(1) : -learning_rate;
    return {momentum, into, nesterov ? scale * momentum : scale, nesterov ? -learning_rate : Number(0)};
  }

  template <class T>
  static T update(const Values<T, 4>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    const auto [mu, into, along, beside] = coefficients;
    auto& [v] = state;
    v = mu * v + into * g;
    return along * v + beside * g;
  }
};
using Momentum = MomentumRule<Setting>;
RAVINE_DECLARE_BUILT_IN(MomentumRule)

}  // namespace ravine
