// The momentum of Nadam and NadaMax, which rises: μ = β₁ (1 - 0.96^(ψt)/2). Dozat (2016), ICLR workshop, section 3.
#pragma once

#include "ravine/base/math/exponential.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

// For a rule with beta1, momentum_decay and momentum_schedule; step t counts from 1.
template <template <class> class Rule, class Number>
RAVINE_INLINE Number scheduled_momentum(const Rule<Number>& rule, Number t) {
  using math::exp;
  const Number log096 = -0.040821994520255166;
  const Number lowered = rule.beta1 * (1 - exp(log096 * rule.momentum_decay * t) / 2);
  return rule.momentum_schedule ? lowered : rule.beta1;
}

}  // namespace ravine
