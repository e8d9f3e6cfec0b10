// LARS: every tensor has a rate of its own, λ = τ |x|/(|g| + β |x| + ε): v <- μ v + η λ (g + β x), x <- x - v.
// You, Gitman & Ginsburg (2017), arXiv:1708.03888, Algorithm 1; ε is the implementations'. Where |x| or |g| is 0, λ
// = 1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct LarsRule {
  Number learning_rate = 1, momentum = 0.9, weight_decay = 0, trust = 1e-3, epsilon = 0;

  static constexpr RuleText about{.name = "lars",
                                  .title = "LARS",
                                  .family = "by tensor",
                                  .summary = "momentum whose rate is scaled to each tensor's size",
                                  .formula = "λ = τ·|x|/(|g| + β·|x|)\nv ← μ·v + η·λ·(g + β·x)\nx ← x − v",
                                  .citation = "You, Gitman & Ginsburg 2017, arXiv:1708.03888, Algorithm 1"};
  static constexpr auto parameters() {
    using R = LarsRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::momentum, row::momentum},
        Parameter{&R::weight_decay,
                  ParameterText{"weight_decay", "β", "weight of the penalty β/2·|x|²", not_negative, {"wd"}}},
        Parameter{&R::trust, ParameterText{"trust", "τ", "share of |x| that a step may be", positive_finite}},
        Parameter{&R::epsilon, row::norm_epsilon});
  }
  static constexpr bool by_tensor = true;
  static constexpr Names<0> scalars{};
  static constexpr Names<1> slots{"velocity"};
  static constexpr Names<2> sums{"|x|²", "|g|²"};

  Values<Number, 3> prepare(Values<Number, 0>& /*run*/) const { return {learning_rate, momentum, weight_decay}; }
  template <class T>
  static Values<T, 2> measure(const Values<T, 3>& /*coefficients*/, T x, T g, Values<T, 1>& /*state*/) {
    return {x * x, g * g};
  }
  void settle(Values<Number, 3>& step, Values<Number, 0>&, const Values<Number, 2>& total, const Number&) const {
    using std::sqrt;
    const Number size = sqrt(total[0]), slope = sqrt(total[1]);
    const bool usual = size > Number(0) && slope > Number(0);
    step[0] = learning_rate * (usual ? trust * size / (slope + weight_decay * size + epsilon) : Number(1));
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T x, T g, Values<T, 1>& state) {
    const auto [rate, mu, decay] = coefficients;
    auto& [v] = state;
    v = mu * v + rate * (g + decay * x);
    return -v;
  }
};
using Lars = LarsRule<Setting>;
RAVINE_DECLARE_BUILT_IN(LarsRule)

}  // namespace ravine
