#include "ravine/method/solver/sophia.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace ravine {

template <>
StepEnd SophiaSolver<double>::solve(Oracle& oracle, const Standing& at, const SolverState& state) const {
  const auto n = at.x.size();
  double &steps = state.scalars[0], *const m = state.slots[0], *const h = state.slots[1];
  const double period = std::floor(every);
  std::vector<double> u(n), product(n), next(at.x.begin(), at.x.end()), gradient(n);
  const bool renews = steps - period * std::floor(steps / period) == 0;
  if (renews) {
    oracle.normal(static_cast<std::uint64_t>(steps), u);
    for (auto& value : u) value = probe == ProbeOf::normal ? value : probe == ProbeOf::sign && value < 0 ? -1.0 : 1.0;
    if (!oracle.hessian_product(at.x, u, product)) return StepEnd::out_of_budget;
  }
  for (std::size_t i = 0; i < n; ++i) {
    m[i] = beta1 * m[i] + (1 - beta1) * at.gradient[i];
    if (renews) h[i] = beta2 * h[i] + (1 - beta2) * (u[i] * product[i]);
    const double ratio = std::clamp(m[i] / larger(gamma * h[i], epsilon), -1.0, 1.0);
    next[i] -= learning_rate * weight_decay * next[i] + learning_rate * ratio;
  }
  if (!oracle.evaluate(next, at.f, gradient)) return StepEnd::out_of_budget;
  std::copy(next.begin(), next.end(), at.x.begin());
  std::copy(gradient.begin(), gradient.end(), at.gradient.begin());
  steps += 1;
  return StepEnd::moved;
}

}  // namespace ravine
