#include "ravine/analysis/comparison/data_profile.hpp"

#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {

std::vector<StepFunction> data_profile(const ScoreTable& table, std::span<const std::size_t> dimensions) {
  require_scores(table);
  if (dimensions.size() != table.instances)
    throw InputError(std::to_string(dimensions.size()) + " dimensions for " + std::to_string(table.instances) +
                         " instances: each instance has one",
                     "repeat a problem's dimension for each of its instances");
  std::vector<StepFunction> profiles;
  std::vector<double> costs(table.instances);
  for (std::size_t method = 0; method < table.methods; ++method) {
    for (std::size_t instance = 0; instance < table.instances; ++instance) {
      const double score = table.at(method, instance);
      if (score < 0 || dimensions[instance] == 0)
        throw InputError("a score of " + shortest(score) + " in " + std::to_string(dimensions[instance]) +
                             " dimensions: a data profile is of evaluations, at least 0, in at least 1 dimension",
                         "give the evaluations to a target");
      costs[instance] = score / (static_cast<double>(dimensions[instance]) + 1);
    }
    profiles.push_back(share_reached(costs));
  }
  return profiles;
}

}  // namespace ravine::comparison
