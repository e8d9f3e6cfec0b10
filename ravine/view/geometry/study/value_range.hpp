// The range of an axis that holds a list of numbers.
#pragma once

#include <span>

namespace ravine::view {

struct ValueRange {
  double low = 0, high = 1;
};

// From the least to the greatest of the values that have a place on the axis (finite; positive on a logarithmic one),
// made longer by `air` of its length on both sides. Never of no length; without any value 0 ... 1, or 0.1 ... 1.
ValueRange value_range(std::span<const double> values, bool logarithmic, double air);

}  // namespace ravine::view
