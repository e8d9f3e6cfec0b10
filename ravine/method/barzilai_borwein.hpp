// Barzilai & Borwein's two rates, from s = x - x₋ and y = g - g₋: η = <s,s>/<s,y> (`long`) or <s,y>/<y,y> (`short`),
// the secant equation solved for a multiple of the identity. Barzilai & Borwein (1988), doi:10.1093/imanum/8.1.141,
// eqs. 5 and 6. Where <s,y> <= 0 the last rate stays. It does not descend at every step.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct BarzilaiBorweinRule {
  Number first_rate = 1e-3;
  SecantForm form = SecantForm::longer;

  static constexpr RuleText about{
      .name = "barzilai_borwein",
      .title = "Barzilai–Borwein",
      .family = "no learning rate",
      .summary = "gradient descent with a rate from the secant of two gradients",
      .formula = "s = x − x₋,  y = g − g₋\nη = ⟨s, s⟩/⟨s, y⟩   or   ⟨s, y⟩/⟨y, y⟩\nx ← x − η·g",
      .citation = "Barzilai & Borwein 1988, doi:10.1093/imanum/8.1.141"};
  static constexpr auto parameters() {
    using R = BarzilaiBorweinRule;
    return std::make_tuple(Parameter{&R::first_rate, row::first_rate}, Parameter{&R::form, row::secant_form});
  }
  static constexpr Names<1> scalars{"rate"};
  static constexpr Names<2> slots{"last point", "last gradient"};
  static constexpr Names<3> sums{"⟨s, s⟩", "⟨s, y⟩", "⟨y, y⟩"};

  Values<Number, 1> prepare(Values<Number, 1>& /*run*/) const { return {Number(0)}; }
  template <class T>
  static Values<T, 3> measure(const Values<T, 1>& /*coefficients*/, T x, T g, Values<T, 2>& state) {
    auto& [last_x, last_g] = state;
    const T s = x - last_x, y = g - last_g;
    last_x = x;
    last_g = g;
    return {s * s, s * y, y * y};
  }
  void settle(Values<Number, 1>& step, Values<Number, 1>& run, const Values<Number, 3>& total, const Number&) const {
    auto& [rate] = run;
    const auto [ss, sy, yy] = total;
    const Number found = form == SecantForm::longer ? ss / sy : sy / yy;
    const bool first = !(rate > Number(0));
    rate = first ? first_rate : sy > Number(0) ? found : rate;
    step[0] = rate;
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 2>& /*state*/) {
    return -coefficients[0] * g;
  }
};
using BarzilaiBorwein = BarzilaiBorweinRule<Setting>;
RAVINE_DECLARE_BUILT_IN(BarzilaiBorweinRule)

}  // namespace ravine
