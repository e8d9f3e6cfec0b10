// Adagrad, diagonal: v <- v + g², x <- x - η g / (√v + ε).
// Duchi, Hazan & Singer (2011), JMLR 12, 2121-2159, Figure 1 with the diagonal matrix, δ = ε outside the root. So in
// PyTorch (start 0, ε 1e-10) and ensmallen (1e-8); optax and Keras start the sum at 0.1 with ε 1e-7 inside the root.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdagradRule {
  Number learning_rate = 1e-2;
  Number epsilon = 1e-10;
  RootEpsilon epsilon_place = RootEpsilon::outside;
  Number accumulator_start = 0;

  static constexpr RuleText about{.name = "adagrad",
                                  .title = "Adagrad",
                                  .family = "adaptive",
                                  .summary = "each coordinate's step shrinks with the squares of its past gradients",
                                  .formula = "v ← v + g²\nx ← x − η·g/(√v + ε)",
                                  .citation = "Duchi, Hazan & Singer 2011, JMLR 12:2121-2159"};
  static constexpr auto parameters() {
    return std::make_tuple(Parameter{&AdagradRule::learning_rate, row::learning_rate},
                           Parameter{&AdagradRule::epsilon, row::epsilon},
                           Parameter{&AdagradRule::epsilon_place, row::epsilon_place},
                           Parameter{&AdagradRule::accumulator_start, row::accumulator_start});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<1> slots{"sum of squares"};

  Values<Number, 1> start() const { return {accumulator_start}; }

  Values<Number, 3> prepare(Values<Number, 0>& /*scalars*/) const {
    const bool inside = epsilon_place == RootEpsilon::inside;
    return {learning_rate, inside ? epsilon : Number(0), inside ? Number(0) : epsilon};
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    using std::sqrt;
    const auto [rate, inside, outside] = coefficients;
    auto& [v] = state;
    v = v + g * g;
    return -rate * g / (sqrt(v + inside) + outside);
  }
};
using Adagrad = AdagradRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdagradRule)

}  // namespace ravine
