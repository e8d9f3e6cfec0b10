// Evenly spaced values, as ranges of a definition mean them.
#pragma once

#include <cstddef>
#include <vector>

namespace ravine::study {

// `points` (at least 2) increasing values from `low` to `high`, both exactly among them; of even logarithms where
// `logarithmic` (then low > 0). Values between are rounded to 12 significant digits where that keeps them apart: 0.3
// and 0.001, not 0.30000000000000004, and what is printed can be typed in again.
std::vector<double> spaced(double low, double high, std::size_t points, bool logarithmic);

}  // namespace ravine::study
