// Prodigy: D-Adaptation's idea with weights d², so that the distance grows faster: m <- β₁ m + (1-β₁) d g,
// v <- β₂ v + (1-β₂) d² g², r <- b r + (1-b) γ d² <g, x₀ - x>, s <- b s + (1-b) γ d² g, b = √β₂, d <- max(d, r/|s|₁),
// x <- x - γ d m/(√v + d ε) with the d before. Mishchenko & Defazio (2023), arXiv:2306.06101, Algorithm 4. optax
// corrects γ.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct ProdigyRule {
  Number learning_rate = 1, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, first_distance = 1e-6;
  ProdigyForm form = ProdigyForm::paper;
  static constexpr RuleText about{
      .name = "prodigy",
      .title = "Prodigy",
      .family = "no learning rate",
      .summary = "Adam that learns the distance to the minimum fast",
      .formula = "m ← β₁·m + (1 − β₁)·d·g,  v ← β₂·v + (1 − β₂)·d²·g²\nx ← x − γ·d·m/(√v + d·ε)\nd ← max(d, r/|s|₁)",
      .citation = "Mishchenko & Defazio 2023, arXiv:2306.06101, Algorithm 4"};
  static constexpr auto parameters() {
    using R = ProdigyRule;
    return std::tuple_cat(distance_rows<R>(), std::make_tuple(Parameter{&R::form, row::prodigy_form}));
  }
  static constexpr Names<4> slots{"first moment", "second moment", "mean step", "start"};
  static constexpr Names<4> scalars{"distance", "product", "1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> sums{"⟨g, x₀ − x⟩", "|s|₁"};
  Values<Number, 8> prepare(Values<Number, 4>& run) const {
    using std::sqrt;
    const Number first = run[0] > Number(0) ? Number(0) : Number(1), d = larger(run[0], first_distance);
    const Number zero = 0, later = form == ProdigyForm::paper ? zero : epsilon;
    const Number rate = corrected_rate(*this, run[2], run[3], form == ProdigyForm::corrected);
    return {d, rate * d, beta1, beta2, d * (epsilon - later), later, sqrt(beta2), first};
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 8>& coefficients, T x, T g, Values<T, 4>& state) {
    const auto [d, rate, decay1, decay2, outside, later, b, first] = coefficients;
    auto& [m, v, s, start] = state;
    start = first > T(0) ? x : start;
    m = decay1 * m + (1 - decay1) * (d * g), v = decay2 * v + (1 - decay2) * (d * g) * (d * g);
    s = b * s + (1 - b) * (d * rate * g);
    return {g * (start - x), size_of(s)};
  }
  void settle(Values<Number, 8>& step, Values<Number, 4>& run, const Values<Number, 2>& total, const Number&) const {
    auto& [distance, product, left1, left2] = run;
    product = step[6] * product + (1 - step[6]) * step[0] * step[1] * total[0];
    distance = larger(product / total[1], step[0]);
    step[4] += step[5] * distance;
  }
  template <class T>
  static T update(const Values<T, 8>& coefficients, T /*x*/, T /*g*/, Values<T, 4>& state) {
    using std::sqrt;
    return -coefficients[1] * state[0] / (sqrt(state[1]) + coefficients[4]);
  }
};
using Prodigy = ProdigyRule<Setting>;
RAVINE_DECLARE_BUILT_IN(ProdigyRule)

}  // namespace ravine
