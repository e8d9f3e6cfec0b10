// BFGS: d = -H g with a dense H, the inverse Hessian as steps s = x - x' and changes y = g - g' tell it: H <- (I - ρ s
// yᵀ) H (I - ρ y sᵀ) + ρ s sᵀ, ρ = 1/<s, y>, from I. Nocedal & Wright (2006), Algorithm 6.1, eq. 6.17; `scale_first`:
// from <s, y>/<y, y> I (eq. 6.20). First trial 1, of the first step min(1, 1/|g|). n² numbers, so for few coordinates.
#pragma once

#include "ravine/method/solver/solver.hpp"

namespace ravine {

template <class Number>
struct BfgsSolver {
  Number c1 = 1e-4, c2 = 0.9;
  bool scale_first = true;

  static constexpr RuleText about{.name = "bfgs",
                                  .title = "BFGS",
                                  .family = "line search",
                                  .summary = "curvature learnt from all steps, with a line search",
                                  .formula =
                                      "x ← x − a·H·g\nH ← (I − ρ·s·yᵀ)·H·(I − ρ·y·sᵀ) + ρ·s·sᵀ,  s = x − x′, "
                                      "y = g − g′, ρ = 1/⟨s, y⟩",
                                  .citation = "Nocedal & Wright 2006, Algorithm 6.1"};
  static constexpr auto parameters() {
    using R = BfgsSolver;
    constexpr ParameterText scale{"scale_first", "", "give H the first step’s curvature before it learns"};
    return std::make_tuple(Parameter{&R::c1, row::first_condition}, Parameter{&R::c2, row::second_condition},
                           Parameter{&R::scale_first, scale});
  }
  static constexpr Names<1> scalars{"changes of H"};
  static constexpr Names<1> slots{"direction"};
  static constexpr std::size_t most_coordinates = 4096;  // 128 MiB
  std::size_t further_slots(std::size_t dimension) const { return dimension; }

  StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const;
};
using Bfgs = BfgsSolver<Setting>;
RAVINE_DECLARE_SOLVER(BfgsSolver)

}  // namespace ravine
