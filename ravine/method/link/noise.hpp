// Gradient noise: g <- g + σ ξ, ξ standard normal, drawn anew for every coordinate and step. Neelakantan et al. (2015),
// arXiv:1511.06807, eq. 1, where σ² = η/(1+t)^0.55: noise(0.3/(1 + t)^0.275). ξ is keyed by the run's seed and repeat,
// the step and the coordinate (base/random.hpp): contenders meet the same noise, alone as in any batch.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct NoiseLink {
  Number sigma = 0.1;

  static constexpr RuleText about{.name = "noise",
                                  .title = "noise",
                                  .family = "before the rule",
                                  .summary = "adds normal noise to the gradient",
                                  .formula = "g ← g + σ·ξ,  ξ ~ N(0, 1)",
                                  .citation = "Neelakantan et al. 2015, arXiv:1511.06807, eq. 1",
                                  .part = Part::gradient};
  static constexpr auto parameters() {
    return std::make_tuple(Parameter{
        &NoiseLink::sigma, ParameterText{"sigma", "σ", "standard deviation in a coordinate", not_negative, {"s"}}});
  }
  static constexpr bool uses_noise = true;  // in place of x, `update` is given ξ
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {sigma}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T noise, T g, Values<T, 0>& /*state*/) {
    return g + coefficients[0] * noise;
  }
};
using Noise = NoiseLink<Setting>;
RAVINE_DECLARE_BUILT_IN(NoiseLink)

}  // namespace ravine
