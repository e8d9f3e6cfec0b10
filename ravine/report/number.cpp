#include "ravine/report/number.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "ravine/base/number_text.hpp"

namespace ravine::report {

std::string number_text(double value, int digits) {
  if (digits < 17 && std::isfinite(value)) {
    std::array<char, 40> text{};
    char* const end = text.data() + text.size();
    const auto written = std::to_chars(text.data(), end, value, std::chars_format::scientific, digits - 1);
    std::from_chars(text.data(), written.ptr, value);
  }
  return shortest(value);
}

}  // namespace ravine::report
