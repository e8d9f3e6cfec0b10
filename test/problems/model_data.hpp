// Small data sets for the tests of models.
#pragma once

#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/random.hpp"
#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/dataset/synthetic.hpp"

namespace ravine {

// The first samples train, then come validation and test.
inline DividedDataset divided(Dataset data, std::size_t validation = 0, std::size_t test = 0) {
  DividedDataset result;
  const auto training = data.samples - validation - test;
  for (std::size_t i = 0; i < data.samples; ++i)
    (i < training                ? result.parts.training
     : i < training + validation ? result.parts.validation
                                 : result.parts.test)
        .push_back(i);
  result.data = std::make_shared<const Dataset>(std::move(data));
  return result;
}

inline DividedDataset classes_of(std::size_t samples, std::size_t features, std::size_t classes) {
  return divided(synthetic_classes(samples, features, classes, 7), samples / 8, samples / 8);
}

inline DividedDataset numbers_of(std::size_t samples, std::size_t features) {
  std::vector<double> coefficients;
  for (std::size_t j = 0; j < features; ++j)
    coefficients.push_back(j % 3 == 2 ? 0 : 1.5 - 0.5 * static_cast<double>(j));
  return divided(synthetic_regression(samples, coefficients, 0.75, 0.3, 5), samples / 8, samples / 8);
}

// Ratings of rows x columns, most of them missing; numbers of no structure.
inline DividedDataset ratings_of(std::size_t ratings, std::size_t rows, std::size_t columns) {
  const math::RandomStream random({.seed = 3});
  Dataset data;
  data.samples = ratings, data.features = 2;
  std::vector<double> places;
  for (std::size_t i = 0; i < ratings; ++i) {
    places.push_back(static_cast<double>(random.below(rows, 3 * i)));
    places.push_back(static_cast<double>(random.below(columns, 3 * i + 1)));
    data.target.push_back(1 + 4 * random.uniform(3 * i + 2));
  }
  data.values = std::move(places);
  return divided(std::move(data), ratings / 8, ratings / 8);
}

inline std::vector<double> random_point(std::size_t n, std::uint64_t seed, double size = 0.5) {
  std::vector<double> x(n);
  math::RandomStream({.seed = seed}).normal(0, x);
  for (auto& value : x) value *= size;
  return x;
}

}  // namespace ravine
