// LAMB: Adam's direction u = m̂/(√v̂ + ε) + λ x, scaled to each tensor's size: x <- x - η |x|/|u| u.
// You et al. (2020), arXiv:1904.00962, Algorithm 2 with φ the identity. Where |x| or |u| is 0 the ratio is 1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct LambRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-6, weight_decay = 0;
  bool bias_correction = true;

  static constexpr RuleText about{.name = "lamb",
                                  .title = "LAMB",
                                  .family = "by tensor",
                                  .summary = "Adam whose step is scaled to each tensor's size",
                                  .formula = "u = m̂/(√v̂ + ε) + λ·x\nx ← x − η·|x|/|u|·u",
                                  .citation = "You et al. 2020, arXiv:1904.00962, Algorithm 2"};
  static constexpr auto parameters() {
    using R = LambRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::weight_decay, row::weight_decay},
                           Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr bool by_tensor = true;
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"}, slots{"first moment", "second moment"};
  static constexpr Names<2> sums{"|x|²", "|u|²"};
  Values<Number, 7> prepare(Values<Number, 2>& run) const {
    auto& [left1, left2] = run;
    left1 = beta1 * left1 + (1 - beta1), left2 = beta2 * left2 + (1 - beta2);
    const Number correct1 = bias_correction ? left1 : Number(1), correct2 = bias_correction ? left2 : Number(1);
    return {learning_rate, beta1, beta2, 1 / correct1, 1 / correct2, epsilon, weight_decay};
  }
  template <class T>
  static T direction(const Values<T, 7>& coefficients, T x, const Values<T, 2>& state) {
    using std::sqrt;
    return state[0] * coefficients[3] / (sqrt(state[1] * coefficients[4]) + coefficients[5]) + coefficients[6] * x;
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 7>& coefficients, T x, T g, Values<T, 2>& state) {
    auto& [m, v] = state;
    m = coefficients[1] * m + (1 - coefficients[1]) * g;
    v = coefficients[2] * v + (1 - coefficients[2]) * g * g;
    return {x * x, square(direction(coefficients, x, state))};
  }
  void settle(Values<Number, 7>& step, Values<Number, 2>&, const Values<Number, 2>& total, const Number&) const {
    using std::sqrt;
    if (total[0] > Number(0) && total[1] > Number(0)) step[0] = learning_rate * sqrt(total[0]) / sqrt(total[1]);
  }
  template <class T>
  static T update(const Values<T, 7>& coefficients, T x, T /*g*/, Values<T, 2>& state) {
    return -coefficients[0] * direction(coefficients, x, state);
  }
};
using Lamb = LambRule<Setting>;
RAVINE_DECLARE_BUILT_IN(LambRule)

}  // namespace ravine
