// Nesterov's accelerated gradient, walked at the points y where the gradient is taken: v <- μ v - η g, y <- y - η g + μ
// v. Nesterov (1983), Soviet Mathematics Doklady 27(2), 372-376; in this form Sutskever et al. (2013), ICML, eqs. 3-4.
// `sequence` takes μ_k = (a_k - 1)/a_{k+1}, a_{k+1} = (1 + √(4 a_k² + 1))/2, a_0 = 1 from the paper of 1983 instead of
// a constant. With a constant μ and η it is PyTorch's SGD(nesterov=True).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct NesterovRule {
  Number learning_rate = 1e-2, momentum = 0.9;
  bool sequence = false;

  static constexpr RuleText about{.name = "nesterov",
                                  .title = "Nesterov",
                                  .family = "classic",
                                  .summary = "momentum that looks where it is going",
                                  .formula = "v ← μ·v − η·g\nx ← x − η·g + μ·v",
                                  .citation = "Nesterov 1983, Soviet Math. Doklady 27(2); Sutskever et al. 2013, ICML"};
  static constexpr auto parameters() {
    using R = NesterovRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::momentum, row::momentum},
        Parameter{&R::sequence,
                  ParameterText{"sequence", "", "let μ grow as 1 − 3/k, as in the paper of 1983", not_negative}});
  }
  static constexpr Names<2> scalars{"a - 1", "last momentum"};
  static constexpr Names<1> slots{"velocity"};

  Values<Number, 3> prepare(Values<Number, 2>& run) const {
    using std::sqrt;
    auto& [above, last] = run;
    const Number a = above + 1, next = (1 + sqrt(4 * a * a + 1)) / 2;
    const Number now = sequence ? above / next : momentum, before = sequence ? last : momentum;
    above = next - 1;
    last = now;
    return {learning_rate, before, now};
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    const auto [rate, before, now] = coefficients;
    auto& [v] = state;
    v = before * v - rate * g;
    return now * v - rate * g;
  }
};
using Nesterov = NesterovRule<Setting>;
RAVINE_DECLARE_BUILT_IN(NesterovRule)

}  // namespace ravine
