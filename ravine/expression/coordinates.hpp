// Which coordinate a name in a formula is, and how many coordinates there are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ravine/expression/names.hpp"
#include "ravine/expression/syntax.hpp"

namespace ravine {

inline constexpr std::size_t coordinate_limit = 1'000'000;

// The indices of the sums around a place, with their values there.
using SumIndices = std::vector<std::pair<std::string, double>>;
// ", at i = 3"
std::string where(const SumIndices& indices);

class Coordinates {
 public:
  // `text` is what `syntax` was parsed from, for errors. Throws InputError where names do not fit together: x beside
  // x1, more declared names than dimensions, more coordinates than coordinate_limit.
  Coordinates(const Syntax& syntax, std::string_view text, const ParseOptions& options);

  // The dimension that was given, or 0: then it is what the text mentions.
  std::size_t given_dimension() const { return given_; }
  bool is_variable(std::string_view name) const { return names_.is_variable(name); }
  // The coordinate, from 0, that a variable's name is.
  std::size_t named(const Syntax& name, const SumIndices& indices);
  // The same of x[number].
  std::size_t indexed(const Syntax& element, double number, const SumIndices& indices);
  // A name a coordinate, after all of them were asked for.
  std::vector<std::string> names(const Syntax& syntax) const;

 private:
  void look_for_names(const Syntax& syntax);
  std::size_t in_range(const Syntax& at, double number, const SumIndices& indices);

  std::string_view text_;
  FormulaNames names_;
  std::size_t given_, highest_ = 0;  // coordinates, the largest that was asked for
  bool has_letters_ = false, has_indices_ = false;
};

}  // namespace ravine
