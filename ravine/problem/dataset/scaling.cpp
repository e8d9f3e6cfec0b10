#include "ravine/problem/dataset/scaling.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/base/sum.hpp"
#include "ravine/problem/dataset/option_error.hpp"

namespace ravine {
namespace {

using Rows = std::span<const std::size_t>;

struct Moments {
  std::vector<double> least, greatest, mean, variance;
  explicit Moments(std::size_t features)
      : least(features, std::numeric_limits<double>::infinity()),
        greatest(features, -std::numeric_limits<double>::infinity()),
        mean(features),
        variance(features) {}
};

// Features at once: their doubles of a chunk of rows stay in cache.
constexpr std::size_t block = 32;

// Puts features first ... first + count - 1 of a chunk of rows into the buffer as doubles, one column of lanes a row,
// and calls chunk(rows), for all chunks.
template <class Value, class Chunk>
void by_chunks(const std::vector<Value>& values, std::size_t features, Rows rows, std::size_t first, std::size_t count,
               std::vector<double>& buffer, Chunk chunk) {
  for (std::size_t done = 0; done < rows.size(); done += math::sum_chunk) {
    const auto part = rows.subspan(done, std::min(math::sum_chunk, rows.size() - done));
    for (std::size_t i = 0; i < part.size(); ++i) {
      const Value* row = values.data() + part[i] * features + first;
      for (std::size_t j = 0; j < count; ++j) buffer[i * block + j] = static_cast<double>(row[j]);
    }
    chunk(part.size());
  }
}

// Of each feature of a block, the sum over all rows in the shape of base/sum, from those of the chunks.
class ChunkSums {
 public:
  explicit ChunkSums(std::size_t rows)
      : chunks_((rows + math::sum_chunk - 1) / math::sum_chunk), sums_(chunks_ * block) {}
  void add(const double* results, std::size_t count) {
    for (std::size_t j = 0; j < count; ++j) sums_[j * chunks_ + made_] = results[j];
    ++made_;
  }
  void total(std::size_t count, double* to) {
    for (std::size_t j = 0; j < count; ++j) to[j] = math::sum_of_chunks(std::span(sums_).subspan(j * chunks_, chunks_));
    made_ = 0;
  }

 private:
  std::size_t chunks_, made_ = 0;
  std::vector<double> sums_;
};

template <class Value>
void measure(const std::vector<Value>& values, Rows rows, Moments& moments) {
  const auto features = moments.mean.size();
  const auto samples = static_cast<double>(rows.size());
  std::vector<double> buffer(math::sum_chunk * block);
  const Columns<const double> columns{buffer.data(), block};
  ChunkSums sums(rows.size());
  double results[block];
  for (std::size_t first = 0; first < features; first += block) {
    const auto count = std::min(block, features - first);
    double* const mean = moments.mean.data() + first;
    by_chunks(values, features, rows, first, count, buffer, [&](std::size_t size) {
      for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < count; ++j) {
          const double value = buffer[i * block + j];
          moments.least[first + j] = std::min(moments.least[first + j], value);
          moments.greatest[first + j] = std::max(moments.greatest[first + j], value);
        }
      }
      math::sum(size, count, columns, results);
      sums.add(results, count);
    });
    sums.total(count, mean);
    for (std::size_t j = 0; j < count; ++j) mean[j] /= samples;
    by_chunks(values, features, rows, first, count, buffer, [&](std::size_t size) {
      for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < count; ++j) buffer[i * block + j] -= mean[j];
      }
      math::squared_norm(size, count, columns, results);
      sums.add(results, count);
    });
    double* const variance = moments.variance.data() + first;
    sums.total(count, variance);
    for (std::size_t j = 0; j < count; ++j) variance[j] /= samples;
  }
}

void measure(const SparseRows& values, Rows rows, Moments& moments) {
  const auto features = moments.mean.size();
  const auto samples = static_cast<double>(rows.size());
  std::vector<std::size_t> entries(features);
  const auto each = [&](auto action) {
    for (const auto row : rows) {
      for (auto k = values.first[row]; k < values.first[row + 1]; ++k) action(values.column[k], values.value[k]);
    }
  };
  each([&](std::size_t j, double value) {
    ++entries[j];
    moments.mean[j] += value;
    moments.least[j] = std::min(moments.least[j], value);
    moments.greatest[j] = std::max(moments.greatest[j], value);
  });
  for (std::size_t j = 0; j < features; ++j) {
    moments.mean[j] /= samples;
    if (entries[j] == rows.size()) continue;
    moments.least[j] = std::min(moments.least[j], 0.0);
    moments.greatest[j] = std::max(moments.greatest[j], 0.0);
  }
  each([&](std::size_t j, double value) {
    const double away = value - moments.mean[j];
    moments.variance[j] += away * away;
  });
  for (std::size_t j = 0; j < features; ++j) {
    const double mean = moments.mean[j];
    moments.variance[j] = (moments.variance[j] + static_cast<double>(rows.size() - entries[j]) * mean * mean) / samples;
  }
}

std::string feature_name(const Dataset& data, std::size_t feature) {
  auto name = "feature " + std::to_string(feature + 1);
  if (!data.feature_names.empty()) name += " (`" + data.feature_names[feature] + "`)";
  return name;
}

}  // namespace

Scaling fit_scaling(const Dataset& data, Rows rows, ScalingKind kind, double divisor) {
  Scaling scaling;
  if (kind == ScalingKind::none) return scaling;
  if (kind == ScalingKind::divide) {
    const double factor = 1 / divisor;
    if (!(divisor > 0) || !std::isfinite(factor) || factor == 0) {
      throw OptionError("scaling", "features cannot be divided by " + shortest(divisor),
                        "a divisor is above 0, such as 255");
    }
    scaling.offset.assign(data.features, 0);
    scaling.factor.assign(data.features, factor);
    return scaling;
  }
  if (rows.empty()) throw InputError("there is no sample to fit the scale of features to");
  Moments moments(data.features);
  std::visit([&](const auto& values) { measure(values, rows, moments); }, data.values);
  const bool standardise = kind == ScalingKind::standardise;
  scaling.offset = standardise ? moments.mean : moments.least;
  scaling.factor.assign(data.features, 1);
  for (std::size_t j = 0; j < data.features; ++j) {
    const double least = moments.least[j], greatest = moments.greatest[j];
    if (least == greatest) {
      scaling.offset[j] = least;  // a mean of equal numbers may be off by a rounding
      continue;
    }
    scaling.factor[j] = 1 / (standardise ? std::sqrt(moments.variance[j]) : greatest - least);
    if (!std::isfinite(scaling.factor[j]) || scaling.factor[j] == 0) {
      throw OptionError("scaling",
                        feature_name(data, j) + " goes from " + shortest(least) + " to " + shortest(greatest) +
                            ": it cannot be brought to scale in double precision",
                        "give the column in another unit, or leave it out");
    }
  }
  return scaling;
}

}  // namespace ravine
