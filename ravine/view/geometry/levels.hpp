// Which level sets to draw: chosen from the field's values.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "ravine/view/figure.hpp"

namespace ravine::view {

struct LevelChoice {
  std::vector<double> levels;        // ascending, each strictly between the field's least and greatest value
  double reference = 0;              // what the levels are counted from: f*, else 0
  bool logarithmic = false;          // levels spread over decades
  std::optional<std::size_t> start;  // the index of the level through the start
};

// About `most` levels. Where f - reference spans decades over the box (its greatest value is 100 times the value that a
// hundredth of the box lies below), levels are reference + {1, 2, 5} * 10^k, thinned evenly; else multiples of a round
// step. The innermost level encloses about a two-thousandth of the box. `reference` is f*, where known and no greater
// than the least value of the field; else the levels of f nearest to such ones, counted from that value, are round.
// `through` is the start's f: it gets a level of its own, and others that come too close to it go. A field without
// values, or of one value, gives none.
LevelChoice choose_levels(const Field& field, std::optional<double> reference, std::optional<double> through,
                          std::size_t most = 12);

}  // namespace ravine::view
