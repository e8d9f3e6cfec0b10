// Polyak's step: η = min((f(x) - f*)/(c |g|²), bound), f* the minimum, which has to be known.
// Polyak (1987), Introduction to Optimization, section 5.3.2; with c and the bound SPS_max: Loizou, Vaswani, Laradji &
// Lacoste-Julien (2021), arXiv:2002.10542, eq. 3. Below f* it rests, and where |g|² is
// at most `least_square` (optax: 2⁻⁵²).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

// The rate that takes a linear f down to its minimum: the height above it over c |g|², between 0 and the bound; 0 where
// |g|² is at most `least_square`.
template <class Number>
RAVINE_INLINE Number polyak_rate(Number above, Number square, Number scale, Number bound, Number least_square) {
  const Number rate = above / (scale * square), bounded = rate < bound ? rate : bound;
  return square > least_square && above > Number(0) ? bounded : Number(0);
}

template <class Number>
struct PolyakRule {
  Number minimum = 0, scale = 1, bound = std::numeric_limits<double>::infinity(), least_square = 0;

  static constexpr RuleText about{.name = "polyak",
                                  .title = "Polyak step",
                                  .family = "no learning rate",
                                  .summary = "gradient descent with the rate that the known minimum tells",
                                  .formula = "η = min((f(x) − f*)/(c·|g|²), bound)\nx ← x − η·g",
                                  .citation = "Polyak 1987, section 5.3.2; Loizou et al. 2021, arXiv:2002.10542"};
  static constexpr auto parameters() {
    using R = PolyakRule;
    return std::make_tuple(Parameter{&R::minimum, row::least_value},
                           Parameter{&R::scale, ParameterText{"scale", "c", "makes steps smaller", positive_finite}},
                           Parameter{&R::bound, ParameterText{"bound", "", "greatest rate", positive}},
                           Parameter{&R::least_square, ParameterText{"least_square", "", "|g|² that is taken for 0"}});
  }
  static constexpr bool uses_value = true;
  static constexpr Names<0> scalars{}, slots{};
  static constexpr Names<1> sums{"|g|²"};

  Values<Number, 1> prepare(Values<Number, 0>& /*run*/) const { return {Number(0)}; }
  template <class T>
  static Values<T, 1> measure(const Values<T, 1>& /*coefficients*/, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return {g * g};
  }
  void settle(Values<Number, 1>& step, Values<Number, 0>&, const Values<Number, 1>& total, const Number& f) const {
    step[0] = polyak_rate(f - minimum, total[0], scale, bound, least_square);
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return -coefficients[0] * g;
  }
};
using Polyak = PolyakRule<Setting>;
RAVINE_DECLARE_BUILT_IN(PolyakRule)

}  // namespace ravine
