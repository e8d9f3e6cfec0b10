// Adafactor: v <- β₂t v + (1-β₂t)(g² + ε₁), β₂t = 1 - t^-c, u = g/√v, u <- u/max(1, RMS(u)/d),
// x <- x - max(ε₂, RMS(x)) ρ_t u, ρ_t = min(η, 1/√t), tensor by tensor; `relative` false leaves RMS(x) out.
// Shazeer & Stern (2018), arXiv:1804.04235, Algorithms 4 to 6: a matrix has v = r c/Σr, r and c means of g²'s sums.
#pragma once

#include "ravine/base/math.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct AdafactorRule {
  Number learning_rate = 1e-2, power = 0.8, clip = 1, epsilon1 = 1e-30, epsilon2 = 1e-3;
  bool relative = true, bounded = true;
  static constexpr RuleText about{.name = "adafactor",
                                  .title = "Adafactor",
                                  .family = "by tensor",
                                  .summary = "Adam's idea with rates relative to each tensor's size",
                                  .formula =
                                      "v ← β·v + (1 − β)·(g² + ε₁),  β = 1 − t^(−c)\n"
                                      "u = g/√v,  u ← u/max(1, RMS(u)/d)\nx ← x − max(ε₂, RMS(x))·min(η, 1/√t)·u",
                                  .citation = "Shazeer & Stern 2018, arXiv:1804.04235, Algorithms 4 to 6"};
  static constexpr auto parameters() {
    using R = AdafactorRule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate}, Parameter{&R::power, row::decay_power},
                           Parameter{&R::clip, row::update_clip}, Parameter{&R::epsilon1, row::square_epsilon},
                           Parameter{&R::epsilon2, row::size_epsilon}, Parameter{&R::relative, row::relative_rate},
                           Parameter{&R::bounded, row::bounded_rate});
  }
  static constexpr std::array only_with{OnlyWith{"epsilon2", "relative", "true"}};
  static constexpr bool by_tensor = true, step_is_long = true;
  static constexpr Names<1> scalars{"steps made"}, slots{"second moment"};
  static constexpr Names<3> sums{"|x|²", "|u|²", "n"};
  Values<Number, 3> prepare(Values<Number, 1>& run) const {
    using math::pow;
    return {Number(0), pow(run[0] += 1, -power), epsilon1};
  }
  template <class T>
  static Values<T, 3> measure(const Values<T, 3>& coefficients, T x, T g, Values<T, 1>& state) {
    T& v = state[0] = (1 - coefficients[1]) * state[0] + coefficients[1] * (g * g + coefficients[2]);
    return {x * x, v > T(0) ? g * g / v : T(0), T(1)};
  }
  void settle(Values<Number, 3>& step, Values<Number, 1>& run, const Values<Number, 3>& total, const Number&) const {
    using std::sqrt;
    const Number size = sqrt(total[0] / total[2]), length = sqrt(total[1] / total[2]) / clip;
    const Number usual = 1 / sqrt(run[0]), rate = learning_rate < usual || !bounded ? learning_rate : usual;
    step[0] = (relative ? larger(size, epsilon2) : Number(1)) * rate / larger(length, Number(1));
  }
  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 1>& state) {
    using std::sqrt;
    return state[0] > T(0) ? -coefficients[0] * g / sqrt(state[0]) : T(0);
  }
  static std::size_t matrix_state(std::size_t rows, std::size_t columns) { return rows + columns; }
  void move(const TensorStep& step) const;
};
using Adafactor = AdafactorRule<Setting>;
RAVINE_DECLARE_MATRIX_RULE(AdafactorRule)

}  // namespace ravine
