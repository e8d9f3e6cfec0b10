// Rows of a data set as a model sees them: dense, scaled, in the model's number type.
#pragma once

#include <cstddef>
#include <span>

#include "ravine/problem/dataset/dataset.hpp"

namespace ravine {

// out[i * features + j] = (feature j of sample rows[i] - offset[j]) * factor[j], row-major, rows.size() x features.
// Worked in double and then rounded, so that floats are those nearest to the doubles, on every instruction set. Rows
// may stand in any order and more than once; each is below the number of samples, and `out` has room for all. The
// targets are data->target[rows[i]].
void gather(const DividedDataset& from, std::span<const std::size_t> rows, float* out);
void gather(const DividedDataset& from, std::span<const std::size_t> rows, double* out);

}  // namespace ravine
