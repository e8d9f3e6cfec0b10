#include "ravine/analysis/insight/words.hpp"

#include <cmath>

#include "ravine/base/math/logarithm.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {

std::string rounded(double value) {
  if (!std::isfinite(value) || value == 0) return shortest(value + 0.0);  // -0 is "0"
  // Scaled by reading decimal text, which is exact where a product of powers of ten would round.
  const int exponent = static_cast<int>(std::floor(math::log(std::fabs(value)) / 0x1.26bb1bbb55516p1)) - 2;
  const auto unit = parse_number("1e" + std::to_string(exponent));
  if (!unit || *unit == 0 || !std::isfinite(*unit)) return shortest(value);
  const auto digits = static_cast<long long>(std::floor(std::fabs(value) / *unit + 0.5));
  const auto nearest = parse_number(std::to_string(digits) + "e" + std::to_string(exponent));
  const double result = value < 0 ? -*nearest : *nearest;
  if (std::fabs(result) < 1e7) return shortest(result);
  // shortest() writes whole numbers out, with zeros that were rounded away.
  const auto carried = exponent + (digits == 1000 ? 3 : 2);
  const auto mantissa = parse_number(std::to_string(digits == 1000 ? 100 : digits) + "e-2");
  return shortest(value < 0 ? -*mantissa : *mantissa) + "e" + std::to_string(carried);
}

}  // namespace ravine
