// Numbers as they stand in a sentence.
#pragma once

#include <string>

namespace ravine {

// `value` rounded to three significant digits, in the form of shortest(): "0.0021", "3.2", "1e+20" as "1e20".
std::string rounded(double value);

}  // namespace ravine
