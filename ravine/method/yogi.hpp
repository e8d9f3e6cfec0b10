// Yogi: m <- β₁ m + (1-β₁) g, v <- v - (1-β₂) sign(v - g²) g², x <- x - η m̂ / (√v̂ + ε).
// Zaheer et al. (2018), NeurIPS 31, Algorithm 2, which corrects no bias, with ε 1e-3. optax starts both moments at 1e-6
// and corrects them (default here); ensmallen starts at 0, uncorrected, ε 1e-8.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct YogiRule {
  Number learning_rate = 1e-2, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-3, accumulator_start = 1e-6;
  EpsilonPlace epsilon_place = EpsilonPlace::outside;
  bool bias_correction = true;

  static constexpr RuleText about{.name = "yogi",
                                  .title = "Yogi",
                                  .family = "adaptive",
                                  .summary = "Adam whose second moment changes by the newest square alone",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← v − (1 − β₂)·sign(v − g²)·g²\n"
                                      "x ← x − η·m̂/(√v̂ + ε)",
                                  .citation = "Zaheer et al. 2018, NeurIPS 31, Algorithm 2"};
  static constexpr auto parameters() {
    using R = YogiRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::accumulator_start, row::accumulator_start},
                           Parameter{&R::epsilon_place, row::epsilon_place},
                           Parameter{&R::bias_correction, row::bias_correction});
  }
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> slots{"first moment", "second moment"};
  Values<Number, 2> start() const { return {accumulator_start, accumulator_start}; }

  Values<Number, 6> prepare(Values<Number, 2>& run) const {
    const auto adam = adam_scales(*this, run);
    return {adam.rate, beta1, 1 - beta2, adam.unbias, adam.inside, adam.outside};
  }

  template <class T>
  static T update(const Values<T, 6>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, fresh2, unbias, inside, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g;
    const T square = g * g, change = fresh2 * square;
    v = v < square ? v + change : v > square ? v - change : v;
    return -rate * m / (sqrt(v * unbias + inside) + outside);
  }
};
using Yogi = YogiRule<Setting>;
RAVINE_DECLARE_BUILT_IN(YogiRule)

}  // namespace ravine
