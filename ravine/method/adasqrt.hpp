// AdaSqrt: s <- s + g², x <- x - η √t g/(s + ε): Newton's idea with the squares of gradients for the curvature, and no
// root. Hu, Lin & Tang (2019), arXiv:1912.09926, Algorithm 1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdasqrtRule {
  Number learning_rate = 1e-2, epsilon = 1e-8;
  static constexpr RuleText about{.name = "adasqrt",
                                  .title = "AdaSqrt",
                                  .family = "adaptive",
                                  .summary = "Adagrad without its root, whose rate grows as √t instead",
                                  .formula = "s ← s + g²\nx ← x − η·√t·g/(s + ε)",
                                  .citation = "Hu, Lin & Tang 2019, arXiv:1912.09926, Algorithm 1"};
  static constexpr auto parameters() {
    using R = AdasqrtRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::epsilon, row::epsilon});
  }
  static constexpr Names<1> scalars{"t"}, slots{"sum of squares"};

  Values<Number, 2> prepare(Values<Number, 1>& run) const {
    using std::sqrt;
    run[0] += 1;
    return {learning_rate * sqrt(run[0]), epsilon};
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    T& sum = state[0];
    sum += g * g;
    const T below = sum + coefficients[1];
    return below > T(0) ? -coefficients[0] * g / below : T(0);
  }
};
using Adasqrt = AdasqrtRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdasqrtRule)

}  // namespace ravine
