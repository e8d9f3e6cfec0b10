#include "ravine/analysis/comparison/ranks.hpp"

#include <algorithm>
#include <numeric>

namespace ravine::comparison {

Ranks rank(std::span<const double> values) {
  require_scores(values);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
  Ranks result{std::vector<double>(values.size()), 0};
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const auto tied = static_cast<double>(end - first);
    // The mean of first + 1, ..., end.
    const double shared = static_cast<double>(first + 1 + end) / 2;
    for (std::size_t i = first; i < end; ++i) result.ranks[order[i]] = shared;
    result.tie_sum += tied * tied * tied - tied;
  }
  return result;
}

std::vector<double> average_ranks(const ScoreTable& table) {
  require_scores(table);
  std::vector<double> averages(table.methods);
  for (std::size_t instance = 0; instance < table.instances; ++instance) {
    const auto ranks = rank(scores_on(table, instance)).ranks;
    // Sums of halves are exact, so the order of instances does not matter.
    for (std::size_t method = 0; method < table.methods; ++method) averages[method] += ranks[method];
  }
  for (double& average : averages) average /= static_cast<double>(table.instances);
  return averages;
}

}  // namespace ravine::comparison
