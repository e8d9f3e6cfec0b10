// Samples with features and a target, as readers give them and models take them. Immutable once made; may be shared by
// any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ravine {

// Rows of a sparse matrix: the entries of row i are entries[first[i]] ... entries[first[i + 1] - 1], columns
// increasing.
struct SparseRows {
  std::vector<std::size_t> first{0};
  std::vector<std::uint32_t> column;
  std::vector<double> value;
};

// Row-major samples x features, in the type that the file has: images stay bytes.
using FeatureValues = std::variant<std::vector<double>, std::vector<float>, std::vector<std::uint8_t>, SparseRows>;

struct Dataset {
  std::size_t samples = 0, features = 0;
  FeatureValues values;
  std::vector<double> target;              // one a sample: a number, or the index of its class; may be empty
  std::vector<std::string> feature_names;  // as many as features, or none
  std::vector<std::string> class_names;    // of a classification; empty: the target is a number

  bool is_classification() const { return !class_names.empty(); }
  bool is_sparse() const { return std::holds_alternative<SparseRows>(values); }
};

// Which samples are for what: indices, increasing, none in two parts.
struct Partition {
  std::vector<std::size_t> training, validation, test;
};

// Feature j of a sample as a model sees it: (value - offset[j]) * factor[j]. Both empty: as it is.
struct Scaling {
  std::vector<double> offset, factor;
};

// What a model learns from.
struct DividedDataset {
  std::shared_ptr<const Dataset> data;
  Partition parts;
  Scaling scaling;  // fitted on the training part alone
};

}  // namespace ravine
