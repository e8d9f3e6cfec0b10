// AMSGrad: Adam with the largest second moment so far: w <- max(w, v), x <- x - η m̂ / (√ŵ + ε).
// Reddi, Kale & Kumar (2018), arXiv:1904.09237, Algorithm 2, which corrects no bias. PyTorch: the maximum of the raw
// moment, then corrected (`raw`, ε outside: the default). Keras and ensmallen: raw with ε `hat`. optax: the maximum of
// the `corrected` moment.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct AmsgradRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  MaximumOf maximum = MaximumOf::raw;
  bool bias_correction = true;

  static constexpr RuleText about{.name = "amsgrad",
                                  .title = "AMSGrad",
                                  .family = "adaptive",
                                  .summary = "Adam whose second moment never shrinks",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\nw ← max(w, v)\n"
                                      "x ← x − η·m̂/(√ŵ + ε)",
                                  .citation = "Reddi, Kale & Kumar 2018, arXiv:1904.09237, Algorithm 2"};
  static constexpr auto parameters() {
    using R = AmsgradRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
        Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
        Parameter{&R::epsilon_place, row::epsilon_place},
        Parameter{&R::maximum, ParameterText{"maximum", "", "of the raw or of the corrected second moment"}},
        Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<3> slots{"first moment", "second moment", "largest second moment"};

  Values<Number, 7> prepare(Values<Number, 2>& run) const {
    const auto adam = adam_scales(*this, run);
    const Number one = 1;
    const bool raw = maximum == MaximumOf::raw;
    return {adam.rate, beta1, beta2, raw ? one : adam.unbias, raw ? adam.unbias : one, adam.inside, adam.outside};
  }

  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, before, after, inside, outside] = coefficients;
    auto& [m, v, w] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    const T seen = v * before;
    w = w < seen ? seen : w;
    return -rate * m / (sqrt(w * after + inside) + outside);
  }
};
using Amsgrad = AmsgradRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AmsgradRule)

}  // namespace ravine
