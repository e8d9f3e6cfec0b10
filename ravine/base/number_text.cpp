#include "ravine/base/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <version>

namespace ravine {
namespace {

// d.ddd times 10^exponent: digits without trailing zeros, the first is not zero.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// From "d.ddde-xx", whatever character the point is.
Decimal read_scientific(std::string_view text) {
  Decimal decimal;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != 'e'; ++i)
    if (is_ascii_digit(text[i])) decimal.digits += text[i];
  int exponent = 0;
  const bool negative = i + 1 < text.size() && text[i + 1] == '-';
  for (; i < text.size(); ++i)
    if (is_ascii_digit(text[i])) exponent = 10 * exponent + (text[i] - '0');
  decimal.exponent = negative ? -exponent : exponent;
  while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
  return decimal;
}

std::string lay_out(bool negative, const Decimal& decimal) {
  const std::string_view digits = decimal.digits;
  const int e = decimal.exponent;
  const bool scientific = e < -4 || e > 15;
  const auto whole = scientific ? 1 : static_cast<std::size_t>(std::max(e + 1, 0));  // digits before the point
  std::string text;
  if (negative) text += '-';
  text += digits.substr(0, whole);
  if (whole > digits.size()) text.append(whole - digits.size(), '0');
  if (whole == 0) text += '0';
  if (whole < digits.size()) {
    text += '.';
    if (!scientific && e < 0) text.append(static_cast<std::size_t>(-e - 1), '0');
    text += digits.substr(whole);
  }
  if (scientific) {
    text += 'e';
    text += std::to_string(e);
  }
  return text;
}

// `digits_of` is asked for positive finite numbers only.
template <class DigitsOf>
std::string write(double value, DigitsOf digits_of) {
  if (std::isnan(value)) return "nan";
  const bool negative = std::signbit(value);
  if (std::isinf(value)) return negative ? "-inf" : "inf";
  if (value == 0) return negative ? "-0" : "0";
  return lay_out(negative, digits_of(std::fabs(value)));
}

// strtod and printf use the locale's decimal point, so ask for it.
std::string locale_point() {
  char text[16];
  const int count = std::snprintf(text, sizeof text, "%.1f", 0.5);
  return {text + 1, static_cast<std::size_t>(std::max(count - 2, 0))};
}

double read_by_strtod(std::string_view number) {
  std::string text(number);
  if (const auto point = text.find('.'); point != std::string::npos) text.replace(point, 1, locale_point());
  return std::strtod(text.c_str(), nullptr);
}

double value_of(const Decimal& decimal) {
  std::string text = decimal.digits;
  text += 'e';
  text += std::to_string(decimal.exponent - static_cast<int>(decimal.digits.size()) + 1);
  return read_by_strtod(text);
}

// One unit more in the last of `count` digits.
void step_up(Decimal& decimal, std::size_t count) {
  decimal.digits.resize(count, '0');
  std::size_t i = count;
  while (i > 0 && decimal.digits[i - 1] == '9') decimal.digits[--i] = '0';
  if (i > 0) {
    ++decimal.digits[i - 1];
  } else {
    decimal.digits.assign(1, '1');
    ++decimal.exponent;
  }
  while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
}

// The nearest decimal of as few digits as read back to `value`. Just below a power of two doubles lie twice as close as
// above it: there a decimal above may read back although a nearer one below does not.
Decimal digits_by_printf(double value) {
  for (int digits = 1;; ++digits) {
    char text[40];
    const int count = std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
    auto decimal = read_scientific({text, static_cast<std::size_t>(count)});
    if (digits >= std::numeric_limits<double>::max_digits10 || value_of(decimal) == value) return decimal;
    step_up(decimal, static_cast<std::size_t>(digits));
    if (value_of(decimal) == value) return decimal;
  }
}

// [digits][.digits][e[sign]digits] with a digit before the exponent.
bool is_decimal(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const auto begin = i;
    while (i < text.size() && is_ascii_digit(text[i])) ++i;
    return i - begin;
  };
  auto mantissa = digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    mantissa += digits();
  }
  if (mantissa == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

// `magnitude_of` is asked for unsigned decimals only.
template <class MagnitudeOf>
std::optional<double> read(std::string_view text, MagnitudeOf magnitude_of) {
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (negative || text.front() == '+')) text.remove_prefix(1);
  double magnitude = 0;
  if (text == "inf") {
    magnitude = std::numeric_limits<double>::infinity();
  } else if (text == "nan") {
    magnitude = std::numeric_limits<double>::quiet_NaN();
  } else if (is_decimal(text)) {
    magnitude = magnitude_of(text);
  } else {
    return std::nullopt;
  }
  return negative ? -magnitude : magnitude;
}

}  // namespace

namespace portable {
std::string shortest(double value) { return write(value, digits_by_printf); }
std::optional<double> parse_number(std::string_view text) { return read(text, read_by_strtod); }
}  // namespace portable

#if defined(__cpp_lib_to_chars) && __cpp_lib_to_chars >= 201611L

std::string shortest(double value) {
  return write(value, [](double magnitude) {
    char text[40];
    const auto end = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific).ptr;
    return read_scientific({text, static_cast<std::size_t>(end - text)});
  });
}

std::optional<double> parse_number(std::string_view text) {
  return read(text, [](std::string_view number) {
    double magnitude = 0;
    const auto result = std::from_chars(number.data(), number.data() + number.size(), magnitude);
    return result.ec == std::errc() ? magnitude
                                    : read_by_strtod(number);  // out of range: zero or infinity, strtod knows
  });
}

#else

std::string shortest(double value) { return portable::shortest(value); }
std::optional<double> parse_number(std::string_view text) { return portable::parse_number(text); }

#endif

std::string count_text(std::uint64_t count) {
  auto text = std::to_string(count);
  for (auto i = text.size(); i > 3;) text.insert(i -= 3, 1, ',');
  return text;
}

}  // namespace ravine
