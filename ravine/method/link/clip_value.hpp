// Clipping by value: every coordinate of the gradient is kept within [-c, c].
// Known from practice; PyTorch's clip_grad_value_, optax's clip, Keras's clipvalue are the same.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ClipValueLink {
  Number bound = 1;

  static constexpr RuleText about{.name = "clip_value",
                                  .title = "clip by value",
                                  .family = "before the rule",
                                  .summary = "keeps each coordinate of the gradient within a bound",
                                  .formula = "g ← min(max(g, −c), c)",
                                  .citation = "common practice: PyTorch's clip_grad_value_, optax's clip",
                                  .part = Part::gradient};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&ClipValueLink::bound, ParameterText{"bound", "c", "largest |gᵢ|", positive, {"max"}}});
  }
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {bound}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    const T c = coefficients[0];
    return g > c ? c : g < -c ? -c : g;
  }
};
using ClipValue = ClipValueLink<Setting>;
RAVINE_DECLARE_BUILT_IN(ClipValueLink)

}  // namespace ravine
