// Numbers for the page's data, and those inside sentences; numbers for people are view/geometry/ticks.hpp's.
#pragma once

#include <string>
#include <string_view>

namespace ravine::report {

// The canonical text of `value` rounded to `digits` significant digits: "0.1", "-2.5e-7", "nan".
std::string number_text(double value, int digits = 17);

// A run's reason with the number after each " = " as people write it: "f = 2.17837·10¹⁰¹ at step 34".
std::string with_readable_numbers(std::string_view text);

}  // namespace ravine::report
