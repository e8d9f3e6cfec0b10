// Round places on an axis, and numbers as people write them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ravine::view {

struct Ticks {
  std::vector<double> values;       // ascending, within the axis
  std::vector<std::string> labels;  // one a value, UTF-8: "−2", "0.5", "10⁴"
  std::vector<double> minor;        // between them, without labels
};

// Multiples of 1, 2 or 5 times a power of ten from low to high, at most `most` (>= 2) of them. An axis of zero or
// not-finite length has none.
Ticks linear_ticks(double low, double high, std::size_t most);

// Ticks of a logarithmic axis, 0 < low < high: powers of ten, every n-th where there are more than `most`; with fewer
// than two powers in range also 2 and 5 times them, with none of these two the linear ticks. Minor ones are 2 ... 9
// times powers of ten where each power has its tick, else the powers left out.
Ticks log_ticks(double low, double high, std::size_t most);

// 10^exponent, the double nearest to it (0 or infinity out of range).
double power_of_ten(int exponent);

// A number for a reader, `digits` significant ones: "0.0123", "−4.5", "1 230 000", "1.2·10⁻⁷", "∞", "NaN". Trailing
// zeros after the point are left out.
std::string readable(double value, int digits = 3);

// "⁻¹²"
std::string superscript(int value);

}  // namespace ravine::view
