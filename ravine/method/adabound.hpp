// AdaBound: Adam whose rate of each coordinate is kept between bounds that close in on SGD's: x <- x - r m,
// r = clip(η √(1-β₂ᵗ)/(1-β₁ᵗ)/(√v + ε), ρ(1 - 1/(γt + 1)), ρ(1 + 1/(γt))). Luo, Xiong, Liu & Sun (2019),
// arXiv:1902.09843, Algorithm 2 in the form of its authors' code and of ensmallen, without 1/√t; `amsgrad`:
// Algorithm 3.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct AdaboundRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, final_rate = 0.1, speed = 1e-3;
  bool amsgrad = false, bias_correction = true;
  static constexpr RuleText about{.name = "adabound",
                                  .title = "AdaBound",
                                  .family = "adaptive",
                                  .summary = "Adam that turns into SGD as bounds of its rates close in",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nv ← β₂·v + (1 − β₂)·g²\nx ← x − clip(η·√(1 − β₂ᵗ)/(1 − "
                                      "β₁ᵗ)/(√v + ε), ρ·(1 − 1/(γ·t + 1)), ρ·(1 + 1/(γ·t)))·m",
                                  .citation = "Luo et al. 2019, arXiv:1902.09843, Algorithms 2 and 3"};
  static constexpr auto parameters() {
    using R = AdaboundRule;
    constexpr ParameterText largest{"amsgrad", "", "keep the largest second moment (AMSBound)"};
    return std::tuple_cat(
        adam_rows<R>(),
        std::make_tuple(Parameter{&R::final_rate, row::final_rate}, Parameter{&R::speed, row::bound_speed},
                        Parameter{&R::amsgrad, largest}, Parameter{&R::bias_correction, row::bias_correction}));
  }
  static constexpr Names<3> scalars{"1 - beta1^t", "1 - beta2^t", "t"};
  static constexpr Names<3> slots{"first moment", "second moment", "largest second moment"};
  Values<Number, 7> prepare(Values<Number, 3>& run) const {
    auto& [left1, left2, t] = run;
    const Number rate = corrected_rate(*this, left1, left2, bias_correction), way = speed * (t + 1);
    const Number low = final_rate * (1 - 1 / (way + 1)), high = final_rate * (1 + 1 / way);
    t = t + 1;
    return {rate, beta1, beta2, epsilon, low, high, Number(amsgrad ? 1 : 0)};
  }
  template <class T>
  static T update(const Values<T, 7>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, outside, low, high, largest] = coefficients;
    auto& [m, v, u] = state;
    m = decay1 * m + (1 - decay1) * g;
    v = decay2 * v + (1 - decay2) * g * g;
    u = largest > T(0) && u > v ? u : v;
    const T free = rate / (sqrt(u) + outside), above = free < low ? low : free;
    return -(above > high ? high : above) * m;
  }
};
using Adabound = AdaboundRule<Setting>;
RAVINE_DECLARE_BUILT_IN(AdaboundRule)

}  // namespace ravine
