// From a data set to what a model learns from: parts by seed, features on one scale.
#pragma once

#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/dataset/partition.hpp"
#include "ravine/problem/dataset/scaling.hpp"

namespace ravine {

struct DivisionOptions {
  PartitionOptions parts{};
  ScalingKind scaling = ScalingKind::none;
  double divisor = 255;  // of ScalingKind::divide
};

// Throws InputError as `partition` and `fit_scaling` do.
DividedDataset divide(Dataset data, const DivisionOptions& options = {});
// With a test part of its own, from another file: its samples follow those of `data`, from which only the validation
// part is drawn (parts.test must be 0). InputError where the two do not fit.
DividedDataset divide(Dataset data, Dataset test, const DivisionOptions& options = {});

// The samples of `first`, then those of `second`. Both have the same features and the same kind of target; classes are
// those of either, sorted as readers do; sparse rows take the larger number of features. Values of different types
// become doubles. InputError says what does not fit.
Dataset joined(Dataset first, Dataset second);

}  // namespace ravine
