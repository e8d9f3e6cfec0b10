// What each column of a table is for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ravine/problem/dataset/formats.hpp"

namespace ravine::dataset {

enum class Role : std::uint8_t { feature, target, ignored };

struct Columns {
  std::vector<Role> roles;         // one a column
  std::vector<std::string> names;  // as many, or none
  std::size_t features = 0;
  bool target = false;  // whether some column is

  std::string name(std::size_t column) const;  // "column 2 (`width`)"
  std::vector<std::string> feature_names() const;
};

// By options.target, target_column, target_file and leave_out, and the last column without them. InputError (of the
// file `file`) for a column that is not there, and where no feature is left.
Columns choose_columns(std::size_t count, std::vector<std::string> names, const ReadOptions& options, Part part,
                       const std::string& file);

}  // namespace ravine::dataset
