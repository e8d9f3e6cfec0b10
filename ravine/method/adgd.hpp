// AdGD, adaptive gradient descent: λ <- min(√(1 + θ) λ₋, |x - x₋|/(2 |g - g₋|)), θ <- λ/λ₋: the local Lipschitz
// constant of the gradient, measured on the way. Malitsky & Mishchenko (2020), arXiv:1910.09529, Algorithm 1, with θ₀ =
// ∞, so that the first measurement alone bounds the second step.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdgdRule {
  Number first_rate = 1e-6;

  static constexpr RuleText about{.name = "adgd",
                                  .title = "AdGD",
                                  .family = "no learning rate",
                                  .summary = "gradient descent without descent: a rate from the curvature met",
                                  .formula = "λ ← min(√(1 + θ)·λ₋, |x − x₋|/(2·|g − g₋|)),  θ ← λ/λ₋\nx ← x − λ·g",
                                  .citation = "Malitsky & Mishchenko 2020, arXiv:1910.09529, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AdgdRule;
    return std::make_tuple(Parameter{&R::first_rate, row::first_rate});
  }
  static constexpr Names<2> scalars{"rate", "growth"};
  static constexpr Names<2> slots{"last point", "last gradient"};
  static constexpr Names<2> sums{"|x − x₋|²", "|g − g₋|²"};

  Values<Number, 1> prepare(Values<Number, 2>& /*run*/) const { return {Number(0)}; }
  template <class T>
  static Values<T, 2> measure(const Values<T, 1>& /*coefficients*/, T x, T g, Values<T, 2>& state) {
    auto& [last_x, last_g] = state;
    const T dx = x - last_x, dg = g - last_g;
    last_x = x;
    last_g = g;
    return {dx * dx, dg * dg};
  }
  void settle(Values<Number, 1>& step, Values<Number, 2>& run, const Values<Number, 2>& total, const Number&) const {
    using std::sqrt;
    auto& [rate, growth] = run;
    const Number huge = std::numeric_limits<double>::infinity();
    const bool first = !(rate > Number(0));
    const Number grown = sqrt(1 + growth) * rate, turn = 2 * sqrt(total[1]);
    const Number local = turn > Number(0) ? sqrt(total[0]) / turn : huge, found = local < grown ? local : grown;
    const Number next = first ? first_rate : found < huge && found > Number(0) ? found : rate;
    growth = first ? huge : next / rate;
    rate = next;
    step[0] = next;
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 2>& /*state*/) {
    return -coefficients[0] * g;
  }
};
using Adgd = AdgdRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdgdRule)

}  // namespace ravine
