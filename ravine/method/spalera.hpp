// SPALeRA: p <- (1-α) p + α g/|g|, r <- r exp(C (p² - μ)/σ), μ = α/(2-α) (1-(1-α)²ᵗ)/n, σ = α/n, x <- x - η r g. Where
// u > λ |f₀| (Page and Hinkley: u <- max(0, u + L - mean of L), L a mean of f) x goes back, r <- r/2, u begins anew.
// Schoenauer-Sebag, Schoenauer & Sebag (2017), arXiv:1709.01427, as in their program, but that f₀ may be negative.
#pragma once

#include "ravine/base/math.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SpaleraRule {
  Number learning_rate = 1e-3, alpha = 1e-3, adapt_rate = 3.1e-8, epsilon = 1e-6, lambda = 0.1, share = 1;
  static constexpr RuleText about{
      .name = "spalera",
      .title = "SPALeRA",
      .family = "adaptive",
      .summary = "rates that grow while gradients agree, and a step back where f rises",
      .formula = "p ← (1 − α)·p + α·g/|g|,  r ← r·exp(C·(p² − μ)/σ)\nx ← x − η·r·g;  where f rises x ← x₋, r ← r/2",
      .citation = "Schoenauer-Sebag, Schoenauer & Sebag 2017, arXiv:1709.01427"};
  static constexpr auto parameters() {
    using R = SpaleraRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::alpha, row::direction_share},
                           Parameter{&R::adapt_rate, row::adapt_rate}, Parameter{&R::epsilon, row::least_length},
                           Parameter{&R::lambda, row::rise_bound}, Parameter{&R::share, row::batch_share});
  }
  static constexpr bool uses_value = true, step_is_long = true;
  static constexpr Names<6> scalars{"1 - (1-α)^2t", "mean f", "mean of means", "rise", "steps", "bound"};
  static constexpr Names<3> slots{"rate", "mean direction", "last point"};
  static constexpr Names<2> sums{"|g|²", "coordinates"};
  Values<Number, 3> start() const { return {Number(1), Number(0), Number(0)}; }
  Values<Number, 6> prepare(Values<Number, 6>& /*run*/) const { return {learning_rate, 1 - alpha}; }
  template <class T>
  static Values<T, 2> measure(const Values<T, 6>&, T, T g, Values<T, 3>&) {
    return {g * g, T(1)};
  }
  void settle(Values<Number, 6>& step, Values<Number, 6>& run, const Values<Number, 2>& total, const Number& f) const {
    using std::sqrt;
    auto& [left, loss, mean, rise, t, bound] = run;
    const Number zero = 0, one = 1, n = total[1], length = sqrt(total[0]), into = alpha / length;
    step[2] = length > epsilon ? into : zero, bound = bound > zero ? bound : lambda * size_of(f);
    loss = t * share > Number(1) ? (1 - share) * loss + share * f : (t * loss + f) / (t + 1);
    mean = (t * mean + loss) / (t + 1), rise = larger(rise + (loss - mean), zero);
    const bool back = rise > bound;
    left = back ? left : left + (1 - left) * alpha * (2 - alpha), rise = back ? zero : rise, t = back ? zero : t + 1;
    step[3] = alpha / (2 - alpha) * left / n, step[4] = adapt_rate * n / alpha, step[5] = back ? one : zero;
  }
  template <class T>
  static T update(const Values<T, 6>& coefficients, T x, T g, Values<T, 3>& state) {
    using math::exp;
    const auto [rate, kept, into, mean, scale, back] = coefficients;
    const T p = kept * state[1] + into * g, last = state[2], grown = state[0] * exp((p * p - mean) * scale);
    state = {back > T(0) ? state[0] / 2 : grown, back > T(0) ? state[1] : p, back > T(0) ? last : x};
    return back > T(0) ? last - x : -rate * grown * g;
  }
};
using Spalera = SpaleraRule<Setting>;
RAVINE_DECLARE_BUILT_IN(SpaleraRule)

}  // namespace ravine
