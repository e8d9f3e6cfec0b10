// SMORMS3, squared mean over root mean squared cubed: r = 1/(k + 1), m <- (1-r) m + r g, v <- (1-r) v + r g²,
// q = m²/(v + ε), x <- x - min(η, q) g/(√v + ε), k <- 1 + k(1 - q). Funk (2015),
// sifter.org/~simon/journal/20150420.html. ensmallen has min(η, q) in the memory too: `capped`.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct Smorms3Rule {
  Number learning_rate = 1e-3, epsilon = 1e-16;
  bool capped = false;
  static constexpr RuleText about{.name = "smorms3",
                                  .title = "SMORMS3",
                                  .family = "adaptive",
                                  .summary = "RMSProp with as long a memory as the gradient’s sign is noise",
                                  .formula =
                                      "r = 1/(k + 1),  m ← (1 − r)·m + r·g,  v ← (1 − r)·v + r·g²\nq = m²/(v + ε),  k "
                                      "← 1 + k·(1 − q)\nx ← x − min(η, q)·g/(√v + ε)",
                                  .citation = "Funk 2015, sifter.org/~simon/journal/20150420.html"};
  static constexpr auto parameters() {
    using R = Smorms3Rule;
    return std::make_tuple(
        Parameter{&R::learning_rate, ParameterText{"learning_rate", "η", "greatest step", not_negative, {"lr", "eta"}}},
        Parameter{&R::epsilon, row::epsilon},
        Parameter{&R::capped, ParameterText{"capped", "", "let the memory, too, see q at most η"}});
  }
  static constexpr Names<0> scalars{};
  static constexpr Names<3> slots{"mean", "mean square", "memory"};
  Values<Number, 3> start() const { return {Number(0), Number(0), Number(1)}; }
  Values<Number, 3> prepare(Values<Number, 0>& /*scalars*/) const {
    return {learning_rate, epsilon, Number(capped ? 1 : 0)};
  }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 3>& state) {
    using std::sqrt;
    const auto [rate, outside, caps] = coefficients;
    auto& [m, v, memory] = state;
    const T fresh = 1 / (memory + 1);
    m = (1 - fresh) * m + fresh * g;
    v = (1 - fresh) * v + fresh * g * g;
    const T below = v + outside, share = below > T(0) ? m * m / below : T(0), capped = rate < share ? rate : share;
    memory = 1 + memory * (1 - (caps > T(0) ? capped : share));
    const T root = sqrt(v) + outside;
    return root > T(0) ? -capped * g / root : T(0);
  }
};
using Smorms3 = Smorms3Rule<Setting>;
RAVINE_DECLARE_BUILT_IN(Smorms3Rule)

}  // namespace ravine
