// Clipping by norm: g <- g min(1, c/|g|), |g| over all coordinates, or tensor by tensor.
// Pascanu, Mikolov & Bengio (2013), arXiv:1211.5063, Algorithm 1. PyTorch's clip_grad_norm_ adds 1e-6 to |g|:
// `epsilon`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ClipNormLink {
  Number bound = 1, epsilon = 0;
  NormOver over = NormOver::all;

  static constexpr RuleText about{.name = "clip_norm",
                                  .title = "clip by norm",
                                  .family = "before the rule",
                                  .summary = "shortens a gradient that is longer than a bound",
                                  .formula = "g ← g·min(1, c/(|g| + ε))",
                                  .citation = "Pascanu et al. 2013, arXiv:1211.5063, Algorithm 1",
                                  .part = Part::gradient};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&ClipNormLink::bound, ParameterText{"bound", "c", "largest |g|", positive, {"max"}}},
        Parameter{&ClipNormLink::epsilon, row::norm_epsilon},
        Parameter{&ClipNormLink::over, ParameterText{"over", "", "what the norm is of"}});
  }
  static constexpr std::size_t by_tensor_if = 2;  // `over`
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
    step[0] = norm > bound ? bound / norm : Number(1);
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return coefficients[0] * g;
  }
};
using ClipNorm = ClipNormLink<Setting>;
RAVINE_DECLARE_BUILT_IN(ClipNormLink)

}  // namespace ravine
