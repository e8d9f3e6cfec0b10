// The readers of the formats. Each gives samples and features, and the target where the file holds it.
#pragma once

#include <string>

#include "ravine/problem/dataset/byte_source.hpp"
#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/dataset/read.hpp"

namespace ravine::dataset {

// What a file is read for.
enum class Part {
  samples,  // features and, if the options say so, the target
  target,   // the targets alone: one a sample
};

// Comma separated values, RFC 4180.
Dataset read_csv(ByteSource& source, const std::string& name, const ReadOptions& options, Part part);
// LIBSVM's and SVMlight's sparse rows: `target index:value index:value # comment`.
Dataset read_libsvm(ByteSource& source, const std::string& name, const ReadOptions& options, Part part);
// The format of MNIST (LeCun, Cortes, Burges 1998). The first dimension is the samples.
Dataset read_idx(ByteSource& source, const std::string& name, const ReadOptions& options, Part part);
// NumPy's format, versions 1 to 3 (numpy.lib.format). The first dimension is the samples.
Dataset read_npy(ByteSource& source, const std::string& name, const ReadOptions& options, Part part);

}  // namespace ravine::dataset
