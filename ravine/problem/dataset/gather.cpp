#include "ravine/problem/dataset/gather.hpp"

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <variant>
#include <vector>

#include "ravine/base/lanes.hpp"

namespace ravine {
namespace {

struct ChosenRows {
  const std::size_t* index;
  std::size_t count, features;
};

// Rows come in any order, so the processor cannot know which is next.
template <class Value>
RAVINE_INLINE void fetch(const Value* row, std::size_t features) {
  const auto* bytes = reinterpret_cast<const char*>(row);
  const auto size = std::min<std::size_t>(features * sizeof(Value), 1024);
  for (std::size_t i = 0; i < size; i += 64) __builtin_prefetch(bytes + i);
}

#define RAVINE_DENSE(name, element)                                                                            \
  template <class Value, class Number>                                                                         \
  RAVINE_EVERY_ISA void name(ChosenRows rows, const Value* values, const double* offset, const double* factor, \
                             Number* out) {                                                                    \
    const auto n = rows.features;                                                                              \
    for (std::size_t i = 0; i < rows.count; ++i, out += n) {                                                   \
      if (i + 1 < rows.count) fetch(values + rows.index[i + 1] * n, n);                                        \
      const Value* row = values + rows.index[i] * n;                                                           \
      RAVINE_LANES for (std::size_t j = 0; j < n; ++j) out[j] = static_cast<Number>(element);                  \
    }                                                                                                          \
  }
RAVINE_DENSE(scaled_rows, (static_cast<double>(row[j]) - offset[j]) * factor[j])
RAVINE_DENSE(plain_rows, (static_cast<void>(offset), static_cast<void>(factor), row[j]))
#undef RAVINE_DENSE

template <class Number>
void sparse_rows(ChosenRows rows, const SparseRows& values, const Scaling& scaling, Number* out) {
  const auto n = rows.features;
  std::vector<Number> nothing(n);  // a row of zeros, scaled
  const bool scaled = !scaling.factor.empty();
  for (std::size_t j = 0; scaled && j < n; ++j) {
    nothing[j] = static_cast<Number>((0.0 - scaling.offset[j]) * scaling.factor[j]);
  }
  for (std::size_t i = 0; i < rows.count; ++i, out += n) {
    std::copy(nothing.begin(), nothing.end(), out);
    const auto row = rows.index[i];
    for (auto k = values.first[row]; k < values.first[row + 1]; ++k) {
      const auto j = values.column[k];
      out[j] =
          static_cast<Number>(scaled ? (values.value[k] - scaling.offset[j]) * scaling.factor[j] : values.value[k]);
    }
  }
}

template <class Number>
void gather_rows(const DividedDataset& from, std::span<const std::size_t> index, Number* out) {
  const ChosenRows rows{index.data(), index.size(), from.data->features};
  std::visit(
      [&](const auto& values) {
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, SparseRows>) {
          sparse_rows(rows, values, from.scaling, out);
        } else if (from.scaling.factor.empty()) {
          plain_rows(rows, values.data(), nullptr, nullptr, out);
        } else {
          scaled_rows(rows, values.data(), from.scaling.offset.data(), from.scaling.factor.data(), out);
        }
      },
      from.data->values);
}

}  // namespace

void gather(const DividedDataset& from, std::span<const std::size_t> rows, float* out) { gather_rows(from, rows, out); }
void gather(const DividedDataset& from, std::span<const std::size_t> rows, double* out) {
  gather_rows(from, rows, out);
}

}  // namespace ravine
