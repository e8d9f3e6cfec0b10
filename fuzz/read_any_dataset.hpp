// Any bytes as a data set of one format: samples of one shape or an InputError, never a crash, and no more memory than
// the bytes can be worth (script/fuzz bounds it).
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/read.hpp"

namespace ravine {

inline void require(bool holds) {
  if (!holds) __builtin_trap();
}

inline void check_shape(const Dataset& data) {
  require(data.samples > 0 && data.features > 0);
  std::visit(
      [&](const auto& values) {
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, SparseRows>) {
          require(values.first.size() == data.samples + 1 && values.first.front() == 0);
          require(values.first.back() == values.value.size() && values.column.size() == values.value.size());
          for (std::size_t i = 0; i < data.samples; ++i) {
            require(values.first[i] <= values.first[i + 1]);
            for (auto k = values.first[i]; k < values.first[i + 1]; ++k) {
              require(values.column[k] < data.features && std::isfinite(values.value[k]));
              require(k == values.first[i] || values.column[k - 1] < values.column[k]);
            }
          }
        } else {
          require(values.size() == data.samples * data.features);
          for (const auto value : values) require(std::isfinite(static_cast<double>(value)));
        }
      },
      data.values);
  require(data.target.empty() || data.target.size() == data.samples);
  for (const double target : data.target) {
    require(std::isfinite(target));
    if (data.is_classification()) require(target >= 0 && target < static_cast<double>(data.class_names.size()));
  }
  require(data.feature_names.empty() || data.feature_names.size() == data.features);
}

// The first byte chooses among the options.
inline int read_any_dataset(const std::uint8_t* data, std::size_t size, FileFormat format) {
  if (size == 0) return 0;
  ReadOptions options;
  options.format = format;
  options.target_kind = static_cast<TargetKind>(data[0] % 3);
  if (data[0] / 3 % 2 != 0) options.target_column = data[0] / 6 % 4 - 1;
  if (data[0] / 3 % 2 == 0 && data[0] / 6 % 4 == 3) options.format = FileFormat::automatic;
  if (data[0] >= 128) options.leave_out = {"1"};
  try {
    check_shape(read_dataset(std::span(data + 1, size - 1), "fuzz", options));
  } catch (const InputError& error) {
    require(!std::string_view(error.what()).empty());
  }
  return 0;
}

}  // namespace ravine
