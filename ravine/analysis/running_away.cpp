#include "ravine/analysis/running_away.hpp"

#include <algorithm>
#include <cmath>

namespace ravine {
namespace {

constexpr std::size_t few = 8;       // points; no growth is told from so few
constexpr double acceleration = 10;  // times as far at the end as at three quarters: away it runs

}  // namespace

std::size_t valued_points(std::size_t count, std::span<const double> f) {
  while (count > 1 && count <= f.size() && !std::isfinite(f[count - 1])) --count;
  return count;
}

bool runs_away(std::span<const double> moved, std::span<const double> f) {
  const std::size_t count = moved.size(), with_value = valued_points(count, f);
  double by_then = 0, by_the_end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double height = f.size() == count ? std::fabs(f[i]) : 0;
    if (!(moved[i] < far_away) || height >= far_away) return true;
    if (i >= with_value) continue;
    by_the_end = std::max(by_the_end, moved[i]);
    if (4 * i <= 3 * (with_value - 1)) by_then = by_the_end;
  }
  return with_value >= few && by_the_end > acceleration * by_then;
}

}  // namespace ravine
