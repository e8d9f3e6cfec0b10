// SWATS: Adam, p <- -η √(1-β₂ᵗ)/(1-β₁ᵗ) m/(√v + ε), until the rate at which a step of SGD is as long as p along -g,
// γ = <p, p>/-<p, g>, is near its mean λ <- β₂ λ + (1-β₂) γ: |λ/(1-β₂ᵗ) - γ| < tolerance, not at the first step. From
// the next step on SGD with momentum, v <- β₁ v + g, x <- x - (1-β₁) Λ v, Λ = λ/(1-β₂ᵗ) of that step. Keskar & Socher
// (2017), arXiv:1712.07628, Algorithm 1, whose ε is both ours and the tolerance. ensmallen: ε outside of the root.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct SwatsRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-9, switch_tolerance = 1e-9;
  EpsilonPlace epsilon_place = EpsilonPlace::hat;
  static constexpr bool bias_correction = true;
  static constexpr RuleText about{
      .name = "swats",
      .title = "SWATS",
      .family = "adaptive",
      .summary = "Adam that turns into SGD with momentum once it knows a rate for it",
      .formula = "x ← x + p, Adam’s;  after |Λ − γ| < δ\nv ← β₁·v + g,  x ← x − (1 − β₁)·Λ·v,  γ = ⟨p, p⟩/−⟨p, g⟩",
      .citation = "Keskar & Socher 2017, arXiv:1712.07628, Algorithm 1"};
  static constexpr auto parameters() {
    using R = SwatsRule;
    return std::tuple_cat(adam_rows<R>(), std::make_tuple(Parameter{&R::switch_tolerance, row::switch_tolerance},
                                                          Parameter{&R::epsilon_place, row::epsilon_place}));
  }
  static constexpr Names<5> scalars{"1 - beta1^t", "1 - beta2^t", "mean rate", "rate of SGD", "phase"};
  static constexpr Names<2> slots{"first moment, then velocity", "second moment"}, sums{"⟨p, p⟩", "⟨p, g⟩"};
  Values<Number, 7> prepare(Values<Number, 5>& run) const {  // phase -1: first step, 0: Adam, 1: switched, 2: SGD
    const bool first = !(run[1] > Number(0)), sgd = run[4] > Number(0), anew = sgd && !(run[4] > Number(1));
    auto [rate, unbias, inside, outside] = adam_scales(*this, run);
    if (sgd) rate = (1 - beta1) * run[3], unbias = inside = Number(0), outside = Number(1);
    run[4] = sgd ? Number(2) : first ? Number(-1) : Number(0);
    return {rate, anew ? Number(0) : beta1, sgd ? Number(1) : 1 - beta1, beta2, unbias, inside, outside};
  }
  template <class T>
  static Values<T, 2> measure(const Values<T, 7>& step, T x, T g, Values<T, 2>& state) {
    state = {step[1] * state[0] + step[2] * g, step[3] * state[1] + (1 - step[3]) * g * g};
    const T p = update(step, x, g, state);
    return {p * p, p * g};
  }
  void settle(Values<Number, 7>&, Values<Number, 5>& run, const Values<Number, 2>& total, const Number&) const {
    Number &mean = run[2], &rate = run[3], &phase = run[4];
    const Number along = -total[1], found = total[0] / along, next = beta2 * mean + (1 - beta2) * found;
    mean = size_of(along) > Number(0) ? next : mean;
    const Number now = mean / run[1], off = size_of(now - found),
                 limit = phase < Number(0) ? Number(0) : switch_tolerance;
    rate = phase > Number(0) ? rate : now, phase = phase > Number(0) ? phase : off < limit ? Number(1) : phase;
  }
  template <class T>
  static T update(const Values<T, 7>& step, T /*x*/, T /*g*/, Values<T, 2>& state) {
    using std::sqrt;
    return -step[0] * state[0] / (sqrt(state[1] * step[4] + step[5]) + step[6]);
  }
};
using Swats = SwatsRule<Setting>;
RAVINE_DECLARE_BUILT_IN(SwatsRule)

}  // namespace ravine
