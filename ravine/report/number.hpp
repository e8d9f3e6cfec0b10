// Numbers for the page's data; numbers for people are view/geometry/ticks.hpp's.
#pragma once

#include <string>

namespace ravine::report {

// The canonical text of `value` rounded to `digits` significant digits: "0.1", "-2.5e-7", "nan".
std::string number_text(double value, int digits = 17);

}  // namespace ravine::report
