// A method of one's own in one small file: the gradient over the fourth root of its running mean fourth power. It runs
// wide and long, has a derivative by each setting, and is known by name like any other.
#pragma GCC optimize("fp-contract=off")  // the same bits everywhere; or compile with -ffp-contract=off

#include <cstdio>
#include <ravine/ravine.hpp>

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
using Quartic = QuarticRule<ravine::Setting>;

int main() {
  ravine::register_method<QuarticRule>();
  const auto valley = ravine::Function::parse("(1-x)^2 + 100*(y-x^2)^2");
  const auto typed = ravine::minimize(valley, {-1.2, 1}, Quartic{.learning_rate = 0.002}, {.steps = 2000});
  const auto named = ravine::minimize(valley, {-1.2, 1}, ravine::Method::parse("quartic(lr=0.002)"), {.steps = 2000});
  std::printf("f = %.6g after %zu steps\n", typed.best_f, typed.steps);
  return typed.history.x == named.history.x && typed.best_f < 0.1 ? 0 : 1;
}
