// NadaMax: Nadam's look ahead with AdaMax's maximum: x <- x - η (μ' m/(1 - Πμ μ') + (1-μ) g/(1 - Πμ))/(u + ε),
// u <- max(β₂ u, |g|), μ = β₁ (1 - 0.96^(ψt)/2), μ' the next one. Dozat (2016), ICLR workshop; as ensmallen.
#pragma once

#include "ravine/method/scheduled_momentum.hpp"

namespace ravine {

template <class Number>
struct NadamaxRule {
  Number learning_rate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentum_decay = 4e-3;
  bool momentum_schedule = true;
  static constexpr RuleText about{
      .name = "nadamax",
      .title = "NadaMax",
      .family = "adaptive",
      .summary = "AdaMax that looks ahead as Nesterov’s momentum does",
      .formula = "m ← β₁·m + (1 − β₁)·g\nu ← max(β₂·u, |g|)\nx ← x − η·(μ′·m/(1 − ∏μ·μ′) + (1 − μ)·g/(1 − ∏μ))/(u + ε)",
      .citation = "Dozat 2016, ICLR workshop"};
  static constexpr auto parameters() {
    using R = NadamaxRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2_of_maximum}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::momentum_decay, row::momentum_decay},
                           Parameter{&R::momentum_schedule, row::momentum_schedule});
  }
  static constexpr std::array only_with{OnlyWith{"momentum_decay", "momentum_schedule", "true"}};
  static constexpr bool step_is_long = true;
  static constexpr Names<2> scalars{"1 - product of momenta", "t"}, slots{"first moment", "largest gradient"};

  Values<Number, 5> prepare(Values<Number, 2>& run) const {
    auto& [left, t] = run;
    const Number now = scheduled_momentum(*this, t + 1), next = scheduled_momentum(*this, t + 2);
    t = t + 1, left = now * left + (1 - now);
    return {learning_rate * next / (next * left + (1 - next)), learning_rate * (1 - now) / left, beta1, beta2, epsilon};
  }

  template <class T>
  static T update(const Values<T, 5>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    const auto [along, beside, decay1, decay2, outside] = coefficients;
    auto& [m, u] = state;
    m = decay1 * m + (1 - decay1) * g;
    const T kept = decay2 * u, fresh = size_of(g);
    u = kept < fresh ? fresh : kept;
    const T below = u + outside;
    return below > T(0) ? -(along * m + beside * g) / below : T(0);
  }
};
using Nadamax = NadamaxRule<Setting>;
RAVINE_DECLARE_BUILT_IN(NadamaxRule)

}  // namespace ravine
