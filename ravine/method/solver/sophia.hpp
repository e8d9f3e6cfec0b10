// Sophia with Hutchinson's estimate: m <- β₁ m + (1-β₁) g; each k steps, from the first on, h <- β₂ h + (1-β₂) u (H u)
// with a random u; x <- x - η λ x - η clip(m / max(γ h, ε), ±1). Liu & others (2023), arXiv:2305.14342, Algorithms 1
// and 3. A product H u counts as one gradient evaluation. u is normal as in the paper, of signs (Hutchinson 1989) or of
// ones.
#pragma once

#include "ravine/method/solver/solver.hpp"

namespace ravine {

template <class Number>
struct SophiaSolver {
  Number learning_rate = 1e-3, beta1 = 0.96, beta2 = 0.99, gamma = 0.01, epsilon = 1e-12, weight_decay = 0, every = 10;
  ProbeOf probe = ProbeOf::normal;

  static constexpr RuleText about{.name = "sophia",
                                  .title = "Sophia-H",
                                  .family = "curvature",
                                  .summary = "momentum over the Hessian's diagonal, clipped",
                                  .formula =
                                      "m ← β₁·m + (1 − β₁)·g\nh ← β₂·h + (1 − β₂)·u∘(H·u), each k steps\nx ← x − "
                                      "η·clip(m/max(γ·h, ε), ±1)",
                                  .citation = "Liu & others 2023, arXiv:2305.14342, Algorithms 1 and 3"};
  static constexpr auto parameters() {
    using R = SophiaSolver;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                           Parameter{&R::beta2, row::beta2_of_curvature}, Parameter{&R::gamma, row::curvature_share},
                           Parameter{&R::epsilon, row::epsilon}, Parameter{&R::weight_decay, row::weight_decay},
                           Parameter{&R::every, row::curvature_every}, Parameter{&R::probe, row::probe_of});
  }
  static constexpr Names<1> scalars{"steps made"};
  static constexpr Names<2> slots{"first moment", "curvature"};

  StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const;
};
using Sophia = SophiaSolver<Setting>;
RAVINE_DECLARE_SOLVER(SophiaSolver)

}  // namespace ravine
