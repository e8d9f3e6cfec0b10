// DoWG, distance over weighted gradients: v <- v + r̄² |g|², x <- x - r̄²/√v g, r̄ = max_i |x_i - x₀|, at least r (1 +
// |x₀|). Khaled, Mishchenko & Jin (2023), arXiv:2305.16284, Algorithm 1.
// optax: the first r̄ is r itself (`relative` false), and ε beside √v.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct DowgRule {
  Number learning_rate = 1, first_reach = 1e-6, epsilon = 0;
  bool relative = true;

  static constexpr RuleText about{.name = "dowg",
                                  .title = "DoWG",
                                  .family = "no learning rate",
                                  .summary = "SGD whose rate is the distance gone over the gradients, weighted by it",
                                  .formula = "r̄ ← max(r̄, |x − x₀|),  v ← v + r̄²·|g|²\nx ← x − γ·r̄²/√v·g",
                                  .citation = "Khaled, Mishchenko & Jin 2023, arXiv:2305.16284, Algorithm 1"};
  static constexpr auto parameters() {
    using R = DowgRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::rate_factor}, Parameter{&R::first_reach, row::first_reach},
                           Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::relative, ParameterText{"relative", "", "scale the first reach by 1 + |x₀|"}});
  }
  static constexpr Names<2> scalars{"reach", "weighted sum of squares"};
  static constexpr Names<1> slots{"start"};
  static constexpr Names<3> sums{"|x − x₀|²", "|g|²", "|x|²"};

  Values<Number, 2> prepare(Values<Number, 2>& run) const {
    return {Number(0), run[0] > Number(0) ? Number(0) : Number(1)};
  }
  template <class T>
  static Values<T, 3> measure(const Values<T, 2>& coefficients, T x, T g, Values<T, 1>& state) {
    auto& [start] = state;
    start = coefficients[1] > T(0) ? x : start;
    return {(x - start) * (x - start), g * g, x * x};
  }
  void settle(Values<Number, 2>& step, Values<Number, 2>& run, const Values<Number, 3>& total, const Number&) const {
    using std::sqrt;
    auto& [far, sum] = run;
    const Number gone = sqrt(total[0]),
                 least = far > Number(0) ? far : first_reach * (relative ? 1 + sqrt(total[2]) : Number(1));
    far = gone > least ? gone : least;
    sum += far * far * total[1];
    const Number root = sqrt(sum) + epsilon;
    step[0] = root > Number(0) ? learning_rate * far * far / root : Number(0);
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T g, Values<T, 1>& /*state*/) {
    return -coefficients[0] * g;
  }
};
using Dowg = DowgRule<Setting>;
RAVINE_DECLARE_BUILT_IN(DowgRule)

}  // namespace ravine
