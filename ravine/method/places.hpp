// Where the links of a chain stand in the columns of a walk: their settings, scalars, coefficients and slots, and which
// coordinates share them.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/base/layout.hpp"
#include "ravine/method/chain.hpp"

namespace ravine {

// Coordinates that share settings, scalars and coefficients, and the first columns of these. A matrix that is stepped
// as a whole has rows, and numbers of its own after its scalars.
struct LinkRange {
  std::size_t first, size, setting, scalar, coefficient, rows = 0, columns = 0;
};

// Sums are over each range, or over all of them together: where they are groups.
struct LinkPlace {
  const MethodEntry* entry;
  std::vector<LinkRange> ranges;
  bool together = false;
  std::size_t setting = 0, slot = 0;  // first columns
  bool steps = true;                  // it is no probe, which comes before the step
};

struct SlotPlace {
  std::size_t column, stride;  // coordinate i is column + i * stride
};

struct Places {
  // Of a method that fits the layout. `single`: for one lane, whose slots have a row each, `row` columns long.
  Places(const Method& method, const Layout& layout, bool single, std::size_t row);

  std::vector<LinkPlace> links;       // in the chain's order
  std::vector<std::size_t> segments;  // first links of the passes over all coordinates, and the end
  std::size_t groups = 1;             // that have settings of their own
  std::vector<std::size_t> group_of;  // of the method's settings by group
  std::vector<SlotPlace> slots;       // by the chain's numbering
  std::size_t setting_columns = 0, scalar_columns = 0, coefficient_columns = 0, slot_rows = 0, most_sums = 0;

 private:
  std::vector<LinkRange> ranges_of(const MethodEntry& entry, const Layout& layout, bool by_tensor);
  void find_segments();
};

}  // namespace ravine
