// NovoGrad: a second moment a tensor: v <- β₂ v + (1-β₂) |g|² (at first |g|²), m <- β₁ m + (g/(√v + ε) + λ x),
// x <- x - η m. Ginsburg et al. (2019), arXiv:1905.11286, Algorithm 1: no ε at the first step (optax has one).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct NovogradRule {
  Number learning_rate = 1e-2, beta1 = 0.95, beta2 = 0.98, epsilon = 1e-8, weight_decay = 0;
  bool epsilon_at_first = false;

  static constexpr RuleText about{.name = "novograd",
                                  .title = "NovoGrad",
                                  .family = "by tensor",
                                  .summary = "momentum of gradients normalised tensor by tensor",
                                  .formula = "v ← β₂·v + (1 − β₂)·|g|²\nm ← β₁·m + (g/(√v + ε) + λ·x)\nx ← x − η·m",
                                  .citation = "Ginsburg et al. 2019, arXiv:1905.11286, Algorithm 1"};
  static constexpr auto parameters() {
    using R = NovogradRule;
    return std::make_tuple(
        Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
        Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
        Parameter{&R::weight_decay, row::weight_decay},
        Parameter{&R::epsilon_at_first, ParameterText{"epsilon_at_first", "", "add epsilon at the first step too"}});
  }
  static constexpr bool by_tensor = true;
  static constexpr Names<2> scalars{"second moment", "has begun"};
  static constexpr Names<1> slots{"first moment"};
  static constexpr Names<1> sums{"|g|²"};

  Values<Number, 4> prepare(Values<Number, 2>& /*run*/) const {
    return {Number(0), learning_rate, beta1, weight_decay};
  }
  template <class T>
  static Values<T, 1> measure(const Values<T, 4>& /*coefficients*/, T /*x*/, T g, Values<T, 1>& /*state*/) {
    return {g * g};
  }
  void settle(Values<Number, 4>& step, Values<Number, 2>& run, const Values<Number, 1>& total, const Number&) const {
    using std::sqrt;
    auto& [moment, begun] = run;
    moment = begun > Number(0) ? beta2 * moment + (1 - beta2) * total[0] : total[0];
    const Number root = sqrt(moment) + (epsilon_at_first || begun > Number(0) ? epsilon : Number(0));
    begun = 1;
    step[0] = root > Number(0) ? 1 / root : Number(0);
  }

  template <class T>
  static T update(const Values<T, 4>& coefficients, T x, T g, Values<T, 1>& state) {
    const auto [inverse, rate, decay, shrink] = coefficients;
    auto& [m] = state;
    m = decay * m + (inverse * g + shrink * x);
    return -rate * m;
  }
};
using Novograd = NovogradRule<Setting>;
RAVINE_DECLARE_BUILT_IN(NovogradRule)

}  // namespace ravine
