// Gradient descent with a line search: x <- x - a g, a by Armijo's rule from the same first trial at each step (Armijo
// 1966, doi:10.2140/pjm.1966.16.1), or by the strong Wolfe conditions (Moré & Thuente 1994, doi:10.1145/192115.192132)
// from the step before, a' = a <g', d'> / <g, d> (Nocedal & Wright 2006, eq. 3.60).
#pragma once

#include "ravine/method/solver/solver.hpp"

namespace ravine {

enum class StepSearch { armijo, wolfe };
constexpr std::array<std::string_view, 2> choice_names(StepSearch) { return {"armijo", "wolfe"}; }

namespace row {
inline constexpr ParameterText initial_step{"initial_step", "a₀", "first trial of each search", positive_finite};
}

template <class Number>
struct GradientDescentSolver {
  StepSearch line_search = StepSearch::armijo;
  Number initial_step = 1, shrink = 0.5, c1 = 1e-4, c2 = 0.9;

  static constexpr RuleText about{.name = "gradient_descent",
                                  .title = "Gradient descent",
                                  .family = "line search",
                                  .summary = "the gradient's direction, a step that a line search finds",
                                  .formula = "x ← x − a·g,  f(x − a·g) ≤ f(x) − c₁·a·|g|²",
                                  .citation = "Armijo 1966, doi:10.2140/pjm.1966.16.1"};
  static constexpr auto parameters() {
    using R = GradientDescentSolver;
    return std::make_tuple(Parameter{&R::line_search, row::line_search}, Parameter{&R::initial_step, row::initial_step},
                           Parameter{&R::shrink, row::shrink}, Parameter{&R::c1, row::first_condition},
                           Parameter{&R::c2, row::second_condition});
  }
  static constexpr std::array only_with{OnlyWith{"initial_step", "line_search", "armijo"},
                                        OnlyWith{"shrink", "line_search", "armijo"},
                                        OnlyWith{"c2", "line_search", "wolfe"}};
  static constexpr Names<2> scalars{"steps made", "a <g, d> of the last step"};
  static constexpr Names<0> slots{};

  StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const;
};
using GradientDescent = GradientDescentSolver<Setting>;
RAVINE_DECLARE_SOLVER(GradientDescentSolver)

}  // namespace ravine
