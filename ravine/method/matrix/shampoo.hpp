// Shampoo: L <- L + G Gᵀ, R <- R + Gᵀ G from ε I, B <- μ B + L^(-1/4) G R^(-1/4), W <- W - η B; a vector has L alone
// and L^(-1/2). Gupta, Koren & Singer (2018), arXiv:1802.09568, Algorithm 1. Tensors of more than two extents are
// matrices of their first extent by all others.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct ShampooRule {
  Number learning_rate = 0.1, momentum = 0, epsilon = 1e-4;

  static constexpr RuleText about{.name = "shampoo",
                                  .title = "Shampoo",
                                  .family = "matrix",
                                  .summary = "Adagrad with whole matrices: one for the rows, one for the columns",
                                  .formula = "L ← L + G·Gᵀ,  R ← R + Gᵀ·G\nW ← W − η·L^(−1/4)·G·R^(−1/4)",
                                  .citation = "Gupta, Koren & Singer 2018, arXiv:1802.09568, Algorithm 1"};
  static constexpr auto parameters() {
    using R = ShampooRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate},
                           Parameter{&R::momentum, row::mean_momentum},
                           Parameter{&R::epsilon, row::first_preconditioner});
  }
  static constexpr bool by_tensor = true, only_matrices = true;
  static constexpr Names<1> scalars{"steps made"}, slots{"velocity"};
  static std::size_t matrix_state(std::size_t rows, std::size_t columns) {
    return rows * rows + (columns > 1 ? columns * columns : 0);
  }
  void move(const TensorStep& step) const;
};
using Shampoo = ShampooRule<Setting>;
RAVINE_DECLARE_MATRIX_RULE(ShampooRule)

}  // namespace ravine
