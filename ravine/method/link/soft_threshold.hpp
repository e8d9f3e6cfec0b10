// Soft thresholding, the proximal step of η·λ·|x|₁: after the rule's step every coordinate goes towards 0 by η·λ, η the
// rule's learning rate, and stays at 0 where it would pass it. After `sgd` it is iterative soft thresholding:
// Daubechies, Defrise & De Mol (2004), doi:10.1002/cpa.20042, (1.4), and Parikh & Boyd (2014),
// doi:10.1561/2400000003, 6.5.2, where η is one over the gradient's Lipschitz constant. After a rule that scales
// coordinates the threshold is η·λ all the same. `fixed` leaves η out.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct SoftThresholdLink {
  Number weight = 0.01;
  bool fixed = false;
  Number learning_rate = 0;  // the rule's

  static constexpr RuleText about{.name = "soft_threshold",
                                  .title = "soft threshold",
                                  .family = "after the rule",
                                  .summary = "takes the proximal step of a penalty λ·|x|₁: small coordinates become 0",
                                  .formula = "x ← sign(x⁺)·max(|x⁺| − η·λ, 0),  x⁺ the rule's next point",
                                  .citation =
                                      "Daubechies, Defrise & De Mol 2004, doi:10.1002/cpa.20042; Parikh & Boyd "
                                      "2014, doi:10.1561/2400000003, 6.5.2",
                                  .part = Part::point};
  static constexpr auto parameters() {
    using R = SoftThresholdLink;
    return std::make_tuple(
        Parameter{&R::weight, ParameterText{"weight", "λ", "weight of the penalty λ·|x|₁", not_negative, {"l1"}}},
        Parameter{&R::fixed, ParameterText{"fixed", "", "go towards 0 by λ, not by η·λ"}},
        Parameter{&R::learning_rate, inherited(row::learning_rate)});
  }
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {fixed ? weight : learning_rate * weight}; }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T next, Values<T, 0>& /*state*/) {
    const T most = coefficients[0], least = -most;  // what is taken off: next itself, within these
    const T above = next < least ? least : next;
    return next - (above > most ? most : above);
  }
};
using SoftThreshold = SoftThresholdLink<Setting>;
RAVINE_DECLARE_BUILT_IN(SoftThresholdLink)

}  // namespace ravine
