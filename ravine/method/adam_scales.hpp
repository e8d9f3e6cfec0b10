// What Adam and its kin share: the bias corrections and the place of epsilon, as the scales of one step.
// Kingma & Ba (2015), arXiv:1412.6980, Algorithm 1 and the end of section 2 (`hat`).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

// The first rows of the tables of Adam's kin: learning_rate, beta1, beta2, epsilon; and of those that find their rate.
template <class R>
constexpr auto adam_rows() {
  return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::beta1, row::beta1},
                         Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon});
}
template <class R>
constexpr auto distance_rows() {
  return std::make_tuple(Parameter{&R::learning_rate, row::rate_factor}, Parameter{&R::beta1, row::beta1},
                         Parameter{&R::beta2, row::beta2}, Parameter{&R::epsilon, row::epsilon},
                         Parameter{&R::first_distance, row::first_distance});
}

// x moves by -rate m / (sqrt(v unbias + inside) + outside).
template <class Number>
struct AdamScales {
  Number rate, unbias, inside, outside;
};

// For a rule with beta1, beta2, epsilon, epsilon_place and bias_correction; `run` begins with 1 - beta1^t and 1 -
// beta2^t, which go on by recurrence, without cancellation.
template <template <class> class Rule, class Number, std::size_t count>
RAVINE_INLINE AdamScales<Number> adam_scales(const Rule<Number>& rule, Values<Number, count>& run) {
  using std::sqrt;
  Number &left1 = run[0], &left2 = run[1];
  left1 = rule.beta1 * left1 + (1 - rule.beta1);
  left2 = rule.beta2 * left2 + (1 - rule.beta2);
  const Number one = 1, zero = 0;
  const Number correct1 = rule.bias_correction ? left1 : one, correct2 = rule.bias_correction ? left2 : one;
  const bool hat = rule.epsilon_place == EpsilonPlace::hat, inside = rule.epsilon_place == EpsilonPlace::inside;
  return {rule.learning_rate * (hat ? sqrt(correct2) : one) / correct1, hat ? one : one / correct2,
          inside ? rule.epsilon : zero, inside ? zero : rule.epsilon};
}

// For a rule with beta1 and beta2, the learning rate with both corrections in it where asked: η √(1-β₂ᵗ)/(1-β₁ᵗ).
template <template <class> class Rule, class Number>
RAVINE_INLINE Number corrected_rate(const Rule<Number>& rule, Number& left1, Number& left2, bool corrects) {
  using std::sqrt;
  left1 = rule.beta1 * left1 + (1 - rule.beta1);
  left2 = rule.beta2 * left2 + (1 - rule.beta2);
  return corrects ? rule.learning_rate * sqrt(left2) / left1 : rule.learning_rate;
}

}  // namespace ravine
