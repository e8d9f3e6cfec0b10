// Schedule-free SGD: y = (1-β) z + β x, z <- z - γ ∇f(y), x <- (1-c) x + c z, c = 1/(t+1).
// Defazio et al. (2024), arXiv:2405.15682, eqs. 3-5. The walk is y, where the gradients are taken; the average x is
// the answer, a slot. The authors' code and optax have c = 1/t: `first_weight` one.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

enum class FirstWeight { half, one };
constexpr std::array<std::string_view, 2> choice_names(FirstWeight) { return {"half", "one"}; }

template <class Number>
struct ScheduleFreeSgdRule {
  Number learning_rate = 1e-2, momentum = 0.9;
  FirstWeight first_weight = FirstWeight::half;

  static constexpr RuleText about{
      .name = "schedule_free_sgd",
      .title = "schedule-free SGD",
      .family = "averaging",
      .summary = "SGD whose average stands for a schedule that decays",
      .formula = "z ← z − γ·∇f(y)\na ← (1 − c)·a + c·z,  c = 1/(t + 1)\ny ← (1 − β)·z + β·a",
      .citation = "Defazio et al. 2024, arXiv:2405.15682, eqs. 3-5"};
  static constexpr auto parameters() {
    using R = ScheduleFreeSgdRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::momentum, row::average_share_momentum},
        Parameter{&R::first_weight, ParameterText{"first_weight", "", "weight of the first step in the average"}});
  }
  static constexpr std::size_t answer = 1;
  static constexpr Names<1> scalars{"steps made"};
  static constexpr Names<2> slots{"base point", "average"};

  Values<Number, 4> prepare(Values<Number, 1>& run) const {
    auto& [t] = run;
    const Number first = t > Number(0) ? Number(0) : Number(1);
    t += 1;
    return {learning_rate, momentum, 1 / (first_weight == FirstWeight::half ? t + 1 : t), first};
  }

  template <class T>
  static T update(const Values<T, 4>& coefficients, T y, T g, Values<T, 2>& state) {
    const auto [rate, beta, share, first] = coefficients;
    auto& [z, average] = state;
    z = (first > T(0) ? y : z) - rate * g;
    average = first > T(0) ? y : average;
    average = average + share * (z - average);
    return z + beta * (average - z) - y;
  }
};
using ScheduleFreeSgd = ScheduleFreeSgdRule<Setting>;
RAVINE_DECLARE_BUILT_IN(ScheduleFreeSgdRule)

}  // namespace ravine
