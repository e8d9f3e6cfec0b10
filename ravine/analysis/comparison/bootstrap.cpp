#include "ravine/analysis/comparison/bootstrap.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "ravine/analysis/comparison/quantile.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {
namespace {

double known(double statistic) {
  if (std::isnan(statistic))
    throw InputError("a statistic is nan: its interval needs a number or an infinity for every sample",
                     "let it give inf where it is not defined");
  return statistic;
}

void require(std::span<const double> values, double confidence, std::size_t replicates) {
  if (values.empty()) throw InputError("an interval of no values: at least 1 is needed", "leave out empty groups");
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isnan(values[i]))
      throw InputError("value " + std::to_string(i) + " is nan: an interval is of numbers and infinities",
                       "give inf where there is no value");
  if (!(confidence > 0 && confidence < 1))
    throw InputError("confidence " + shortest(confidence) + ": it is between 0 and 1", "0.95 is usual");
  if (replicates == 0) throw InputError("0 replicates: at least 1 is needed", "2000 are usual");
}

}  // namespace

Interval bootstrap_interval(std::span<const double> values, const Statistic& statistic, double confidence,
                            std::size_t replicates, math::RandomKey key) {
  require(values, confidence, replicates);
  key.purpose = math::Purpose::resampling;
  const math::RandomStream stream(key);
  const std::size_t count = values.size();
  std::vector<double> sample(count), found(replicates);
  for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
    for (std::size_t i = 0; i < count; ++i) sample[i] = values[stream.below(count, replicate * count + i)];
    found[replicate] = known(statistic(sample));
  }
  return {known(statistic(values)), quantile(found, (1 - confidence) / 2), quantile(found, (1 + confidence) / 2)};
}

}  // namespace ravine::comparison
