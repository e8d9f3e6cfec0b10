// A method of one's own in one small file: gradient descent whose step has the length η √(1 + |g|), whatever the
// gradient is. It asks for |g|², so it has `measure` and `settle`; a rule without sums leaves both out.
#pragma GCC optimize("fp-contract=off")  // before all includes; or compile this file with -ffp-contract=off

#include <cstdio>
#include <ravine/ravine.hpp>

namespace {

using namespace ravine;

template <class Number>
struct LeashRule {
  Number learning_rate = 0.1;  // a setting and its default

  static constexpr RuleText about{.name = "leash",
                                  .title = "Leash",
                                  .family = "own",
                                  .summary = "a step whose length grows with the root of the gradient's",
                                  .formula = "x ← x − η·√(1 + |g|)·g/|g|",
                                  .citation = "this file"};
  static constexpr auto parameters() { return std::tuple{Parameter{&LeashRule::learning_rate, row::learning_rate}}; }

  static constexpr Names<0> scalars{}, slots{};  // state of a run, state of a coordinate
  static constexpr Names<1> sums{"|g|²"};

  // Once a step: the coefficients.
  Values<Number, 1> prepare(Values<Number, 0>& /*scalars*/) const { return {Number(0)}; }
  // Once a coordinate: the terms of the sums.
  template <class T>
  static Values<T, 1> measure(const Values<T, 1>& /*coefficients*/, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return {g * g};
  }
  // Once a step: from the sums to the coefficients.
  void settle(Values<Number, 1>& step, Values<Number, 0>&, const Values<Number, 1>& total, const Number& /*f*/) const {
    using std::sqrt;  // and then unqualified: so it is right for float, double and dual numbers
    const Number norm = sqrt(total[0]);
    step[0] = norm > Number(0) ? learning_rate * sqrt(1 + norm) / norm : Number(0);
  }
  // Once a coordinate: the displacement of x.
  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T g, Values<T, 0>& /*state*/) {
    return -coefficients[0] * g;
  }
};

}  // namespace

int main() {
  register_method<LeashRule>();         // from here on it has a name, like any other
  compile_chain<LeashRule, BoxLink>();  // and this chain of it is compiled as one, which makes it faster

  const auto banana = function([](auto x, auto y) { return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x); });
  const RunOptions options{.steps = 2000};
  const auto alone = minimize(banana, {-1.2, 1}, LeashRule<Setting>{.learning_rate = 0.01}, options);
  const auto chain = minimize(banana, {-1.2, 1}, "leash(lr = cosine(0.01, 0)) | box(-2, 2)", options);
  std::printf("alone: f = %g; in a chain, with a schedule: f = %g\n", alone.f, chain.f);
  return chain.f < alone.f && chain.f < 1 ? 0 : 1;
}
