// D-Adaptation for Adam: m <- β₁ m + (1-β₁) d γ g, v <- β₂ v + (1-β₂) g², x <- x - m/(√v + ε); with b = √β₂,
// r <- b r + (1-b) d γ <g, s/(√v + ε)>, s <- b s + (1-b) d γ g, d <- max(d, r/((1-b) |s|₁)); no bias correction.
// Defazio & Mishchenko (2023), arXiv:2301.07733, Adam with D-Adaptation. The authors' code has the v before in r:
// `norm`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct DadaptAdamRule {
  Number learning_rate = 1, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, first_distance = 1e-6;
  NormBy norm = NormBy::current;

  static constexpr RuleText about{
      .name = "dadapt_adam",
      .title = "D-Adapt Adam",
      .family = "no learning rate",
      .summary = "Adam that learns the distance to the minimum, and its rate by it",
      .formula = "m ← β₁·m + (1 − β₁)·d·γ·g\nx ← x − m/(√v + ε),  d ← max(d, r/((1 − √β₂)·|s|₁))",
      .citation = "Defazio & Mishchenko 2023, arXiv:2301.07733"};
  static constexpr auto parameters() {
    using R = DadaptAdamRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::rate_factor}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::first_distance, row::first_distance}, Parameter{&R::norm, row::norm_by});
  }
  static constexpr Names<3> slots{"first moment", "second moment", "mean step"};
  static constexpr Names<2> scalars{"distance", "product"}, sums{"⟨g, s⟩", "|s|₁"};
  Values<Number, 6> prepare(Values<Number, 2>& run) const {
    using std::sqrt;
    const Number d = larger(run[0], first_distance), old = norm == NormBy::old ? Number(1) : Number(0);
    return {d * learning_rate, beta1, beta2, epsilon, sqrt(beta2), old};
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, outside, b, old] = coefficients;
    auto& [m, v, s] = state;
    const T before = v, dot = g * s;
    m = decay1 * m + (1 - decay1) * (rate * g), v = decay2 * v + (1 - decay2) * g * g;
    s = b * s + (1 - b) * (rate * g);
    return {dot / (sqrt(old > T(0) ? before : v) + outside), size_of(s)};
  }
  void settle(Values<Number, 6>& step, Values<Number, 2>& run, const Values<Number, 2>& total, const Number&) const {
    auto& [distance, product] = run;
    product = step[4] * product + (1 - step[4]) * step[0] * total[0];
    distance = larger(product / ((1 - step[4]) * total[1]), larger(distance, first_distance));
  }
  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T /*g*/, Values<T, 3>& state) {
    using std::sqrt;
    return -state[0] / (sqrt(state[1]) + coefficients[3]);
  }
};
using DadaptAdam = DadaptAdamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(DadaptAdamRule)

}  // namespace ravine
