#include "ravine/analysis/comparison/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::comparison {
namespace {

std::vector<double> sorted(std::span<const double> values) {
  if (values.empty()) throw InputError("a quantile of no values: at least 1 is needed", "leave out empty groups");
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isnan(values[i]))
      throw InputError("value " + std::to_string(i) + " is nan: a quantile is of numbers and infinities",
                       "give inf where there is no value");
  std::vector<double> ordered(values.begin(), values.end());
  std::sort(ordered.begin(), ordered.end());
  return ordered;
}

double between(double lower, double upper, double weight) {
  if (lower == upper) return lower;
  if (std::isinf(upper)) return upper;
  if (std::isinf(lower)) return lower;
  // Not lower + weight * (upper - lower), whose difference may overflow.
  return std::clamp((1 - weight) * lower + weight * upper, lower, upper);
}

double quantile_of_sorted(std::span<const double> ordered, double p) {
  const double h = static_cast<double>(ordered.size() - 1) * p, nearest = std::round(h);
  if (std::fabs(h - nearest) <= 4 * std::numeric_limits<double>::epsilon() * h)
    return ordered[static_cast<std::size_t>(nearest)];
  const auto below = static_cast<std::size_t>(h);
  return between(ordered[below], ordered[below + 1], h - std::floor(h));
}

}  // namespace

double quantile(std::span<const double> values, double p) {
  if (!(p >= 0 && p <= 1))
    throw InputError("a quantile at " + shortest(p) + ": its share is in 0 ... 1", "the median is at 0.5");
  return quantile_of_sorted(sorted(values), p);
}

double median(std::span<const double> values) { return quantile(values, 0.5); }

Quartiles quartiles(std::span<const double> values) {
  const auto ordered = sorted(values);
  return {quantile_of_sorted(ordered, 0.25), quantile_of_sorted(ordered, 0.5), quantile_of_sorted(ordered, 0.75)};
}

}  // namespace ravine::comparison
