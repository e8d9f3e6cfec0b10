// Normalised gradients: g <- g / (|g| + ε), |g| over all coordinates; g = 0 stays 0.
// Nesterov (2004), Introductory Lectures on Convex Optimization, section 3.2.3; Hazan, Levy & Shalev-Shwartz (2015),
// arXiv:1507.02030, Algorithm 1.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct NormalizeLink {
  Number epsilon = 0;

  static constexpr RuleText about{.name = "normalize",
                                  .title = "normalise",
                                  .family = "before the rule",
                                  .summary = "takes the gradient's direction alone",
                                  .formula = "g ← g/(|g| + ε)",
                                  .citation = "Hazan et al. 2015, arXiv:1507.02030, Algorithm 1",
                                  .part = Part::gradient};
  static constexpr auto parameters() { return std::make_tuple(Parameter{&NormalizeLink::epsilon, row::norm_epsilon}); }
  static constexpr Names<0> scalars{}, slots{};
  static constexpr Names<1> sums{"|g|²"};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {Number(1)}; }
  template <class T>
  static Values<T, 1> measure(const Values<T, 1>& /*coefficients*/, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return {g * g};
  }
  void settle(Values<Number, 1>& step, Values<Number, 0>&, const Values<Number, 1>& total, const Number&) const {
    using std::sqrt;
    const Number norm = sqrt(total[0]) + epsilon;
    step[0] = norm > Number(0) ? Number(1) / norm : Number(1);
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return coefficients[0] * g;
  }
};
using Normalize = NormalizeLink<Setting>;
RAVINE_DECLARE_BUILT_IN(NormalizeLink)

}  // namespace ravine
