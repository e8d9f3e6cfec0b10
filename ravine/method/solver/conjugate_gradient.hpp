// Nonlinear conjugate gradients: d <- -g + β d, β = max(0, <g, g - g'>/<g', g'>) with the gradient g' before, a new
// beginning along -g where d is no descent. Polak & Ribière (1969); the maximum: Gilbert & Nocedal (1992),
// doi:10.1137/0802003. Steps by the strong Wolfe conditions, first trial a' <g', d'> / <g, d> (Nocedal & Wright
// 2006, 3.60).
#pragma once

#include "ravine/method/solver/solver.hpp"

namespace ravine {

template <class Number>
struct ConjugateGradientSolver {
  Number c1 = 1e-4, c2 = 0.1;

  static constexpr RuleText about{.name = "conjugate_gradient",
                                  .title = "Conjugate gradients (PR+)",
                                  .family = "line search",
                                  .summary = "directions that do not undo each other, with a line search",
                                  .formula = "β = max(0, ⟨g, g − g′⟩/⟨g′, g′⟩)\nd ← −g + β·d\nx ← x + a·d",
                                  .citation = "Gilbert & Nocedal 1992, doi:10.1137/0802003"};
  static constexpr auto parameters() {
    using R = ConjugateGradientSolver;
    return std::make_tuple(Parameter{&R::c1, row::first_condition}, Parameter{&R::c2, row::second_condition});
  }
  static constexpr Names<2> scalars{"steps made", "a <g, d> of the last step"};
  static constexpr Names<1> slots{"direction"};

  StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const;
};
using ConjugateGradient = ConjugateGradientSolver<Setting>;
RAVINE_DECLARE_SOLVER(ConjugateGradientSolver)

}  // namespace ravine
