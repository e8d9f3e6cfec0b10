// Numbers as bytes, of the types that IDX and NPY have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ravine/problem/dataset/byte_source.hpp"
#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/dataset/formats.hpp"
#include "ravine/problem/dataset/read.hpp"

namespace ravine::dataset {

struct RawType {
  enum class Kind { truth, signed_integer, unsigned_integer, floating };
  Kind kind = Kind::floating;
  std::size_t size = 8;  // bytes
  bool big_endian = false;
};

// An array of numbers: its first dimension is the samples, the others together are the features.
struct RawArray {
  RawType type;
  std::vector<std::uint64_t> shape;  // 0 to 32 dimensions
  bool first_fastest = false;        // Fortran's order: the first index changes first; else C's, where the last does
};

// Reads the array's numbers, which are all that `source` still has. For Part::target the array is one number a sample,
// which become the target, `labels` saying that they are classes unless the options say otherwise. For samples, a
// target column is taken out of arrays of two dimensions as the options say. InputError where the shape and the bytes
// do not fit, and for a value that is not finite.
Dataset read_array(const RawArray& array, ByteSource& source, const std::string& name, const ReadOptions& options,
                   Part part, bool labels = false);

}  // namespace ravine::dataset
