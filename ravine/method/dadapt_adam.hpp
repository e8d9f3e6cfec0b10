// D-Adaptation for Adam: m <- β₁ m + (1-β₁) d γ g, v <- β₂ v + (1-β₂) g², x <- x - m/(√v + ε); with b = √β₂,
// r <- b r + (1-b) d γ <g, s/(√v + ε)>, s <- b s + (1-b) d γ g, d <- max(d, r/((1-b) |s|₁)). No bias correction
// but optax's, in γ. Defazio & Mishchenko (2023), arXiv:2301.07733, Adam with D-Adaptation; their code: `norm` old.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct DadaptAdamRule {
  Number learning_rate = 1, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, first_distance = 1e-6;
  OfStep norm = OfStep::current;
  bool bias_correction = false;
  static constexpr RuleText about{
      .name = "dadapt_adam",
      .title = "D-Adapt Adam",
      .family = "no learning rate",
      .summary = "Adam that learns the distance to the minimum, and its rate by it",
      .formula = "m ← β₁·m + (1 − β₁)·d·γ·g\nx ← x − m/(√v + ε),  d ← max(d, r/((1 − √β₂)·|s|₁))",
      .citation = "Defazio & Mishchenko 2023, arXiv:2301.07733"};
  static constexpr auto parameters() {
    using R = DadaptAdamRule;
    return std::tuple_cat(distance_rows<R>(), std::make_tuple(Parameter{&R::norm, row::norm_by},
                                                              Parameter{&R::bias_correction, row::bias_correction}));
  }
  static constexpr Names<3> slots{"first moment", "second moment", "mean step"};
  static constexpr Names<4> scalars{"distance", "product", "1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> sums{"⟨g, s⟩", "|s|₁"};
  Values<Number, 6> prepare(Values<Number, 4>& run) const {
    using std::sqrt;
    const Number d = larger(run[0], first_distance), rate = corrected_rate(*this, run[2], run[3], bias_correction),
                 old = norm == OfStep::old ? Number(1) : Number(0);
    return {d * rate, beta1, beta2, epsilon, sqrt(beta2), old};
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
  void settle(Values<Number, 6>& step, Values<Number, 4>& run, const Values<Number, 2>& total, const Number&) const {
    auto& [distance, product, left1, left2] = run;
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
