// DoG, distance over gradients: η_t = max_i |x_i - x₀| / √(Σ |g_i|² + ε), the distance at least r (1 + |x₀|).
// Ivgi, Hinder & Carmon (2023), arXiv:2302.12022, eq. DoG. The authors advise to answer with an average: `dog |
// average`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct DogRule {
  Number learning_rate = 1, first_reach = 1e-6, epsilon = 1e-8;

  static constexpr RuleText about{.name = "dog",
                                  .title = "DoG",
                                  .family = "no learning rate",
                                  .summary = "SGD whose rate is the distance gone over the gradients met",
                                  .formula = "r̄ ← max(r̄, |x − x₀|),  G ← G + |g|²\nx ← x − γ·r̄/√(G + ε)·g",
                                  .citation = "Ivgi, Hinder & Carmon 2023, arXiv:2302.12022"};
  static constexpr auto parameters() {
    using R = DogRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::rate_factor}, Parameter{&R::first_reach, row::first_reach},
                           Parameter{&R::epsilon, row::sum_epsilon});
  }
  static constexpr Names<2> scalars{"reach", "sum of squares"};
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
    const Number gone = sqrt(total[0]), least = far > Number(0) ? far : first_reach * (1 + sqrt(total[2]));
    far = gone > least ? gone : least;
    sum += total[1];
    const Number root = sqrt(sum + epsilon);
    step[0] = root > Number(0) ? learning_rate * far / root : Number(0);
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T g, Values<T, 1>& /*state*/) {
    return -coefficients[0] * g;
  }
};
using Dog = DogRule<Setting>;
RAVINE_DECLARE_BUILT_IN(DogRule)

}  // namespace ravine
