// D-Adaptation for SGD: λ = d γ/|g₀|, s <- s + λ g, z <- z - λ g, x <- μ x + (1-μ) z; d grows to 2 Σ λ <g, s>/|s|, a
// lower bound of the distance to the minimum. Defazio & Mishchenko (2023), arXiv:2301.07733, SGD with D-Adaptation.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct DadaptSgdRule {
  Number learning_rate = 1, momentum = 0.9, first_distance = 1e-6;

  static constexpr RuleText about{
      .name = "dadapt_sgd",
      .title = "D-Adapt SGD",
      .family = "no learning rate",
      .summary = "SGD that learns the distance to the minimum, and its rate by it",
      .formula = "λ = d·γ/|g₀|\ns ← s + λ·g,  z ← z − λ·g\nx ← μ·x + (1 − μ)·z\nd ← max(d, 2·Σλ·⟨g, s⟩/|s|)",
      .citation = "Defazio & Mishchenko 2023, arXiv:2301.07733"};
  static constexpr auto parameters() {
    using R = DadaptSgdRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::rate_factor}, Parameter{&R::momentum, row::kept_share},
                           Parameter{&R::first_distance, row::first_distance});
  }
  static constexpr Names<4> scalars{"distance", "first gradient's norm", "sum", "has begun"};
  static constexpr Names<2> slots{"sum of steps", "base point"};
  static constexpr Names<3> sums{"|g|²", "⟨g, s⟩", "|s|²"};

  Values<Number, 3> prepare(Values<Number, 4>& run) const { return {Number(0), 1 - momentum, run[3]}; }
  template <class T>
  static Values<T, 3> measure(const Values<T, 3>& /*coefficients*/, T /*x*/, T g, Values<T, 2>& state) {
    return {g * g, g * state[0], state[0] * state[0]};
  }
  void settle(Values<Number, 3>& step, Values<Number, 4>& run, const Values<Number, 3>& total, const Number&) const {
    using std::sqrt;
    auto& [distance, first, sum, begun] = run;
    const auto [squares, along, length] = total;
    first = begun > Number(0) ? first : sqrt(squares);
    const Number d = begun > Number(0) ? distance : first_distance;
    const Number rate = first > Number(0) ? d * learning_rate / first : Number(0);
    sum += rate * along;
    const Number found = 2 * sum / sqrt(length + rate * (2 * along + rate * squares));
    distance = found > d ? found : d;
    begun = 1;
    step[0] = rate;
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T x, T g, Values<T, 2>& state) {
    const auto [rate, share, begun] = coefficients;
    auto& [s, z] = state;
    s += rate * g;
    z = (begun > T(0) ? z : x) - rate * g;
    return share * (z - x);
  }
};
using DadaptSgd = DadaptSgdRule<Setting>;
RAVINE_DECLARE_BUILT_IN(DadaptSgdRule)

}  // namespace ravine
