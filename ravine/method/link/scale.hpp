// Scaling: g <- s g. Turns a maximum into a minimum with s = -1, and undoes or makes another scale of f.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ScaleLink {
  Number factor = 1;

  static constexpr RuleText about{.name = "scale",
                                  .title = "scale",
                                  .family = "before the rule",
                                  .summary = "multiplies the gradient",
                                  .formula = "g ← s·g",
                                  .citation = "common practice: optax's scale",
                                  .part = Part::gradient};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&ScaleLink::factor, ParameterText{"factor", "s", "factor of the gradient", any_number}});
  }
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {factor}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return coefficients[0] * g;
  }
};
using Scale = ScaleLink<Setting>;
RAVINE_DECLARE_BUILT_IN(ScaleLink)

}  // namespace ravine
