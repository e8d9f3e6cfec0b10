// Eve: Adam whose rate is shared among steps by how f changes: d <- β₃ d + (1-β₃) clip(|f - f₋|/(min(f, f₋) - f*), 1/c,
// c), d = 1 at first, x <- x - η/d m̂/(√v̂ + ε). Hayashi, Koushik & Neubig (2016), arXiv:1611.01505, Algorithm 1.
// ensmallen has f* = 0 and adds ε to the quotient's denominator: a `minimum` of -ε.
#pragma once

#include "ravine/method/adam_scales.hpp"

namespace ravine {

template <class Number>
struct EveRule {
  Number learning_rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, beta3 = 0.999, clip = 10, minimum = 0;
  static constexpr RuleText about{
      .name = "eve",
      .title = "Eve",
      .family = "adaptive",
      .summary = "Adam with shorter steps while f changes much",
      .formula = "d ← β₃·d + (1 − β₃)·clip(|f − f₋|/(min(f, f₋) − f*), 1/c, c)\nx ← x − η/d·m̂/(√v̂ + ε)",
      .citation = "Hayashi, Koushik & Neubig 2016, arXiv:1611.01505, Algorithm 1"};
  static constexpr auto parameters() {
    using R = EveRule;
    constexpr ParameterText bound{"clip", "c", "greatest change that counts", from_one};
    return std::tuple_cat(adam_rows<R>(),
                          std::make_tuple(Parameter{&R::beta3, row::beta3_of_change}, Parameter{&R::clip, bound},
                                          Parameter{&R::minimum, row::least_value}));
  }
  static constexpr bool uses_value = true;
  static constexpr Names<4> scalars{"1 - beta1^t", "1 - beta2^t", "change", "last value"};
  static constexpr Names<2> slots{"first moment", "second moment"};
  static constexpr Names<1> sums{"|g|²"};  // not needed: `settle`, which sees f, comes after a sum

  Values<Number, 5> prepare(Values<Number, 4>& run) const {
    run[0] = beta1 * run[0] + (1 - beta1), run[1] = beta2 * run[1] + (1 - beta2);
    return {learning_rate / run[0], beta1, beta2, 1 / run[1], epsilon};
  }
  template <class T>
  static Values<T, 1> measure(const Values<T, 5>& /*coefficients*/, T /*x*/, T g, Values<T, 2>& /*state*/) {
    return {g * g};
  }
  void settle(Values<Number, 5>& step, Values<Number, 4>& run, const Values<Number, 1>&, const Number& f) const {
    Number &change = run[2], &last = run[3];
    const Number off = size_of(f - last), most = off / ((f < last ? f : last) - minimum), least = 1 / clip;
    const Number above = most > least ? most : least, fresh = above < clip ? above : clip;
    change = change > Number(0) ? beta3 * change + (1 - beta3) * fresh : Number(1), last = f;
    step[0] = step[0] / change;
  }

  template <class T>
  static T update(const Values<T, 5>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    const auto [rate, decay1, decay2, unbias, outside] = coefficients;
    auto& [m, v] = state;
    m = decay1 * m + (1 - decay1) * g, v = decay2 * v + (1 - decay2) * g * g;
    return -rate * m / (sqrt(v * unbias) + outside);
  }
};
using Eve = EveRule<Setting>;
RAVINE_DECLARE_BUILT_IN(EveRule)

}  // namespace ravine
