// Prodigy: D-Adaptation's idea with weights d², so that the distance grows faster: m <- β₁ m + (1-β₁) d g,
// v <- β₂ v + (1-β₂) d² g², r <- b r + (1-b) γ d² <g, x₀ - x>, s <- b s + (1-b) γ d² g, b = √β₂, d <- max(d, r/|s|₁),
// x <- x - γ d m/(√v + d ε) with the d before. Mishchenko & Defazio (2023), arXiv:2306.06101, Algorithm 4.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ProdigyRule {
  Number learning_rate = 1, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, first_distance = 1e-6;

  static constexpr RuleText about{
      .name = "prodigy",
      .title = "Prodigy",
      .family = "no learning rate",
      .summary = "Adam that learns the distance to the minimum fast",
      .formula = "m ← β₁·m + (1 − β₁)·d·g,  v ← β₂·v + (1 − β₂)·d²·g²\nx ← x − γ·d·m/(√v + d·ε)\nd ← max(d, r/|s|₁)",
      .citation = "Mishchenko & Defazio 2023, arXiv:2306.06101, Algorithm 4"};
  static constexpr auto parameters() {
    using R = ProdigyRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::rate_factor}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::first_distance, row::first_distance});
  }
  static constexpr Names<4> slots{"first moment", "second moment", "mean step", "start"};
  static constexpr Names<2> scalars{"distance", "product"}, sums{"⟨g, x₀ − x⟩", "|s|₁"};
  Values<Number, 7> prepare(Values<Number, 2>& run) const {
    using std::sqrt;
    const Number first = run[0] > Number(0) ? Number(0) : Number(1), d = first > Number(0) ? first_distance : run[0];
    return {d, learning_rate * d, beta1, beta2, d * epsilon, sqrt(beta2), first};
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 7>& coefficients, T x, T g, Values<T, 4>& state) {
    const auto [d, rate, decay1, decay2, outside, b, first] = coefficients;
    auto& [m, v, s, start] = state;
    start = first > T(0) ? x : start;
    m = decay1 * m + (1 - decay1) * (d * g);
    v = decay2 * v + (1 - decay2) * (d * g) * (d * g);
    s = b * s + (1 - b) * (d * rate * g);
    return {g * (start - x), size_of(s)};
  }
  void settle(Values<Number, 7>& step, Values<Number, 2>& run, const Values<Number, 2>& total, const Number&) const {
    auto& [distance, product] = run;
    const Number d = step[0], b = step[5];
    product = b * product + (1 - b) * d * step[1] * total[0];
    distance = larger(product / total[1], d);
  }
  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T /*g*/, Values<T, 4>& state) {
    using std::sqrt;
    return -coefficients[1] * state[0] / (sqrt(state[1]) + coefficients[4]);
  }
};
using Prodigy = ProdigyRule<Setting>;
RAVINE_DECLARE_BUILT_IN(ProdigyRule)

}  // namespace ravine
