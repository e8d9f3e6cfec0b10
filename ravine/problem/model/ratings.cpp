#include "ravine/problem/model/ratings.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::model {
namespace {

constexpr double most_indices = 1e9;

std::uint32_t index(double value, std::size_t sample, const char* what) {
  if (!(value >= 0 && value < most_indices) || value != std::floor(value))
    throw InputError("the " + std::string(what) + " of rating " + std::to_string(sample) + " is " + shortest(value) +
                         ", no whole number from 0 on and below 1e9",
                     "give ratings as two features, row and column, and a target");
  return static_cast<std::uint32_t>(value);
}

std::vector<Rating> triples(const Dataset& data, const std::vector<std::size_t>& samples) {
  std::vector<Rating> ratings;
  ratings.reserve(samples.size());
  const auto feature = [&](std::size_t sample, std::size_t which) {
    struct At {
      std::size_t place;
      double operator()(const SparseRows&) const { return 0; }
      double operator()(const std::vector<double>& values) const { return values[place]; }
      double operator()(const std::vector<float>& values) const { return static_cast<double>(values[place]); }
      double operator()(const std::vector<std::uint8_t>& values) const { return values[place]; }
    };
    return std::visit(At{sample * data.features + which}, data.values);
  };
  for (const auto sample : samples)
    ratings.push_back(
        {index(feature(sample, 0), sample, "row"), index(feature(sample, 1), sample, "column"), data.target[sample]});
  return ratings;
}

std::vector<Rating> entries(const SparseRows& matrix) {
  std::vector<Rating> ratings;
  ratings.reserve(matrix.value.size());
  for (std::size_t row = 0; row + 1 < matrix.first.size(); ++row)
    for (auto entry = matrix.first[row]; entry < matrix.first[row + 1]; ++entry)
      ratings.push_back({index(static_cast<double>(row), entry, "row"), matrix.column[entry], matrix.value[entry]});
  return ratings;
}

}  // namespace

Ratings ratings_of(const DividedDataset& divided) {
  const auto& data = *divided.data;
  Ratings ratings;
  if (const auto* matrix = std::get_if<SparseRows>(&data.values)) {
    if (!divided.parts.validation.empty() || !divided.parts.test.empty())
      throw InputError("the rows of a sparse matrix of ratings cannot be divided: a row without ratings has no factor",
                       "give ratings as two features, row and column, and a target; or all rows to the training part");
    ratings.training = entries(*matrix);
  } else {
    if (data.features != 2 || data.target.size() != data.samples || data.is_classification())
      throw InputError("matrix factorisation learns ratings, the data set has " + std::to_string(data.features) +
                           (data.is_classification() ? " features and classes" : " features"),
                       "give ratings as two features, row and column, and a target that is a number");
    ratings.training = triples(data, divided.parts.training);
    ratings.validation = triples(data, divided.parts.validation);
    ratings.test = triples(data, divided.parts.test);
  }
  for (const auto* part : {&ratings.training, &ratings.validation, &ratings.test})
    for (const auto& rating : *part) {
      ratings.rows = std::max<std::size_t>(ratings.rows, rating.row + std::size_t{1});
      ratings.columns = std::max<std::size_t>(ratings.columns, rating.column + std::size_t{1});
      if (!std::isfinite(rating.value))
        throw InputError("a rating that is no finite number: " + shortest(rating.value));
    }
  if (ratings.training.empty()) throw InputError("there are no ratings to learn from");
  return ratings;
}

}  // namespace ravine::model
