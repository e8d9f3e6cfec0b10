// Rprop: each coordinate has a step size of its own, which grows while the sign of its gradient stays and shrinks when
// it turns; after a turn the coordinate rests. Riedmiller & Braun (1993), doi:10.1109/ICNN.1993.298623, in the form
// without backtracking (iRprop-, Igel & Huesken 2000), which is PyTorch's. For exact gradients.
// optax gives out the step it stored at the step before: `late`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct RpropRule {
  Number learning_rate = 1e-2, shrink = 0.5, grow = 1.2, least = 1e-6, greatest = 50;
  bool late = false;

  static constexpr RuleText about{
      .name = "rprop",
      .title = "Rprop",
      .family = "sign",
      .summary = "step sizes by the sign of the gradient alone",
      .formula = "δ ← δ·η⁺ where g·g₋ > 0,  δ·η⁻ where g·g₋ < 0 (and g ← 0)\nx ← x − δ·sign(g)",
      .citation = "Riedmiller & Braun 1993, doi:10.1109/ICNN.1993.298623"};
  static constexpr auto parameters() {
    using R = RpropRule;
    return std::make_tuple(
        Parameter{
            &R::learning_rate,
            ParameterText{"learning_rate", "δ₀", "first step size of every coordinate", not_negative, {"lr", "eta"}}},
        Parameter{&R::shrink, ParameterText{"shrink", "η⁻", "factor after a turn", Range{0, 1}}},
        Parameter{&R::grow, ParameterText{"grow", "η⁺", "factor without a turn", from_one}},
        Parameter{&R::least, ParameterText{"least", "", "least step size", not_negative}},
        Parameter{&R::greatest, ParameterText{"greatest", "", "greatest step size", not_negative}},
        Parameter{&R::late, ParameterText{"late", "", "take each step one step later, as optax"}});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<2> slots{"step size", "last gradient"};
  Values<Number, 2> start() const { return {learning_rate, Number(0)}; }

  Values<Number, 5> prepare(Values<Number, 0>& /*scalars*/) const {
    return {shrink, grow, least, greatest, late ? Number(1) : Number(0)};
  }

  template <class T>
  static T update(const Values<T, 5>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    const auto [down, up, low, high, one_later] = coefficients;
    auto& [size, last] = state;
    const T sign = sign_of(g), turn = sign * sign_of(last);
    const T same = T(turn > T(0)), other = T(turn < T(0));  // 1 or 0: without branches the loop vectorises
    const T grown = size * (same * up + other * down + (1 - same - other));
    const T bounded = grown < low ? low : grown;
    size = bounded > high ? high : bounded;
    const T now = size * ((1 - other) * sign), before = (1 - other) * last;
    last = one_later > T(0) ? now : (1 - other) * g;
    return one_later > T(0) ? -before : -now;
  }
};
using Rprop = RpropRule<Setting>;
RAVINE_DECLARE_BUILT_IN(RpropRule)

}  // namespace ravine
