// Which random streams of Purpose::dataset are whose: the `problem` of their keys.
#pragma once

#include <cstdint>

#include "ravine/base/random.hpp"

namespace ravine {

enum class DatasetStream : std::uint64_t { partition = 1, class_centres, class_samples, regression };

inline math::RandomStream dataset_stream(std::uint64_t seed, DatasetStream stream) {
  return math::RandomStream({seed, math::Purpose::dataset, static_cast<std::uint64_t>(stream), 0, 0});
}

}  // namespace ravine
