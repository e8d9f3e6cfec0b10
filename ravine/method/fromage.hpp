// Fromage: a step as long as a share of the tensor: x <- (x - η |x|/|g| g)/√(1 + η²), tensor by tensor. Bernstein,
// Vahdat, Yue & Liu (2020), arXiv:2002.03432, Algorithm 1. Where |x| or |g| is 0 the ratio is 1, as in the authors'
// code; optax has norms of at least 1e-6: `least_norm`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct FromageRule {
  Number learning_rate = 1e-2, least_norm = 0;
  static constexpr RuleText about{.name = "fromage",
                                  .title = "Fromage",
                                  .family = "by tensor",
                                  .summary = "a step against the gradient as long as a share of the tensor",
                                  .formula = "x ← (x − η·|x|/|g|·g)/√(1 + η²)",
                                  .citation = "Bernstein et al. 2020, arXiv:2002.03432, Algorithm 1"};
  static constexpr auto parameters() {
    using R = FromageRule;
    return std::make_tuple(
        Parameter{&R::learning_rate,
                  ParameterText{"learning_rate", "η", "share of the tensor’s size", not_negative, {"lr", "eta"}}},
        Parameter{&R::least_norm, ParameterText{"least_norm", "", "that norms are taken to be at least"}});
  }
  static constexpr bool by_tensor = true;
  static constexpr Names<0> scalars{}, slots{};
  static constexpr Names<2> sums{"|x|²", "|g|²"};

  Values<Number, 2> prepare(Values<Number, 0>& /*run*/) const {
    using std::sqrt;
    return {Number(0), 1 / sqrt(1 + learning_rate * learning_rate)};
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 2>& /*coefficients*/, T x, T g, Values<T, 0>& /*state*/) {
    return {x * x, g * g};
  }
  void settle(Values<Number, 2>& step, Values<Number, 0>&, const Values<Number, 2>& total, const Number&) const {
    using std::sqrt;
    const Number size = larger(sqrt(total[0]), least_norm), length = larger(sqrt(total[1]), least_norm);
    step[0] = learning_rate * (size > Number(0) && length > Number(0) ? size / length : Number(1));
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T x, T g, Values<T, 0>& /*state*/) {
    return (coefficients[1] - 1) * x - coefficients[1] * (coefficients[0] * g);
  }
};
using Fromage = FromageRule<Setting>;
RAVINE_DECLARE_BUILT_IN(FromageRule)

}  // namespace ravine
