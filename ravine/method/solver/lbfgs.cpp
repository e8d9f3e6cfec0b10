#include "ravine/method/solver/lbfgs.hpp"

#include <algorithm>
#include <vector>

#include "ravine/method/solver/line_search.hpp"

namespace ravine {

template <>
StepEnd LbfgsSolver<double>::solve(Oracle& oracle, const Standing& at, const SolverState& state) const {
  const auto n = at.x.size();
  Pairs pairs(n, static_cast<std::size_t>(memory), state.scalars + 1, {state.slots[1], state.slots.stride});
  double &steps = state.scalars[0], *const d = state.slots[0];
  const std::vector<double> before(at.gradient.begin(), at.gradient.end());
  for (bool anew = pairs.empty();; anew = true, pairs.clear()) {
    pairs.direction(at.gradient, d);
    Line line(oracle, at, {d, n});
    if (line_search != PairSearch::none && !anew && !(line.slope() < 0)) continue;
    const double first = steps == 0 ? std::min(1.0, 1 / absolute_sum(at.gradient)) : 1.0;
    const auto end = line_search == PairSearch::none
                         ? line.take(learning_rate * first)
                         : line.search_wolfe(anew ? cautious_step(at.gradient) : 1.0, {c1, c2});
    if (end == StepEnd::no_lower_point && !anew) continue;
    if (end != StepEnd::moved) return end;
    line.accept();
    pairs.keep(line.step(), {d, n}, before, at.gradient, line_search == PairSearch::none ? 1e-10 : 0);
    steps += 1;
    return end;
  }
}

}  // namespace ravine
