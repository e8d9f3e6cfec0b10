#include "ravine/problem/model/penalty.hpp"

#include <cstddef>

#include "ravine/base/lanes.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/sum.hpp"

namespace ravine::model {
namespace {

RAVINE_EVERY_ISA void add_l2(std::size_t n, const double* w, double lambda, double* gradient) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) gradient[i] += lambda * w[i];
}
RAVINE_EVERY_ISA void add_l1(std::size_t n, const double* w, double lambda, double* gradient) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) gradient[i] += lambda * math::sign(w[i]);
}

// Of up to a chunk of sums: the shape of base/sum.
double sum_of_sizes(std::span<const double> w) {
  double total = 0, sizes[math::sum_accumulators];
  for (std::size_t first = 0; first < w.size(); first += math::sum_accumulators) {
    const auto n = w.size() - first < math::sum_accumulators ? w.size() - first : math::sum_accumulators;
    for (std::size_t i = 0; i < n; ++i) sizes[i] = math::abs(w[first + i]);
    total += math::sum(std::span<const double>(sizes, n));
  }
  return total;
}

}  // namespace

double Penalty::operator()(std::span<const double> w, double* gradient) const {
  double value = 0;
  if (l2 != 0) {
    value += 0.5 * l2 * math::squared_norm(w);
    if (gradient != nullptr) add_l2(w.size(), w.data(), l2, gradient);
  }
  if (l1 != 0) {
    value += l1 * sum_of_sizes(w);
    if (gradient != nullptr && !proximal) add_l1(w.size(), w.data(), l1, gradient);
  }
  return value;
}

}  // namespace ravine::model
