// FTRL-Proximal: σ = (√(n + g²) - √n)/α, z <- z + g - σ x, n <- n + g²; x <- 0 where |z| <= λ₁, else
// -(z - sign(z) λ₁) / ((β + √n)/α + λ₂). McMahan et al. (2013), doi:10.1145/2487575.2488200, Algorithm 1, coordinate by
// coordinate. There x begins at 0; here the first point is the start that is given, z and n are 0 (Keras: n = 0.1).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct FtrlRule {
  Number learning_rate = 0.1, beta = 1, l1 = 0, l2 = 0, accumulator_start = 0;

  static constexpr RuleText about{.name = "ftrl",
                                  .title = "FTRL-Proximal",
                                  .family = "averaging",
                                  .summary = "follows the regularised leader: sparse solutions by L1",
                                  .formula =
                                      "σ ← (√(n + g²) − √n)/α\nz ← z + g − σ·x\nn ← n + g²\nx ← −(z − sign(z)·λ₁)/((β "
                                      "+ √n)/α + λ₂), 0 where |z| ≤ λ₁",
                                  .citation = "McMahan et al. 2013, doi:10.1145/2487575.2488200, Algorithm 1"};
  static constexpr auto parameters() {
    using R = FtrlRule;
    return std::make_tuple(
        Parameter{&R::learning_rate,
                  ParameterText{"learning_rate", "α", "step size", positive_finite, {"lr", "eta", "alpha"}}},
        Parameter{&R::beta, ParameterText{"beta", "β", "makes early steps smaller", not_negative}},
        Parameter{&R::l1, ParameterText{"l1", "λ₁", "weight of |x|, which makes coordinates 0", not_negative}},
        Parameter{&R::l2, ParameterText{"l2", "λ₂", "weight of x²/2", not_negative}},
        Parameter{&R::accumulator_start, row::accumulator_start});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<2> slots{"sum of gradients", "sum of squares"};
  Values<Number, 2> start() const { return {Number(0), accumulator_start}; }

  Values<Number, 4> prepare(Values<Number, 0>& /*scalars*/) const { return {1 / learning_rate, beta, l1, l2}; }

  template <class T>
  static T update(const Values<T, 4>& coefficients, T x, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [inverse, offset, lambda1, lambda2] = coefficients;
    auto& [z, n] = state;
    const T sum = n + g * g, root = sqrt(sum), sigma = (root - sqrt(n)) * inverse;
    z += g - sigma * x;
    n = sum;
    const T beyond = z > lambda1 ? z - lambda1 : z < -lambda1 ? z + lambda1 : T(0);
    const T divisor = (offset + root) * inverse + lambda2;
    return (divisor > T(0) ? -beyond / divisor : T(0)) - x;
  }
};
using Ftrl = FtrlRule<Setting>;
RAVINE_DECLARE_BUILT_IN(FtrlRule)

}  // namespace ravine
