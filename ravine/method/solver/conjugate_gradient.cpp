#include "ravine/method/solver/conjugate_gradient.hpp"

#include <vector>

#include "ravine/base/sum.hpp"
#include "ravine/method/solver/line_search.hpp"

namespace ravine {

template <>
StepEnd ConjugateGradientSolver<double>::solve(Oracle& oracle, const Standing& at, const SolverState& state) const {
  const auto n = at.x.size();
  double &steps = state.scalars[0], &product = state.scalars[1], *const d = state.slots[0];
  const std::vector<double> before(at.gradient.begin(), at.gradient.end());
  for (bool anew = steps == 0;; anew = true) {
    for (std::size_t i = 0; anew && i < n; ++i) d[i] = -at.gradient[i];
    Line line(oracle, at, {d, n});
    if (!(line.slope() < 0) && !anew) continue;
    const double first = anew && product == 0 ? cautious_step(at.gradient) : product / line.slope();
    const auto end = line.search_wolfe(first, {c1, c2});
    if (end == StepEnd::no_lower_point && !anew) continue;
    if (end != StepEnd::moved) return end;
    steps += 1, product = line.step() * line.slope();
    line.accept();
    break;
  }
  double change = 0;
  for (std::size_t i = 0; i < n; ++i) change += at.gradient[i] * (at.gradient[i] - before[i]);
  const double beta = larger(0.0, change / math::squared_norm(before));
  for (std::size_t i = 0; i < n; ++i) d[i] = -at.gradient[i] + beta * d[i];
  return StepEnd::moved;
}

}  // namespace ravine
