#include "ravine/analysis/comparison/performance_profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {
namespace {

double ratio(double score, double best, std::size_t instance) {
  if (best < 0)
    throw InputError("a score of " + shortest(best) + " on instance " + std::to_string(instance) +
                         ": ratios are of scores that are at least 0",
                     "compare evaluations, or the distance of f from its minimum");
  if (std::isinf(score)) return score;
  if (best == 0 && score > 0)
    throw InputError("a score of " + shortest(score) + " where the best is 0, on instance " + std::to_string(instance) +
                         ": there is no ratio",
                     "count evaluations from 1, or leave the instance out");
  return score == best ? 1 : score / best;
}

}  // namespace

ScoreTable performance_ratios(const ScoreTable& table) {
  require_scores(table);
  auto ratios = table;
  for (std::size_t instance = 0; instance < table.instances; ++instance) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t method = 0; method < table.methods; ++method) best = std::min(best, table.at(method, instance));
    for (std::size_t method = 0; method < table.methods; ++method)
      ratios.scores[method * table.instances + instance] = ratio(table.at(method, instance), best, instance);
  }
  return ratios;
}

std::vector<StepFunction> performance_profile(const ScoreTable& table) {
  const auto ratios = performance_ratios(table);
  std::vector<StepFunction> profiles;
  for (std::size_t method = 0; method < table.methods; ++method) profiles.push_back(share_reached(ratios.of(method)));
  return profiles;
}

std::vector<PairProfile> pair_profiles(const ScoreTable& table) {
  require_scores(table, 2);
  std::vector<PairProfile> pairs;
  for (std::size_t first = 0; first < table.methods; ++first)
    for (std::size_t second = first + 1; second < table.methods; ++second) {
      ScoreTable pair{2, table.instances, {}};
      for (const std::size_t method : {first, second})
        pair.scores.insert(pair.scores.end(), table.of(method).begin(), table.of(method).end());
      auto profiles = performance_profile(pair);
      pairs.push_back({first, second, std::move(profiles[0]), std::move(profiles[1])});
    }
  return pairs;
}

}  // namespace ravine::comparison
