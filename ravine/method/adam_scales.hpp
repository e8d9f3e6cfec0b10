// What Adam and its kin share: the bias corrections and the place of epsilon, as the scales of one step.
// Kingma & Ba (2015), arXiv:1412.6980, Algorithm 1 and the end of section 2 (`hat`).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

// x moves by -rate m / (sqrt(v unbias + inside) + outside).
template <class Number>
struct AdamScales {
  Number rate, unbias, inside, outside;
};

// For a rule with beta1, beta2, epsilon, epsilon_place and bias_correction; `run` holds 1 - beta1^t and 1 - beta2^t,
// which go on by recurrence, without cancellation.
template <template <class> class Rule, class Number>
RAVINE_INLINE AdamScales<Number> adam_scales(const Rule<Number>& rule, Values<Number, 2>& run) {
  using std::sqrt;
  auto& [left1, left2] = run;
  left1 = rule.beta1 * left1 + (1 - rule.beta1);
  left2 = rule.beta2 * left2 + (1 - rule.beta2);
  const Number one = 1, zero = 0;
  const Number correct1 = rule.bias_correction ? left1 : one, correct2 = rule.bias_correction ? left2 : one;
  const bool hat = rule.epsilon_place == EpsilonPlace::hat, inside = rule.epsilon_place == EpsilonPlace::inside;
  return {rule.learning_rate * (hat ? sqrt(correct2) : one) / correct1, hat ? one : one / correct2,
          inside ? rule.epsilon : zero, inside ? zero : rule.epsilon};
}

}  // namespace ravine
