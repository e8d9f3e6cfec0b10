// Which samples train, validate and test, drawn by seed.
#pragma once

#include <cstdint>

#include "ravine/problem/dataset/dataset.hpp"

namespace ravine {

struct PartitionOptions {
  // Samples of these parts; training gets all others, at least one. Below 1 a share of all samples (rounded to the
  // nearest whole number, halves up), from 1 on a whole number of samples. 0: no such part.
  double validation = 0, test = 0;
  // Each class has its share: the test part is drawn from all samples and the validation part from those left, and of
  // no class has either more or less than its share of what it was drawn from by a whole sample. Classifications only.
  bool stratified = false;
  std::uint64_t seed = 1;
};

// Each sample has a random number of its own (keyed: seed, Purpose::dataset, index of the sample); the lowest are the
// test part, the next the validation part. Throws InputError with the shares and counts that do not fit.
Partition partition(const Dataset& data, const PartitionOptions& options);

}  // namespace ravine
