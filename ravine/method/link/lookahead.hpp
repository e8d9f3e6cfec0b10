// Lookahead: every k-th step the slow weights φ <- φ + α (x - φ), and x <- φ. The wrapped method's state goes on.
// Zhang, Lucas, Hinton & Ba (2019), arXiv:1907.08610, Algorithm 1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct LookaheadLink {
  Number period = 5, alpha = 0.5;

  static constexpr RuleText about{.name = "lookahead",
                                  .title = "Lookahead",
                                  .family = "around a method",
                                  .summary = "k steps forward, one step back",
                                  .formula = "every k-th step:  φ ← φ + α·(x⁺ − φ),  x ← φ",
                                  .citation = "Zhang et al. 2019, arXiv:1907.08610, Algorithm 1",
                                  .part = Part::point,
                                  .wraps = true};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&LookaheadLink::period,
                  ParameterText{"period", "k", "steps between synchronisations", counted, {"k"}}},
        Parameter{&LookaheadLink::alpha, ParameterText{"alpha", "α", "share of the way that is kept", {0, 1}}});
  }
  static constexpr std::size_t answer = 0;
  static constexpr Names<2> scalars{"steps since the last synchronisation", "has begun"};
  static constexpr Names<1> slots{"slow weights"};

  Values<Number, 3> prepare(Values<Number, 2>& run) const {
    auto& [since, begun] = run;
    const Number first = begun > Number(0) ? Number(0) : Number(1);
    begun = Number(1);
    since += Number(1);
    const bool due = since >= period;
    since = due ? Number(0) : since;
    return {first, due ? Number(1) : Number(0), alpha};
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T x, T next, Values<T, 1>& state) {
    const auto [first, due, share] = coefficients;
    auto& [slow] = state;
    slow = first > T(0) ? x : slow;
    slow = due > T(0) ? slow + share * (next - slow) : slow;
    return due > T(0) ? slow : next;
  }
};
using Lookahead = LookaheadLink<Setting>;
RAVINE_DECLARE_BUILT_IN(LookaheadLink)

}  // namespace ravine
