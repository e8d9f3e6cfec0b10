// Averaged SGD: x <- (1 - λ η_t) x - η_t g with η_t = η/(1 + λ η t)^α, and beside it the average a <- a + μ_t (x - a),
// μ_t = 1/max(1, t - t0). Polyak & Juditsky (1992), doi:10.1137/0330046; with this schedule Bottou (2010), section 4.2,
// and Xu (2011), arXiv:1107.2490, whose defaults PyTorch's ASGD has. The walk is x; the average is the slot.
#pragma once

#include "ravine/base/math.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AsgdRule {
  Number learning_rate = 1e-2, decay = 1e-4, power = 0.75, from = 1e6;

  static constexpr RuleText about{
      .name = "asgd",
      .title = "averaged SGD",
      .family = "averaging",
      .summary = "gradient descent, and the average of where it went",
      .formula = "x ← (1 − λ·ηₜ)·x − ηₜ·g,  ηₜ = η/(1 + λ·η·t)^α\na ← a + (x − a)/max(1, t − t₀)",
      .citation = "Polyak & Juditsky 1992, doi:10.1137/0330046; Xu 2011, arXiv:1107.2490"};
  static constexpr auto parameters() {
    using R = AsgdRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate},
        Parameter{&R::decay,
                  ParameterText{"decay", "λ", "decay of x and of the learning rate", not_negative, {"lambd"}}},
        Parameter{&R::power,
                  ParameterText{"power", "α", "power of the decay of the learning rate", not_negative, {"alpha"}}},
        Parameter{&R::from, ParameterText{"from", "t₀", "steps before the average begins", not_negative, {"t0"}}});
  }
  static constexpr std::size_t answer = 0;
  static constexpr Names<1> scalars{"steps made"};
  static constexpr Names<1> slots{"average"};

  Values<Number, 3> prepare(Values<Number, 1>& run) const {
    using math::pow;
    auto& [t] = run;
    const Number rate = learning_rate / pow(1 + decay * learning_rate * t, power), past = t - from;
    t += 1;
    return {rate, decay * rate, 1 / (past > Number(1) ? past : Number(1))};
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T x, T g, Values<T, 1>& state) {
    const auto [rate, shrink, share] = coefficients;
    auto& [average] = state;
    const T step = -shrink * x - rate * g;
    average = share < T(1) ? average + share * (x + step - average) : x + step;
    return step;
  }
};
using Asgd = AsgdRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AsgdRule)

}  // namespace ravine
