// MADGRAD: dual averaging with the cube root of the sum of squares: s <- s + λ_k g, ν <- ν + λ_k g², λ_k = η √(k+1),
// z = x₀ - s/(∛ν + ε), x <- μ x + (1-μ) z. Defazio & Jelassi (2021), arXiv:2101.11075, Algorithm 1 (c = 1 - μ).
// optax and the authors' code add ε to η as well: `rate_epsilon`.
#pragma once

#include "ravine/base/math.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct MadgradRule {
  Number learning_rate = 1e-2, momentum = 0.9, epsilon = 1e-6, rate_epsilon = 0;

  static constexpr RuleText about{
      .name = "madgrad",
      .title = "MADGRAD",
      .family = "averaging",
      .summary = "dual averaging with the cube root of the sum of squares",
      .formula = "s ← s + λ·g,  ν ← ν + λ·g²,  λ = η·√(k + 1)\nx ← μ·x + (1 − μ)·(x₀ − s/(∛ν + ε))",
      .citation = "Defazio & Jelassi 2021, arXiv:2101.11075, Algorithm 1"};
  static constexpr auto parameters() {
    using R = MadgradRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::momentum, row::kept_share},
                           Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::rate_epsilon, ParameterText{"rate_epsilon", "", "added to the rate"}});
  }
  static constexpr Names<1> scalars{"steps made"};
  static constexpr Names<3> slots{"sum of gradients", "sum of squares", "start"};

  Values<Number, 4> prepare(Values<Number, 1>& run) const {
    using std::sqrt;
    auto& [k] = run;
    const Number first = k > Number(0) ? Number(0) : Number(1);
    k += 1;
    return {(learning_rate + rate_epsilon) * sqrt(k), 1 - momentum, epsilon, first};
  }

  // Only the first step writes where it started.
  template <class T>
  static constexpr std::size_t slots_written(const Values<T, 4>& coefficients) {
    return coefficients[3] > T(0) ? 3 : 2;
  }

  template <class T>
  static T update(const Values<T, 4>& coefficients, T x, T g, Values<T, 3>& state) {
    using math::cbrt;
    const auto [weight, share, outside, first] = coefficients;
    auto& [s, nu, start] = state;
    start = first > T(0) ? x : start;
    s += weight * g;
    nu += weight * g * g;
    return share * (start - s / (cbrt(nu) + outside) - x);
  }
};
using Madgrad = MadgradRule<Setting>;
RAVINE_DECLARE_BUILT_IN(MadgradRule)

}  // namespace ravine
