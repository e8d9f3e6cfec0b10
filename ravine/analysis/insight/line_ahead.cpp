#include "ravine/analysis/insight/line_ahead.hpp"

#include <algorithm>
#include <cmath>

namespace ravine {

std::vector<SpotAhead> line_ahead(const Evidence& evidence, double farthest) {
  std::vector<SpotAhead> spots;
  if (evidence.sound_rows < 2 || !std::isfinite(farthest)) return spots;
  const auto last = evidence.sound_rows - 1, before = std::min(last - 1, evidence.sound_rows * 3 / 4);
  const auto end = evidence.history.point(last), from = evidence.history.point(before);
  const double way = evidence.distance(before, last);
  if (!(way > 0)) return spots;
  std::vector<double> at(evidence.dimension), gradient(evidence.dimension);
  for (double distance = way / static_cast<double>(last - before);; distance *= 2) {
    for (std::size_t i = 0; i < evidence.dimension; ++i) at[i] = end[i] + (end[i] - from[i]) / way * distance;
    spots.push_back({distance, evidence.curvature.evaluate(at, gradient)});
    if (distance >= farthest || !std::isfinite(spots.back().f)) return spots;
  }
}

}  // namespace ravine
