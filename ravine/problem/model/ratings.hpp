// Ratings of a matrix by row and column, from a data set.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ravine/problem/dataset/dataset.hpp"

namespace ravine::model {

struct Rating {
  std::uint32_t row = 0, column = 0;
  double value = 0;
};

struct Ratings {
  std::size_t rows = 0, columns = 0;  // one more than the largest index
  std::vector<Rating> training, validation, test;
};

// Throws InputError for a data set that is none of ratings (factorisation.hpp says which are).
Ratings ratings_of(const DividedDataset& data);

}  // namespace ravine::model
