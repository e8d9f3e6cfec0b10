#include "ravine/study/spacing.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>

#include "ravine/base/math.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::study {
namespace {

double rounded(double value) {
  constexpr int digits = 12;
  char buffer[40];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), value, std::chars_format::scientific, digits - 1);
  return parse_number({std::begin(buffer), static_cast<std::size_t>(end.ptr - buffer)}).value_or(value);
}

bool increasing(const std::vector<double>& values) {
  return std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end();
}

}  // namespace

std::vector<double> spaced(double low, double high, std::size_t points, bool logarithmic) {
  const double from = logarithmic ? math::log(low) : low, to = logarithmic ? math::log(high) : high;
  const auto last = static_cast<double>(points - 1);
  std::vector<double> exact(points, low), values(points, low);
  exact.back() = values.back() = high;
  for (std::size_t i = 1; i + 1 < points; ++i) {
    const double share = static_cast<double>(i) / last;
    const double value = from * (1 - share) + to * share;
    exact[i] = std::clamp(logarithmic ? math::exp(value) : value, low, high);
    values[i] = rounded(exact[i]);
  }
  return increasing(values) ? values : exact;
}

}  // namespace ravine::study
