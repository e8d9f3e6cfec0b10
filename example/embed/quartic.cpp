// An update rule of one's own in one small file: the gradient over the fourth root of its running mean fourth power.
// The library runs it wide and long, knows its derivative by each setting, and finds it by name like any other.
#pragma GCC optimize("fp-contract=off")  // before all includes; or compile this file with -ffp-contract=off

#include "quartic.hpp"

#include <ravine/ravine.hpp>

namespace {

template <class Number>
struct QuarticRule {
  Number learning_rate = 0.05, decay = 0.9, epsilon = 1e-8;

  static constexpr ravine::RuleText about{.name = "quartic",
                                          .title = "Quartic",
                                          .family = "own",
                                          .summary = "the gradient over its mean fourth power's root",
                                          .formula = "q ← ρ·q + (1 − ρ)·g⁴\nx ← x − η·g/(⁴√q + ε)",
                                          .citation = "this file"};
  static constexpr auto parameters() {
    using namespace ravine;
    return std::tuple{Parameter{&QuarticRule::learning_rate, row::learning_rate},
                      Parameter{&QuarticRule::decay, row::decay}, Parameter{&QuarticRule::epsilon, row::epsilon}};
  }
  static constexpr ravine::Names<0> scalars{};
  static constexpr ravine::Names<1> slots{"mean fourth power"};

  ravine::Values<Number, 3> prepare(ravine::Values<Number, 0>& /*scalars*/) const {
    return {learning_rate, decay, epsilon};
  }
  template <class T>
  static T update(const ravine::Values<T, 3>& coefficients, T /*x*/, T g, ravine::Values<T, 1>& slots) {
    using std::sqrt;
    const auto [rate, rho, small] = coefficients;
    auto& [q] = slots;
    q = rho * q + (1 - rho) * g * g * g * g;
    return -rate * g / (sqrt(sqrt(q)) + small);
  }
};

}  // namespace

void register_quartic() { ravine::register_method<QuarticRule>(); }
