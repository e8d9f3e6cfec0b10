#include "ravine/analysis/comparison/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {

std::vector<double> holm(std::span<const double> p) {
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!(p[i] >= 0 && p[i] <= 1))
      throw InputError("p-value " + std::to_string(i) + " is " + shortest(p[i]) + ": a probability is in 0 ... 1",
                       "leave out tests that could not be made");
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return p[i] < p[j]; });
  std::vector<double> adjusted(p.size());
  double least = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    least = std::max(least, std::min(1.0, static_cast<double>(p.size() - i) * p[order[i]]));
    adjusted[order[i]] = least;
  }
  return adjusted;
}

}  // namespace ravine::comparison
