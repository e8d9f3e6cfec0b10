// The order in which a tape computes its values.
#pragma once

#include "ravine/expression/select.hpp"

namespace ravine {

// Reorders the instructions so that few values wait at a time. A gradient as it comes from the reverse sweep keeps all
// of the function's values until the end; in this order a sum of many terms needs a handful of registers. No value
// changes.
void order_instructions(Selection& selection, std::size_t inputs);

}  // namespace ravine
