#include "ravine/report/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "ravine/base/number_text.hpp"
#include "ravine/view/geometry/ticks.hpp"

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

std::string with_readable_numbers(std::string_view text) {
  constexpr std::string_view equals = " = ";
  constexpr int digits = 6;
  std::string result;
  for (std::size_t at = text.find(equals); at != std::string_view::npos; at = text.find(equals)) {
    result += text.substr(0, at + equals.size());
    text.remove_prefix(at + equals.size());
    const std::size_t end = std::min(text.find_first_not_of("0123456789+-.einfa"), text.size());
    const auto value = parse_number(text.substr(0, end));
    result += value ? view::readable(*value, digits) : std::string(text.substr(0, end));
    text.remove_prefix(end);
  }
  return result += text;
}

}  // namespace ravine::report
