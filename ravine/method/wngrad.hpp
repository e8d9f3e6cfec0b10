// WNGrad: gradient descent with the rate 1/b, b <- b + |g|²/b after each new gradient, from b = 1/η. Wu, Ward & Bottou
// (2018), arXiv:1803.02865, Algorithm 1, where the first gradient does not count before the first step; in ensmallen it
// does: `first_counts`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct WngradRule {
  Number learning_rate = 0.1;
  bool first_counts = false;
  static constexpr RuleText about{.name = "wngrad",
                                  .title = "WNGrad",
                                  .family = "adaptive",
                                  .summary = "gradient descent whose one rate shrinks with the gradients met",
                                  .formula = "b ← b + η²·|g|²/b,  from b = 1\nx ← x − η·g/b",
                                  .citation = "Wu, Ward & Bottou 2018, arXiv:1803.02865, Algorithm 1"};
  static constexpr auto parameters() {
    using R = WngradRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate},
        Parameter{&R::first_counts, ParameterText{"first_counts", "", "let the first gradient shrink the first step"}});
  }
  static constexpr Names<0> slots{};
  static constexpr Names<1> scalars{"b"}, sums{"|g|²"};

  Values<Number, 2> prepare(Values<Number, 1>& run) const {
    const Number one = 1, begun = run[0] > Number(0) ? one : Number(0);
    return {learning_rate, first_counts ? one : begun};
  }
  template <class T>
  static Values<T, 1> measure(const Values<T, 2>& /*coefficients*/, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return {g * g};
  }
  void settle(Values<Number, 2>& step, Values<Number, 1>& run, const Values<Number, 1>& total, const Number&) const {
    Number& b = run[0];
    const Number before = b > Number(0) ? b : Number(1);
    b = before + step[1] * (learning_rate * learning_rate * total[0] / before);
    step[0] = learning_rate / b;
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return -coefficients[0] * g;
  }
};
using Wngrad = WngradRule<Setting>;
RAVINE_DECLARE_BUILT_IN(WngradRule)

}  // namespace ravine
