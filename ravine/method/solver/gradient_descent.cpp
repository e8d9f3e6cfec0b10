#include "ravine/method/solver/gradient_descent.hpp"

#include <vector>

#include "ravine/method/solver/line_search.hpp"

namespace ravine {

template <>
StepEnd GradientDescentSolver<double>::solve(Oracle& oracle, const Standing& at, const SolverState& state) const {
  std::vector<double> direction(at.x.size());
  for (std::size_t i = 0; i < direction.size(); ++i) direction[i] = -at.gradient[i];
  Line line(oracle, at, direction);
  const LineConditions conditions{c1, c2, shrink};
  double &steps = state.scalars[0], &product = state.scalars[1];
  const double first = steps == 0 ? cautious_step(at.gradient) : product / line.slope();
  const auto end = line_search == StepSearch::armijo ? line.search_armijo(initial_step, conditions)
                                                     : line.search_wolfe(first, conditions);
  if (end != StepEnd::moved) return end;
  steps += 1, product = line.step() * line.slope();
  line.accept();
  return end;
}

}  // namespace ravine
