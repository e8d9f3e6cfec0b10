// Projection onto a box: every coordinate of the next point is kept within [low, high].
// Goldstein (1964), Convex programming in Hilbert space, doi:10.1090/S0002-9904-1964-11178-2 (projected gradient).
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct BoxLink {
  Number low = -1, high = 1;

  static constexpr RuleText about{.name = "box",
                                  .title = "box",
                                  .family = "after the rule",
                                  .summary = "keeps the point within a box",
                                  .formula = "x ← min(max(x⁺, low), high)",
                                  .citation = "Goldstein 1964, doi:10.1090/S0002-9904-1964-11178-2",
                                  .part = Part::point};
  static constexpr auto parameters() {
    return std::make_tuple(
        Parameter{&BoxLink::low, ParameterText{"low", "", "least value of a coordinate", any_number}},
        Parameter{&BoxLink::high, ParameterText{"high", "", "greatest value, not below the least", any_number}});
  }
  std::string_view fault() const { return low > high ? "`low` is above `high`" : ""; }
  static constexpr Names<0> scalars{}, slots{};
  Values<Number, 2> prepare(Values<Number, 0>& /*scalars*/) const { return {low, high}; }

  template <class T>
  static T update(const Values<T, 2>& coefficients, T /*x*/, T next, Values<T, 0>& /*state*/) {
    const auto [least, greatest] = coefficients;
    const T above = next < least ? least : next;
    return above > greatest ? greatest : above;
  }
};
using Box = BoxLink<Setting>;
RAVINE_DECLARE_BUILT_IN(BoxLink)

}  // namespace ravine
