#include "ravine/analysis/comparison/target_ecdf.hpp"

#include <algorithm>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {
namespace {

void require(const TargetTable& table, std::span<const std::size_t> dimensions) {
  if (table.methods == 0 || table.instances == 0 || table.targets == 0)
    throw InputError("an empty table of targets: at least 1 method, 1 instance and 1 target are needed",
                     "name targets that can be reached");
  if (table.evaluations.size() != table.methods * table.instances * table.targets)
    throw InputError(std::to_string(table.evaluations.size()) + " numbers of evaluations for " +
                         std::to_string(table.methods) + " methods, " + std::to_string(table.instances) +
                         " instances and " + std::to_string(table.targets) + " targets: each combination has one",
                     "give inf where a target was missed");
  for (const double evaluations : table.evaluations)
    if (!(evaluations >= 0))
      throw InputError(shortest(evaluations) + " evaluations to a target: they are at least 0, or inf",
                       "give inf where a target was missed");
  if (!dimensions.empty() && dimensions.size() != table.instances)
    throw InputError(std::to_string(dimensions.size()) + " dimensions for " + std::to_string(table.instances) +
                         " instances: each instance has one",
                     "repeat a problem's dimension for each of its instances");
  if (std::find(dimensions.begin(), dimensions.end(), 0) != dimensions.end())
    throw InputError("a dimension of 0: evaluations are divided by it, it is at least 1", "give the dimension");
}

}  // namespace

std::vector<StepFunction> target_ecdf(const TargetTable& table, std::span<const std::size_t> dimensions) {
  require(table, dimensions);
  std::vector<StepFunction> curves;
  std::vector<double> costs(table.instances * table.targets);
  for (std::size_t method = 0; method < table.methods; ++method) {
    for (std::size_t instance = 0; instance < table.instances; ++instance) {
      const double scale = dimensions.empty() ? 1 : static_cast<double>(dimensions[instance]);
      for (std::size_t target = 0; target < table.targets; ++target)
        costs[instance * table.targets + target] = table.at(method, instance, target) / scale;
    }
    curves.push_back(share_reached(costs));
  }
  return curves;
}

}  // namespace ravine::comparison
