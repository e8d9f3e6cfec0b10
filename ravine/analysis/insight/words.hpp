// Numbers as they stand in a sentence.
#pragma once

#include <string>

namespace ravine {

// `value` rounded to three significant digits, in the form of shortest(): "0.0021", "3.2"; from 1e7 on as "1.37e15".
std::string rounded(double value);

}  // namespace ravine
