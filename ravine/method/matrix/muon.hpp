// Muon, for matrices: B <- μ B + G, U = G + μ B (B itself without `nesterov`), W <- W - η (λ W + c O), O about the
// orthogonal factor of U by Newton and Schulz. c = √max(1, rows/columns) (`shape`), or 0.2 √max(rows, columns)
// (`adam`). Jordan (2024), kellerjordan.github.io/posts/muon; `adam` and λ: Liu & others (2025), arXiv:2502.16982.
// `average` momentum, as the author's code: B <- μ B + (1-μ) G, U = μ B + (1-μ) G. What is no matrix is stepped by
// Adam.
#pragma once

#include "ravine/method/adam_scales.hpp"
#include "ravine/method/matrix/newton_schulz.hpp"

namespace ravine {

template <class Number>
struct MuonRule {
  Number learning_rate = 0.02, momentum = 0.95, weight_decay = 0;
  Number vector_learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.95, epsilon = 1e-8;
  bool nesterov = true;
  MatrixMomentum momentum_form = MatrixMomentum::sum;
  MatrixScale scale = MatrixScale::shape;

  static constexpr RuleText about{
      .name = "muon",
      .title = "Muon",
      .family = "matrix",
      .summary = "momentum made orthogonal: every direction of a matrix moves alike",
      .formula = "B ← μ·B + G\nO ≈ U·Vᵀ of G + μ·B = U·S·Vᵀ\nW ← W − η·√max(1, rows/columns)·O",
      .citation = "Jordan 2024, kellerjordan.github.io/posts/muon; Liu & others 2025, arXiv:2502.16982"};
  static constexpr auto parameters() {
    using R = MuonRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate},
                           Parameter{&R::momentum, row::mean_momentum}, Parameter{&R::weight_decay, row::weight_decay},
                           Parameter{&R::vector_learning_rate, row::vector_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                           Parameter{&R::nesterov, row::nesterov}, Parameter{&R::momentum_form, row::matrix_momentum},
                           Parameter{&R::scale, row::matrix_scale});
  }
  static constexpr bool by_tensor = true, only_matrices = true;
  static constexpr Names<2> scalars{"1 - beta1^t", "1 - beta2^t"}, slots{"velocity", "second moment"};
  Values<Number, 5> prepare(Values<Number, 2>& run) const {
    using std::sqrt;
    run[0] = beta1 * run[0] + (1 - beta1), run[1] = beta2 * run[1] + (1 - beta2);
    return {beta1, beta2, sqrt(run[1]) / run[0] * vector_learning_rate, vector_learning_rate * weight_decay,
            epsilon * sqrt(run[1])};
  }
  template <class T>
  static T update(const Values<T, 5>& coefficients, T x, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [decay1, decay2, rate, shrink, outside] = coefficients;
    state = {decay1 * state[0] + (1 - decay1) * g, decay2 * state[1] + (1 - decay2) * g * g};
    return -shrink * x - rate * state[0] / (sqrt(state[1]) + outside);
  }
  static std::size_t matrix_state(std::size_t /*rows*/, std::size_t /*columns*/) { return 0; }
  void move(const TensorStep& step) const;
};
using Muon = MuonRule<Setting>;
RAVINE_DECLARE_MATRIX_RULE(MuonRule)

}  // namespace ravine
