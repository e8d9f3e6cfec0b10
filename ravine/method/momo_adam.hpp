// MoMo-Adam: Adam's direction with MoMo's rate: m, v, F, G means of g, g², f and <g, x> from 0, D = √(v/(1-β₂ᵗ)) + ε,
// x <- x - min(η/(1-β₁ᵗ), (F - (1-β₁ᵗ) f* - G + <m, x>)₊/<m, m/D>) m/D. Schaipp, Ohana, Eickenberg, Defazio & Gower
// (2024), arXiv:2305.07583, Algorithm 2 without weight decay.
#pragma once

#include "ravine/method/polyak.hpp"

namespace ravine {

template <class Number>
struct MomoAdamRule {
  Number learning_rate = 1e-2, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, minimum = 0;
  static constexpr RuleText about{
      .name = "momo_adam",
      .title = "MoMo-Adam",
      .family = "adaptive",
      .summary = "Adam with Polyak’s step, from a mean of the lines met and a least value of f",
      .formula =
          "m ← β₁·m + (1 − β₁)·g,  F, G likewise of f, ⟨g, x⟩,  D = √v̂ + ε\nx ← x − min(η/(1 − β₁ᵗ), max(F − (1 − "
          "β₁ᵗ)·f* − G + ⟨m, x⟩, 0)/⟨m, m/D⟩)·m/D",
      .citation = "Schaipp et al. 2024, arXiv:2305.07583, Algorithm 2"};
  static constexpr auto parameters() {
    using R = MomoAdamRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::greatest_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::minimum, row::least_value});
  }
  static constexpr bool uses_value = true;
  static constexpr Names<4> scalars{"1 - beta1^t", "1 - beta2^t", "mean value", "mean product"};
  static constexpr Names<3> sums{"⟨g, x⟩", "⟨m, x⟩", "⟨m, m/D⟩"};
  static constexpr Names<2> slots{"first moment", "second moment"};

  Values<Number, 5> prepare(Values<Number, 4>& run) const {
    run[0] = beta1 * run[0] + (1 - beta1), run[1] = beta2 * run[1] + (1 - beta2);
    return {Number(0), beta1, beta2, 1 / run[1], epsilon};
  }
  template <class T>
  static Values<T, 3> measure(const Values<T, 5>& step, T x, T g, Values<T, 2>& state) {
    auto& [m, v] = state;
    m = step[1] * m + (1 - step[1]) * g, v = step[2] * v + (1 - step[2]) * g * g;
    return {g * x, m * x, -m * update(Values<T, 5>{T(1), step[1], step[2], step[3], step[4]}, x, g, state)};
  }
  void settle(Values<Number, 5>& step, Values<Number, 4>& run, const Values<Number, 3>& total, const Number& f) const {
    auto& [left1, left2, value, product] = run;
    value = beta1 * value + (1 - beta1) * f, product = beta1 * product + (1 - beta1) * total[0];
    step[0] = polyak_rate(value - left1 * minimum - product + total[1], total[2], Number(1), learning_rate / left1,
                          Number(0));
  }

  template <class T>
  static T update(const Values<T, 5>& coefficients, T /*x*/, T /*g*/, Values<T, 2>& state) {
    using std::sqrt;
    const T root = sqrt(state[1] * coefficients[3]) + coefficients[4];
    return root > T(0) ? -coefficients[0] * state[0] / root : T(0);
  }
};
using MomoAdam = MomoAdamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(MomoAdamRule)

}  // namespace ravine
