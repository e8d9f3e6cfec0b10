// How features are brought to one scale, by what the training part has.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "ravine/problem/dataset/dataset.hpp"

namespace ravine {

enum class ScalingKind {
  none,         // as it is
  standardise,  // (value - mean) / standard deviation; the variance is divided by the number of samples
  range,        // (value - least) / (greatest - least): 0 to 1 on the training part
  divide,       // value / divisor, the same for every feature: bytes by 255
};
inline constexpr std::array<std::string_view, 4> scaling_names{"none", "standardise", "range", "divide"};

// From the samples `rows` of `data` (at least one), which no others influence. A feature that has one value in all of
// them gets that value as its offset and the factor 1: 0 in each of them. Means and variances are sums of
// base/sum's one shape (of sparse rows: in the order of the rows). Throws InputError, naming the feature, where
// numbers are so large or so close together that a factor is not finite, and for a divisor that is not above 0.
Scaling fit_scaling(const Dataset& data, std::span<const std::size_t> rows, ScalingKind kind, double divisor = 255);

}  // namespace ravine
