// Sharpness-aware minimisation: the step's gradient is taken at x + ρ g/|g|. Two gradients a step.
// Foret, Kleiner, Mobahi & Neyshabur (2021), arXiv:2010.01412, Algorithm 1 with p = 2. `adaptive` scales by |x|, as
// ASAM: Kwon et al. (2021), arXiv:2102.11600, eq. 6: x + ρ x² g / | |x| g |.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SamLink {
  Number radius = 0.05;
  bool adaptive = false;

  static constexpr RuleText about{.name = "sam",
                                  .title = "SAM",
                                  .family = "around a method",
                                  .summary = "steps by the gradient at the worst point nearby",
                                  .formula = "g ← ∇f(x + ρ·g/|g|)",
                                  .citation = "Foret et al. 2021, arXiv:2010.01412, Algorithm 1",
                                  .part = Part::probe,
                                  .wraps = true};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&SamLink::radius, ParameterText{"radius", "ρ", "how far the point nearby is", not_negative, {"rho"}}},
        Parameter{&SamLink::adaptive, ParameterText{"adaptive", "", "measure nearness relative to |xᵢ|"}});
  }
  static constexpr Names<0> scalars{}, slots{};
  static constexpr Names<1> sums{"|g|²"};
  Values<Number, 2> prepare(Values<Number, 0>& /*scalars*/) const {
    return {Number(0), adaptive ? Number(1) : Number(0)};
  }
  template <class T>
  static Values<T, 1> measure(const Values<T, 2>& coefficients, T x, T g, Values<T, 0>& /*state*/) {
    const T scaled = coefficients[1] > T(0) ? x * g : g;
    return {scaled * scaled};
  }
  void settle(Values<Number, 2>& step, Values<Number, 0>&, const Values<Number, 1>& total, const Number&) const {
    using std::sqrt;
    const Number norm = sqrt(total[0]);
    step[0] = norm > Number(0) ? radius / norm : Number(0);
  }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T x, T g, Values<T, 0>& /*state*/) {
    return coefficients[0] * (coefficients[1] > T(0) ? x * x * g : g);
  }
};
using Sam = SamLink<Setting>;
RAVINE_DECLARE_BUILT_IN(SamLink)

}  // namespace ravine
