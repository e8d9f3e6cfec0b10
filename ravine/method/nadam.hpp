// Nadam: x <- x - η (μ' m/(1 - Πμ μ') + (1-μ) g/(1 - Πμ)) / (√v̂ + ε), μ = β₁ (1 - 0.96^(ψt)/2), μ' the next one.
// Dozat (2016), ICLR workshop, Algorithm 2. ψ: 0.004 in PyTorch (default), 1 in Keras, none in optax.
#pragma once

#include "ravine/method/adam_scales.hpp"
#include "ravine/method/scheduled_momentum.hpp"

namespace ravine {

template <class Number>
struct NadamRule {
  Number learning_rate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentum_decay = 4e-3;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool momentum_schedule = true;
  static constexpr RuleText about{.name = "nadam",
                                  .title = "Nadam",
                                  .family = "adaptive",
                                  .summary = "Adam that looks ahead as Nesterov's momentum does",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\n"
                                      "x ← x − η·(μ′·m/(1 − ∏μ·μ′) + (1 − μ)·g/(1 − ∏μ))/(√v̂ + ε)",
                                  .citation = "Dozat 2016, ICLR workshop, Algorithm 2"};
  static constexpr auto parameters() {
    using R = NadamRule;
    return std::tuple_cat(adam_rows<R>(), std::make_tuple(Parameter{&R::epsilon_place, row::epsilon_place},
                                                          Parameter{&R::momentum_decay, row::momentum_decay},
                                                          Parameter{&R::momentum_schedule, row::momentum_schedule}));
  }
  static constexpr std::array only_with{OnlyWith{"momentum_decay", "momentum_schedule", "true"}};
  static constexpr bool step_is_long = true;
  static constexpr Names<3> scalars{"1 - product of momenta", "1 - beta2^t", "t"};
  static constexpr Names<2> slots{"first moment", "second moment"};
  Values<Number, 7> prepare(Values<Number, 3>& run) const {
    using std::sqrt;
    auto& [left, left2, t] = run;
    const Number now = scheduled_momentum(*this, t + 1), next = scheduled_momentum(*this, t + 2);
    t = t + 1, left = now * left + (1 - now), left2 = beta2 * left2 + (1 - beta2);
    const bool hat = epsilon_place == EpsilonPlace::hat, within = epsilon_place == EpsilonPlace::inside;
    const Number zero = 0, one = 1, rate = hat ? learning_rate * sqrt(left2) : learning_rate;
    const Number along = rate * next / (next * left + (1 - next)), beside = rate * (1 - now) / left;
    return {along, beside, beta1, beta2, hat ? one : 1 / left2, within ? epsilon : zero, within ? zero : epsilon};
  }
  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [along, beside, decay1, decay2, unbias, inside, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    return -(along * m + beside * g) / (sqrt(v * unbias + inside) + outside);
  }
};
using Nadam = NadamRule<Setting>;
RAVINE_DECLARE_BUILT_IN(NadamRule)

}  // namespace ravine
