#include "ravine/analysis/comparison/nemenyi.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {

double nemenyi_critical_difference(double q, std::size_t methods, std::size_t instances) {
  if (methods < 2 || instances == 0 || !(q > 0))
    throw InputError("a critical difference with q = " + shortest(q) + " of " + std::to_string(methods) +
                         " methods on " + std::to_string(instances) +
                         " instances: q is above 0, with at least 2 methods and 1 instance",
                     "q for two methods at 0.05 is 1.960");
  const auto k = static_cast<double>(methods), n = static_cast<double>(instances);
  return q * std::sqrt(k * (k + 1) / (6 * n));
}

std::vector<std::vector<std::size_t>> indistinct_groups(std::span<const double> average_ranks,
                                                        double critical_difference) {
  std::vector<std::size_t> order(average_ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return average_ranks[i] < average_ranks[j]; });
  std::vector<std::vector<std::size_t>> groups;
  std::size_t covered = 0;  // end of the last group: one that ends no later is part of it
  for (std::size_t first = 0; first < order.size(); ++first) {
    std::size_t end = first;
    while (end < order.size() && average_ranks[order[end]] - average_ranks[order[first]] < critical_difference) ++end;
    if (end <= covered || end < first + 2) continue;
    groups.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(first),
                        order.begin() + static_cast<std::ptrdiff_t>(end));
    covered = end;
  }
  return groups;
}

}  // namespace ravine::comparison
