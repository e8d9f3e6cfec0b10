// SM3-II: Adagrad in little memory: a matrix keeps a sum a row and one a column, v = min(row, column) + g², whose
// maxima they become; what is no matrix has a sum a coordinate. m <- μ m + (1-μ) g/√(v + ε), x <- x - η m. Anil, Gupta,
// Koren & Singer (2019), arXiv:1901.11150, Algorithm SM3-II, ε = 0 and 0/0 = 0; optax: 1e-8.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

template <class Number>
struct Sm3Rule {
  Number learning_rate = 0.1, momentum = 0.9, epsilon = 0;
  static constexpr RuleText about{.name = "sm3",
                                  .title = "SM3",
                                  .family = "by tensor",
                                  .summary = "Adagrad that keeps of a matrix a sum a row and one a column",
                                  .formula =
                                      "v = min(r, c) + g²,  r ← max v of the row,  c ← max v of the column\nm ← μ·m + "
                                      "(1 − μ)·g/√(v + ε)\nx ← x − η·m",
                                  .citation = "Anil et al. 2019, arXiv:1901.11150, SM3-II"};
  static constexpr auto parameters() {
    using R = Sm3Rule;
    return std::make_tuple(Parameter{&R::learning_rate, row::learning_rate},
                           Parameter{&R::momentum, row::mean_momentum}, Parameter{&R::epsilon, row::epsilon});
  }
  static constexpr bool by_tensor = true;
  static constexpr Names<0> scalars{};
  static constexpr Names<2> slots{"mean step", "sum of squares"};

  Values<Number, 3> prepare(Values<Number, 0>& /*run*/) const { return {learning_rate, momentum, epsilon}; }

  template <class T>
  static T update(const Values<T, 3>& coefficients, T /*x*/, T g, Values<T, 2>& state) {
    using std::sqrt;
    auto& [m, v] = state;
    v += g * g;
    const T below = v + coefficients[2];
    m = coefficients[1] * m + (1 - coefficients[1]) * (below > T(0) ? g / sqrt(below) : T(0));
    return -coefficients[0] * m;
  }
  static std::size_t matrix_state(std::size_t rows, std::size_t columns) { return rows + columns; }
  void move(const TensorStep& step) const;
};
using Sm3 = Sm3Rule<Setting>;
RAVINE_DECLARE_MATRIX_RULE(Sm3Rule)

}  // namespace ravine
