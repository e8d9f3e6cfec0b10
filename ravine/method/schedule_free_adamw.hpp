// Schedule-free AdamW: y = (1-β₁) z + β₁ x, v <- β₂ v + (1-β₂) g², γ_t = γ √(1-β₂ᵗ) min(1, t/T_warm),
// z <- z - γ_t g/(√v + ε) - γ_t λ y, x <- (1-c) x + c z with c = γ_t² / Σ γ_i².
// Defazio et al. (2024), arXiv:2405.15682, Algorithm 1; later code has v/(1-β₂ᵗ): `correction`. The walk is y, x a
// slot.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ScheduleFreeAdamwRule {
  Number learning_rate = 2.5e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weight_decay = 0, warmup = 0;
  CorrectionOf correction = CorrectionOf::rate;

  static constexpr RuleText about{.name = "schedule_free_adamw",
                                  .title = "schedule-free AdamW",
                                  .family = "averaging",
                                  .summary = "AdamW whose average stands for a schedule that decays",
                                  .formula =
                                      "z ← z − γₜ·g/(√v + ε) − γₜ·λ·y,  γₜ = γ·√(1 − β₂ᵗ)·min(1, t/T)\n"
                                      "a ← (1 − c)·a + c·z,  c = γₜ²/Σγᵢ²\ny ← (1 − β₁)·z + β₁·a",
                                  .citation = "Defazio et al. 2024, arXiv:2405.15682, Algorithm 1"};
  static constexpr auto parameters() {
    using R = ScheduleFreeAdamwRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::average_share},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::weight_decay, row::weight_decay}, Parameter{&R::warmup, row::rate_warmup},
                           Parameter{&R::correction, row::correction_of});
  }
  static constexpr std::size_t answer = 1;
  static constexpr Names<3> scalars{"1 - beta2^t", "steps made", "sum of squared rates"},
      slots{"base point", "average", "second moment"};
  Values<Number, 8> prepare(Values<Number, 3>& run) const {
    using std::sqrt;
    auto& [left2, t, sum] = run;
    const Number first = t > Number(0) ? Number(0) : Number(1);
    left2 = beta2 * left2 + (1 - beta2);
    t += 1;
    const bool moment = correction == CorrectionOf::moment;
    const Number rate = learning_rate * (moment ? Number(1) : sqrt(left2)) * (t < warmup ? t / warmup : Number(1));
    sum += rate * rate;
    const Number share = sum > Number(0) ? rate * rate / sum : Number(1), unbias = moment ? 1 / left2 : Number(1);
    return {rate, beta1, beta2, epsilon, rate * weight_decay, share, first, unbias};
  }
  template <class T>
  static T update(const Values<T, 8>& coefficients, T y, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, b1, b2, outside, shrink, share, first, unbias] = coefficients;
    auto& [z, average, v] = state;
    v = b2 * v + (1 - b2) * g * g;
    z = (first > T(0) ? y : z) - rate * g / (sqrt(v * unbias) + outside) - shrink * y;
    average = (first > T(0) ? y : average) + share * (z - (first > T(0) ? y : average));
    return z + b1 * (average - z) - y;
  }
};
using ScheduleFreeAdamw = ScheduleFreeAdamwRule<Setting>;
RAVINE_DECLARE_BUILT_IN(ScheduleFreeAdamwRule)

}  // namespace ravine
