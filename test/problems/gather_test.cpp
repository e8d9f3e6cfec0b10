// Rows as a model sees them: every type of values, with and without a scale, dense and sparse.
#include "ravine/problem/dataset/gather.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "ravine/problem/dataset/scaling.hpp"

namespace ravine {
namespace {

constexpr std::size_t sample_count = 50, feature_count = 37;

// The same whole numbers 0 ... 250, many of them 0, in each type.
double value_at(std::size_t i, std::size_t j) {
  return static_cast<double>((i * 31 + j * 17) % 23 < 12 ? 0 : (i * 7 + j * 13) % 251);
}

template <class Value>
FeatureValues dense() {
  std::vector<Value> values;
  for (std::size_t i = 0; i < sample_count; ++i) {
    for (std::size_t j = 0; j < feature_count; ++j) values.push_back(static_cast<Value>(value_at(i, j)));
  }
  return values;
}
FeatureValues sparse() {
  SparseRows rows;
  for (std::size_t i = 0; i < sample_count; ++i) {
    for (std::size_t j = 0; j < feature_count; ++j) {
      if (value_at(i, j) == 0) continue;
      rows.column.push_back(static_cast<std::uint32_t>(j));
      rows.value.push_back(value_at(i, j));
    }
    rows.first.push_back(rows.value.size());
  }
  return rows;
}

DividedDataset divided(FeatureValues values, Scaling scaling) {
  auto data = std::make_shared<Dataset>();
  data->samples = sample_count;
  data->features = feature_count;
  data->values = std::move(values);
  return {std::move(data), {}, std::move(scaling)};
}

TEST(Gather, EveryTypeGivesTheSameScaledNumbers) {
  Scaling scaling;
  for (std::size_t j = 0; j < feature_count; ++j) {
    scaling.offset.push_back(static_cast<double>(j) / 3);
    scaling.factor.push_back(1 / (static_cast<double>(j) + 7));
  }
  const std::vector<std::size_t> rows{49, 0, 7, 7, 12};  // any order, one twice
  for (const auto& scale : {Scaling{}, scaling}) {
    for (const auto& values : {dense<double>(), dense<float>(), dense<std::uint8_t>(), sparse()}) {
      const auto from = divided(values, scale);
      std::vector<double> numbers(rows.size() * feature_count, -1);
      std::vector<float> floats(rows.size() * feature_count, -1);
      gather(from, rows, numbers.data());
      gather(from, rows, floats.data());
      for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < feature_count; ++j) {
          auto expected = value_at(rows[i], j);
          if (!scale.factor.empty()) expected = (expected - scale.offset[j]) * scale.factor[j];
          EXPECT_EQ(numbers[i * feature_count + j], expected);
          EXPECT_EQ(floats[i * feature_count + j], static_cast<float>(expected));
        }
      }
    }
  }
}

TEST(Gather, NoRowsWriteNothing) {
  double untouched = 5;
  gather(divided(dense<double>(), {}), {}, &untouched);
  EXPECT_EQ(untouched, 5);
}

}  // namespace
}  // namespace ravine
