// COCOB: betting on the sign of the gradient: no learning rate. L <- max(L, |g|), G <- G + |g|,
// r <- max(r - (x - x₀) g, 0), θ <- θ - g, x <- x₀ + θ (L + r) / (L max(G + L, α L)).
// Orabona & Tommasi (2017), arXiv:1705.07795, Algorithm 2. L begins at `epsilon`, as 0 would divide by 0.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct CocobRule {
  Number alpha = 100, epsilon = 1e-8;

  static constexpr RuleText about{.name = "cocob",
                                  .title = "COCOB",
                                  .family = "no learning rate",
                                  .summary = "bets on the gradient's sign, coordinate by coordinate",
                                  .formula =
                                      "L ← max(L, |g|),  G ← G + |g|\nr ← max(r − (x − x₀)·g, 0),  θ ← θ − g\nx ← x₀ + "
                                      "θ·(L + r)/(L·max(G + L, α·L))",
                                  .citation = "Orabona & Tommasi 2017, arXiv:1705.07795, Algorithm 2"};
  static constexpr auto parameters() {
    using R = CocobRule;
    return std::make_tuple(
        Parameter{&R::alpha, ParameterText{"alpha", "α", "keeps the first bets small", from_one}},
        Parameter{&R::epsilon, ParameterText{"epsilon", "ε", "first value of L", positive_finite, {"eps"}}});
  }
  static constexpr Names<1> scalars{"has begun"};
  static constexpr Names<5> slots{"largest gradient", "sum of |g|", "reward", "sum of -g", "start"};
  Values<Number, 5> start() const { return {epsilon, Number(0), Number(0), Number(0), Number(0)}; }

  Values<Number, 2> prepare(Values<Number, 1>& run) const {
    auto& [begun] = run;
    const Number first = begun > Number(0) ? Number(0) : Number(1);
    begun = 1;
    return {alpha, first};
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T x, T g, Values<T, 5>& state) {
    const auto [least, first] = coefficients;
    auto& [largest, sum, reward, theta, origin] = state;
    origin = first > T(0) ? x : origin;
    const T size = g < T(0) ? -g : g, gained = reward - (x - origin) * g;
    largest = largest < size ? size : largest;
    sum += size;
    reward = gained < T(0) ? T(0) : gained;
    theta -= g;
    const T far = sum + largest, near = least * largest;
    return origin + theta * (largest + reward) / (largest * (far < near ? near : far)) - x;
  }
};
using Cocob = CocobRule<Setting>;
RAVINE_DECLARE_BUILT_IN(CocobRule)

}  // namespace ravine
