#include "ravine/view/geometry/ticks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "ravine/base/number_text.hpp"

namespace ravine::view {
namespace {

constexpr const char* minus = "−";

// value = digits * 10^exponent with exactly `count` digits (value finite, positive).
struct Decimal {
  std::int64_t digits;
  int exponent;
};
Decimal decimal(double value, int count) {
  int exponent = static_cast<int>(std::floor(std::log10(value))) - count + 1;
  const auto scaled = [&](int e) {
    // Two steps where one power of ten would overflow or underflow.
    const double once = e >= 0 ? value / power_of_ten(std::min(e, 300)) : value * power_of_ten(std::min(-e, 300));
    return std::llround(e > 300 ? once / power_of_ten(e - 300) : e < -300 ? once * power_of_ten(-e - 300) : once);
  };
  std::int64_t digits = scaled(exponent), limit = 1;
  for (int i = 0; i < count; ++i) limit *= 10;
  if (digits >= limit) digits = scaled(++exponent);
  if (digits < limit / 10) digits = scaled(--exponent);
  return {digits, exponent};
}

std::string grouped(const std::string& digits) {  // by thin spaces from five digits on
  if (digits.size() < 5) return digits;
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += "\u2009";
    text += digits[i];
  }
  return text;
}

// digits * 10^exponent written out, without trailing zeros after the point.
std::string plain(std::int64_t digits, int exponent) {
  std::string text = std::to_string(digits);
  if (exponent >= 0) return grouped(text + std::string(static_cast<std::size_t>(exponent), '0'));
  const auto after = static_cast<std::size_t>(-exponent);
  if (text.size() <= after) text.insert(0, after + 1 - text.size(), '0');
  std::string whole = text.substr(0, text.size() - after), part = text.substr(text.size() - after);
  while (!part.empty() && part.back() == '0') part.pop_back();
  return part.empty() ? grouped(whole) : grouped(whole) + "." + part;
}

// A label on an axis whose ticks are multiples of unit * 10^exponent.
std::string tick_label(double multiple, int exponent, bool powers) {
  if (multiple == 0) return "0";
  const std::string sign = multiple < 0 ? minus : "";
  const auto digits = static_cast<std::int64_t>(std::llround(std::abs(multiple)));
  if (!powers) {
    std::string text = plain(digits, exponent);
    if (exponent < 0) {  // all labels of the axis show as many digits
      const std::size_t point = text.find('.');
      std::string zeros(
          static_cast<std::size_t>(-exponent) - (point == std::string::npos ? 0 : text.size() - point - 1), '0');
      text += (point == std::string::npos ? "." : "") + zeros;
    }
    return sign + text;
  }
  // Scientific: 12 * 10^7 is 1.2·10⁸.
  const std::string all = std::to_string(digits);
  const int shift = static_cast<int>(all.size()) - 1;
  return sign + plain(digits, -shift) + "·10" + superscript(exponent + shift);
}

}  // namespace

double power_of_ten(int exponent) {
  static const std::vector<double> table = [] {
    std::vector<double> powers;
    for (int e = -323; e <= 308; ++e) powers.push_back(*parse_number("1e" + std::to_string(e)));
    return powers;
  }();
  if (exponent < -323) return 0;
  if (exponent > 308) return HUGE_VAL;
  return table[static_cast<std::size_t>(exponent) + 323];
}

std::string superscript(int value) {
  static constexpr std::array<const char*, 10> digit{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text;
  for (const char c : std::to_string(value)) text += c == '-' ? "⁻" : digit[static_cast<std::size_t>(c - '0')];
  return text;
}

std::string readable(double value, int digits) {
  if (std::isnan(value)) return "NaN";
  const std::string sign = std::signbit(value) && value != 0 ? minus : "";
  if (std::isinf(value)) return sign + "∞";
  if (value == 0) return "0";
  const Decimal d = decimal(std::abs(value), digits);
  const int leading = d.exponent + digits - 1;  // the decade of the first digit
  if (leading >= -3 && leading <= 6) return sign + plain(d.digits, d.exponent);
  const std::string mantissa = plain(d.digits, 1 - digits);
  return sign + (mantissa == "1" ? "" : mantissa + "·") + "10" + superscript(leading);
}

Ticks linear_ticks(double low, double high, std::size_t most) {
  Ticks ticks;
  const double span = high - low;
  if (!(span > 0) || !std::isfinite(span) || most < 2) return ticks;
  // The finest of 1, 2, 5 * 10^e with few enough multiples in range. A hair of tolerance keeps ends that are round.
  int exponent = static_cast<int>(std::floor(std::log10(span / static_cast<double>(most)))) - 1;
  constexpr double units[] = {1, 2, 5};
  for (int i = 0; i < 12; ++i) {
    const double unit = units[i % 3], step = unit * power_of_ten(exponent + i / 3);
    const double first = std::ceil(low / step - 1e-9), last = std::floor(high / step + 1e-9);
    if (!(step > 0) || last - first + 1 > static_cast<double>(most)) continue;
    exponent += i / 3;
    // Values too large or small to be written out have powers of ten.
    const double largest = std::max(std::abs(first), std::abs(last)) * step;
    const bool powers = largest >= 1e7 || largest < 1e-4;
    // By count: beyond 2^53, where an axis is shorter than the spacing of doubles allows, k + 1 may be k.
    const auto count = static_cast<std::size_t>(std::max(last - first + 1, 0.0));
    for (std::size_t n = 0; n < count; ++n) {
      const double k = first + static_cast<double>(n);
      ticks.values.push_back(
          std::clamp(exponent >= 0 || exponent < -300 ? k * step : k * unit / power_of_ten(-exponent), low, high));
      ticks.labels.push_back(tick_label(k * unit, exponent, powers));
    }
    const double parts = unit == 2 ? 4 : 5;
    for (std::size_t n = 0; n <= count; ++n)
      for (double j = 1; j < parts; ++j) {
        const double at = (first - 1 + static_cast<double>(n) + j / parts) * step;
        if (at >= low && at <= high) ticks.minor.push_back(at);
      }
    break;
  }
  return ticks;
}

Ticks log_ticks(double low, double high, std::size_t most) {
  Ticks ticks;
  if (!(low > 0) || !(high > low) || !std::isfinite(high) || most < 1) return ticks;
  // Places and labels as mantissa * 10^exponent; a hair of tolerance keeps ends that are round.
  const auto inside = [&](double v) { return v >= low * (1 - 1e-12) && v <= high * (1 + 1e-12); };
  const int first = static_cast<int>(std::floor(std::log10(low))) - 1;
  const int last = static_cast<int>(std::ceil(std::log10(high))) + 1;
  std::vector<int> powers;
  for (int e = first; e <= last; ++e)
    if (inside(power_of_ten(e))) powers.push_back(e);
  if (powers.size() >= 2) {
    int every = 1;
    while ((powers.size() + every - 1) / every > most) every += every < 2 ? 1 : every == 2 ? 1 : every == 3 ? 2 : 5;
    for (const int e : powers)
      if (e % every == 0) {
        ticks.values.push_back(power_of_ten(e));
        ticks.labels.push_back("10" + superscript(e));
      }
    for (int e = first; e <= last; ++e) {
      if (every == 1) {
        for (int digit = 2; digit <= 9; ++digit)
          if (inside(digit * power_of_ten(e))) ticks.minor.push_back(digit * power_of_ten(e));
      } else if (e % every != 0 && inside(power_of_ten(e))) {
        ticks.minor.push_back(power_of_ten(e));
      }
    }
    return ticks;
  }
  for (int e = first; e <= last; ++e)
    for (const double mantissa : {1.0, 2.0, 5.0})
      if (inside(mantissa * power_of_ten(e))) {
        ticks.values.push_back(mantissa * power_of_ten(e));
        ticks.labels.push_back(readable(mantissa * power_of_ten(e), 1));
      }
  if (ticks.values.size() < 2) return linear_ticks(low, high, std::max<std::size_t>(most, 2));
  for (int e = first; e <= last; ++e)
    for (int digit = 2; digit <= 9; ++digit)
      if (digit != 2 && digit != 5 && inside(digit * power_of_ten(e))) ticks.minor.push_back(digit * power_of_ten(e));
  return ticks;
}

}  // namespace ravine::view
