// The last steps and changes of the gradient that L-BFGS keeps, in a ring.
#pragma once

#include <cstddef>
#include <span>

#include "ravine/base/lanes.hpp"
#include "ravine/method/parameter.hpp"

namespace ravine {

namespace row {
inline constexpr ParameterText memory{"memory",         "m",   "pairs kept", Range{1, 1000, false, false, true},
                                      {"history_size"}, false, true};
inline constexpr ParameterText fixed_rate{"learning_rate", "η", "step size", positive_finite, {"lr", "eta"}};
}  // namespace row

double absolute_sum(std::span<const double> v);

class Pairs {
 public:
  // `counts`: pairs kept, place of the next one. `columns`: the steps, then the changes, `memory` of each.
  Pairs(std::size_t n, std::size_t memory, double* counts, Columns<double> columns)
      : n_(n), memory_(memory), counts_(counts), columns_(columns) {}
  bool empty() const { return counts_[0] == 0; }
  void clear() { counts_[0] = counts_[1] = 0; }
  // d = -H g.
  void direction(std::span<const double> gradient, double* d) const;
  // The pair step * d, after - before; it is passed over where <s, y> is no more than rounding, or than `least`.
  void keep(double step, std::span<const double> d, std::span<const double> before, std::span<const double> after,
            double least);

 private:
  std::span<double> s(std::size_t place) const { return {columns_[place], n_}; }
  std::span<double> y(std::size_t place) const { return {columns_[memory_ + place], n_}; }

  std::size_t n_, memory_;
  double* counts_;
  Columns<double> columns_;
};

}  // namespace ravine
