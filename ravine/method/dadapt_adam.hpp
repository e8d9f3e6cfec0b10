// D-Adaptation for Adam: m <- β₁ m + (1-β₁) d γ g, v <- β₂ v + (1-β₂) g², x <- x - m/(√v + ε); with b = √β₂,
// r <- b r + (1-b) d γ <g, s/(√v + ε)>, s <- b s + (1-b) d γ g, d <- max(d, r/((1-b) |s|₁)); no bias correction.
// Defazio & Mishchenko (2023), arXiv:2301.07733, Adam with D-Adaptation: v of this step in the product. The authors'
// code takes the v before: `norm` old.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

// Of which step the second moment weighs D-Adaptation's product: this one's (the paper) or the last one's (its code).
enum class NormBy { current, old };
constexpr std::array<std::string_view, 2> choice_names(NormBy) { return {"new", "old"}; }

template <class Number>
struct DadaptAdamRule {
  Number learning_rate = 1, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, first_distance = 1e-6;
  NormBy norm = NormBy::current;

  static constexpr RuleText about{
      .name = "dadapt_adam",
      .title = "D-Adapt Adam",
      .family = "no learning rate",
      .summary = "Adam that learns the distance to the minimum, and its rate by it",
      .formula =
          "m ← β₁·m + (1 − β₁)·d·γ·g,  v ← β₂·v + (1 − β₂)·g²\nx ← x − m/(√v + ε)\nd ← max(d, r/((1 − √β₂)·|s|₁))",
      .citation = "Defazio & Mishchenko 2023, arXiv:2301.07733"};
  static constexpr auto parameters() {
    using R = DadaptAdamRule;
    return std::make_tuple(
        Parameter{&R::learning_rate,
                  ParameterText{"learning_rate", "γ", "factor of the rate found", not_negative, {"lr", "eta"}}},
        Parameter{&R::beta1, row::beta1}, Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
        Parameter{
            &R::first_distance,
            ParameterText{"first_distance", "d₀", "first guess of the distance to the minimum", positive, {"d0"}}},
        Parameter{&R::norm, ParameterText{"norm", "", "whose second moment weighs the product ⟨g, s⟩"}});
  }
  static constexpr Names<2> scalars{"distance", "product"};
  static constexpr Names<3> slots{"first moment", "second moment", "mean step"};
  static constexpr Names<2> sums{"⟨g, s⟩", "|s|₁"};

  Values<Number, 6> prepare(Values<Number, 2>& run) const {
    using std::sqrt;
    const Number d = run[0] > Number(0) ? run[0] : first_distance;
    return {d * learning_rate, beta1, beta2, epsilon, sqrt(beta2), norm == NormBy::old ? Number(1) : Number(0)};
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, outside, b, old] = coefficients;
    auto& [m, v, s] = state;
    const T before = v, dot = g * s;
    m = decay1 * m + (1 - decay1) * (rate * g);
    v = decay2 * v + (1 - decay2) * g * g;
    s = b * s + (1 - b) * (rate * g);
    return {dot / (sqrt(old > T(0) ? before : v) + outside), s < T(0) ? -s : s};
  }
  void settle(Values<Number, 6>& coefficients, Values<Number, 2>& run, const Values<Number, 2>& total,
              const Number& /*f*/) const {
    auto& [distance, product] = run;
    const Number b = coefficients[4], d = distance > Number(0) ? distance : first_distance;
    product = b * product + (1 - b) * coefficients[0] * total[0];
    const Number found = product / ((1 - b) * total[1]);
    distance = found > d ? found : d;
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
