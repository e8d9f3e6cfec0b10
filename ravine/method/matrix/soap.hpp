// SOAP, Adam in the eigenbasis of Shampoo's matrices: M <- β₁ M + (1-β₁) G, V <- β₂ V + (1-β₂) (Qₗᵀ G Qᵣ)², W <- W - η
// Qₗ (M̂' / (√V̂ + ε)) Qᵣᵀ, M' = Qₗᵀ M Qᵣ; then L <- β L + (1-β) G Gᵀ, R <- β R + (1-β) Gᵀ G, and each k steps Q <- QR(L
// Qₗ), QR(R Qᵣ). Vyas & others (2024), arXiv:2409.11321, Algorithms 3 and 4, with the authors' ε̂ form of the bias
// corrections. `first_basis`: the first gradient gives the first basis and moves nothing (`gradient`, as their code),
// or the basis is the identity. What is no matrix is stepped by Adam, which waits as long.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SoapRule {
  Number learning_rate = 3e-3, beta1 = 0.95, beta2 = 0.95, decay = 0.95, epsilon = 1e-8, every = 10;
  FirstBasis first_basis = FirstBasis::gradient;
  bool sort = false;

  static constexpr RuleText about{
      .name = "soap",
      .title = "SOAP",
      .family = "matrix",
      .summary = "Adam in the eigenbasis of Shampoo's matrices",
      .formula =
          "L ← β·L + (1 − β)·G·Gᵀ,  R ← β·R + (1 − β)·Gᵀ·G\nQₗ, Qᵣ: their eigenvectors, renewed each k steps\n"
          "W ← W − η·Qₗ·Adam(Qₗᵀ·G·Qᵣ)·Qᵣᵀ",
      .citation = "Vyas & others 2024, arXiv:2409.11321, Algorithms 3 and 4"};
  static constexpr auto parameters() {
    using R = SoapRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2}, Parameter{&R::decay, row::preconditioner_decay},
                           Parameter{&R::epsilon, row::epsilon}, Parameter{&R::every, row::basis_every},
                           Parameter{&R::first_basis, row::first_basis}, Parameter{&R::sort, row::sorted_basis});
  }
  static constexpr bool by_tensor = true, only_matrices = true;
  static constexpr Names<3> scalars{"gradients seen", "1 - beta1^t", "1 - beta2^t"};
  static constexpr Names<2> slots{"first moment", "second moment"};
  static std::size_t matrix_state(std::size_t rows, std::size_t columns) {
    return columns > 1 && rows > 1 ? 2 * (rows * rows + columns * columns) : 0;
  }
  void move(const TensorStep& step) const;
};
using Soap = SoapRule<Setting>;
RAVINE_DECLARE_MATRIX_RULE(SoapRule)

}  // namespace ravine
