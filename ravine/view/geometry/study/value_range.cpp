#include "ravine/view/geometry/study/value_range.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/base/math/exponential.hpp"
#include "ravine/base/math/logarithm.hpp"

namespace ravine::view {
namespace {

constexpr double largest_value = 1e307;

}  // namespace

ValueRange value_range(std::span<const double> values, bool logarithmic, double air) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double v : values) {
    if (!std::isfinite(v) || (logarithmic && !(v > 0))) continue;
    // An axis cannot be longer than the largest double.
    low = std::min(low, std::clamp(v, -largest_value, largest_value));
    high = std::max(high, std::clamp(v, -largest_value, largest_value));
  }
  if (low > high) return logarithmic ? ValueRange{0.1, 1} : ValueRange{0, 1};
  if (logarithmic) {
    if (high < 1.05 * low) low /= 1.5, high *= 1.5;
    const double factor = math::exp(air * (math::log(high) - math::log(low)));
    // Ends stay numbers where values are near the largest or the smallest there are.
    const double longer = high * factor, shorter = low / factor;
    return {shorter > 0 ? shorter : low, std::isfinite(longer) ? longer : high};
  }
  if (!(high - low > 1e-12 * std::max(std::fabs(low), std::fabs(high)))) {
    const double half = high == 0 ? 1 : 0.1 * std::fabs(high);
    low -= half, high += half;
  }
  return {low - air * (high - low), high + air * (high - low)};
}

}  // namespace ravine::view
