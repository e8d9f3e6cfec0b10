#include "ravine/analysis/comparison/step_function.hpp"

#include <algorithm>
#include <cmath>

namespace ravine::comparison {

double StepFunction::operator()(double x) const {
  const auto after = std::upper_bound(from.begin(), from.end(), x);
  return after == from.begin() ? 0 : value[static_cast<std::size_t>(after - from.begin()) - 1];
}

StepFunction share_reached(std::span<const double> costs) {
  std::vector<double> ordered(costs.begin(), costs.end());
  std::sort(ordered.begin(), ordered.end());
  StepFunction share;
  for (std::size_t i = 0; i < ordered.size() && !std::isinf(ordered[i]); ++i) {
    const double reached = static_cast<double>(i + 1) / static_cast<double>(ordered.size());
    if (share.from.empty() || share.from.back() != ordered[i]) {
      share.from.push_back(ordered[i]);
      share.value.push_back(reached);
    } else {
      share.value.back() = reached;
    }
  }
  return share;
}

}  // namespace ravine::comparison
