// MoMo: momentum whose rate makes the mean of the lines met so far touch the least value f*: m, F, G means (decay β) of
// g, f and <g, x>, from the first ones; x <- x - min(η, (F - f* - G + <m, x>)₊/|m|²) m. Schaipp, Ohana, Eickenberg,
// Defazio & Gower (2024), arXiv:2305.07583, Algorithm 1 without weight decay.
#pragma once

#include "ravine/method/polyak.hpp"

namespace ravine {

template <class Number>
struct MomoRule {
  Number learning_rate = 1, momentum = 0.9, minimum = 0;
  static constexpr RuleText about{
      .name = "momo",
      .title = "MoMo",
      .family = "adaptive",
      .summary = "momentum with Polyak’s step, from a mean of the lines met and a least value of f",
      .formula = "m ← β·m + (1 − β)·g,  F, G likewise of f, ⟨g, x⟩\nx ← x − min(η, max(F − f* − G + ⟨m, x⟩, 0)/|m|²)·m",
      .citation = "Schaipp et al. 2024, arXiv:2305.07583, Algorithm 1"};
  static constexpr auto parameters() {
    using R = MomoRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::greatest_rate},
                           Parameter{&R::momentum, row::mean_momentum}, Parameter{&R::minimum, row::least_value});
  }
  static constexpr bool uses_value = true;
  static constexpr Names<3> scalars{"mean value", "mean product", "has begun"}, sums{"⟨g, x⟩", "⟨m, x⟩", "|m|²"};
  static constexpr Names<1> slots{"mean gradient"};

  Values<Number, 2> prepare(Values<Number, 3>& run) const {
    return {Number(0), run[2] > Number(0) ? momentum : Number(0)};
  }
  template <class T>
  static Values<T, 3> measure(const Values<T, 2>& coefficients, T x, T g, Values<T, 1>& state) {
    T& m = state[0] = coefficients[1] * state[0] + (1 - coefficients[1]) * g;
    return {g * x, m * x, m * m};
  }
  void settle(Values<Number, 2>& step, Values<Number, 3>& run, const Values<Number, 3>& total, const Number& f) const {
    auto& [value, product, begun] = run;
    value = step[1] * value + (1 - step[1]) * f, product = step[1] * product + (1 - step[1]) * total[0];
    begun = 1;
    step[0] = polyak_rate(value - minimum - product + total[1], total[2], Number(1), learning_rate, Number(0));
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T /*g*/, Values<T, 1>& state) {
    return -coefficients[0] * state[0];
  }
};
using Momo = MomoRule<Setting>;
RAVINE_DECLARE_BUILT_IN(MomoRule)

}  // namespace ravine
