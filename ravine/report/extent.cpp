#include "ravine/report/extent.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ravine::report {

double least(std::span<const double> values) {
  double lowest = std::numeric_limits<double>::quiet_NaN();
  for (const double value : values) {
    if (std::isfinite(value) && !(lowest <= value)) lowest = value;
  }
  return lowest;
}

view::Box extent(const view::Scene& scene) {
  if (scene.field.columns > 0) return scene.field.box;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  view::Box box{infinity, -infinity, infinity, -infinity};
  for (const view::Trajectory& trajectory : scene.trajectories) {
    for (std::size_t i = 0; i < trajectory.x.size() && i < trajectory.y.size(); ++i) {
      if (!std::isfinite(trajectory.x[i]) || !std::isfinite(trajectory.y[i])) continue;
      box = {std::min(box.x_low, trajectory.x[i]), std::max(box.x_high, trajectory.x[i]),
             std::min(box.y_low, trajectory.y[i]), std::max(box.y_high, trajectory.y[i])};
    }
  }
  if (!(box.x_low <= box.x_high)) return {};
  const auto widen = [](double& low, double& high) {
    const double margin = high > low ? 0.08 * (high - low) : std::max(1.0, std::fabs(high)) * 0.5;
    low -= margin;
    high += margin;
  };
  widen(box.x_low, box.x_high);
  widen(box.y_low, box.y_high);
  return box;
}

void DecadesOf::add(double value) {
  if (!(value > 0) || !std::isfinite(value)) return;
  least_ = std::min(least_, value);
  greatest_ = std::max(greatest_, value);
}

Decades DecadesOf::decades() const {
  if (!(greatest_ > 0)) return {};
  constexpr double most = 16;  // what doubles tell apart
  Decades decades{std::floor(std::log10(least_)), std::ceil(std::log10(greatest_))};
  if (decades.high <= decades.low) decades.high = decades.low + 1;
  decades.low = std::max(decades.low, decades.high - most);
  return decades;
}

}  // namespace ravine::report
