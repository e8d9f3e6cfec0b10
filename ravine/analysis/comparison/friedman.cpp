#include "ravine/analysis/comparison/friedman.hpp"

#include <limits>
#include <string>

#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/base/error.hpp"

namespace ravine::comparison {
namespace {

void require_comparable(std::size_t methods, std::size_t instances) {
  if (methods < 2 || instances < 2)
    throw InputError(std::to_string(methods) + " methods on " + std::to_string(instances) +
                         " instances: ranks are compared of at least 2 methods on at least 2 instances",
                     "add instances");
}

}  // namespace

double iman_davenport_f(double chi_squared, std::size_t methods, std::size_t instances) {
  require_comparable(methods, instances);
  const auto n = static_cast<double>(instances), degrees = static_cast<double>(methods - 1);
  const double rest = n * degrees - chi_squared;
  return rest > 0 ? (n - 1) * chi_squared / rest : std::numeric_limits<double>::infinity();
}

double friedman_chi_squared(std::span<const double> average_ranks, std::size_t instances) {
  require_comparable(average_ranks.size(), instances);
  const auto n = static_cast<double>(instances), k = static_cast<double>(average_ranks.size());
  // Of what the ranks differ from their mean: the same as in the formula, without its cancellation.
  double squares = 0;
  for (const double rank : average_ranks) squares += (rank - (k + 1) / 2) * (rank - (k + 1) / 2);
  return 12 * n / (k * (k + 1)) * squares;
}

Friedman friedman(const ScoreTable& table) {
  require_scores(table, 2);
  require_comparable(table.methods, table.instances);
  const auto n = static_cast<double>(table.instances), k = static_cast<double>(table.methods);
  std::vector<double> sums(table.methods);
  double ties = 0;
  for (std::size_t instance = 0; instance < table.instances; ++instance) {
    const auto [ranks, tie_sum] = rank(scores_on(table, instance));
    for (std::size_t method = 0; method < table.methods; ++method) sums[method] += ranks[method];
    ties += tie_sum;
  }
  // Sums of halves and their squares are exact, so only one division rounds.
  double squares = 0;
  for (const double sum : sums) squares += (sum - n * (k + 1) / 2) * (sum - n * (k + 1) / 2);
  const double untied = n * k * (k * k - 1) - ties;
  Friedman result{table.methods, table.instances, sums, 0, 0};
  for (double& average : result.average_ranks) average /= n;
  if (untied > 0) {
    result.chi_squared = 12 * (k - 1) * squares / untied;
    result.f = iman_davenport_f(result.chi_squared, table.methods, table.instances);
  }
  return result;
}

}  // namespace ravine::comparison
