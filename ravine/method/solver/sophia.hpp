// Sophia with Hutchinson's estimate: m <- β₁ m + (1-β₁) g; each k steps, from the first on, h <- β₂ h + (1-β₂) u (H u)
// with a random u; x <- x - η λ x - η clip(m / max(γ h, ε), ±1). Liu & others (2023), arXiv:2305.14342, Algorithms 1
// and 3. A product H u counts as one gradient evaluation. u is normal as in the paper, or of signs (Hutchinson 1989).
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

  StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const {
    const auto n = at.x.size();
    double &steps = state.scalars[0], *const m = state.slots[0], *const h = state.slots[1];
    const double period = std::floor(every);
    std::vector<double> u(n), product(n), next(at.x.begin(), at.x.end()), gradient(n);
    const bool renews = steps - period * std::floor(steps / period) == 0;
    if (renews) {
      oracle.normal(static_cast<std::uint64_t>(steps), u);
      for (auto& value : u) value = probe == ProbeOf::sign ? (value < 0 ? -1.0 : 1.0) : value;
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
};
using Sophia = SophiaSolver<Setting>;
RAVINE_DECLARE_BUILT_IN(SophiaSolver)

}  // namespace ravine
