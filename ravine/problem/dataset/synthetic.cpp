#include "ravine/problem/dataset/synthetic.hpp"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/dataset/stream.hpp"

namespace ravine {
namespace {

constexpr std::size_t most_values = std::size_t{1} << 33;  // 64 GiB

void check(std::size_t samples, std::size_t features) {
  if (samples == 0 || features == 0) {
    throw InputError(
        "made-up data of " + std::to_string(samples) + " samples and " + std::to_string(features) + " features",
        "there is at least one of each");
  }
  if (samples > most_values / features) {
    throw InputError("made-up data of " + std::to_string(samples) + " x " + std::to_string(features) + " numbers",
                     "at most 2^33 fit");
  }
}

}  // namespace

Dataset synthetic_classes(std::size_t samples, std::size_t features, std::size_t classes, std::uint64_t seed,
                          double separation) {
  check(samples, features);
  check(classes, features);
  if (!(separation >= 0) || !std::isfinite(separation)) {
    throw InputError("the separation of classes is " + shortest(separation), "it is at least 0");
  }
  std::vector<double> centres(classes * features), values(samples * features);
  dataset_stream(seed, DatasetStream::class_centres).normal(0, centres);
  dataset_stream(seed, DatasetStream::class_samples).normal(0, values);
  const double scale = separation / std::sqrt(2 * static_cast<double>(features));
  Dataset data{samples, features, {}, std::vector<double>(samples), {}, {}};
  for (std::size_t i = 0; i < samples; ++i) {
    const auto own = i % classes;
    data.target[i] = static_cast<double>(own);
    for (std::size_t j = 0; j < features; ++j) values[i * features + j] += scale * centres[own * features + j];
  }
  for (std::size_t c = 0; c < classes; ++c) data.class_names.push_back(std::to_string(c));
  data.values = std::move(values);
  return data;
}

Dataset synthetic_regression(std::size_t samples, std::span<const double> coefficients, double intercept, double noise,
                             std::uint64_t seed) {
  const auto features = coefficients.size();
  check(samples, features);
  // Sample i has the numbers i * (features + 1) and following: its features, then its noise.
  const auto stream = dataset_stream(seed, DatasetStream::regression);
  std::vector<double> values(samples * features), row(features + 1);
  Dataset data{samples, features, {}, std::vector<double>(samples), {}, {}};
  for (std::size_t i = 0; i < samples; ++i) {
    stream.normal(i * row.size(), row);
    double target = intercept;
    for (std::size_t j = 0; j < features; ++j) {
      values[i * features + j] = row[j];
      target += coefficients[j] * row[j];
    }
    data.target[i] = target + noise * row[features];
  }
  data.values = std::move(values);
  return data;
}

}  // namespace ravine
