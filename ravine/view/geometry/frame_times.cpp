#include "ravine/view/geometry/frame_times.hpp"

#include <algorithm>
#include <cmath>

namespace ravine::view {
namespace {

// All moments at which a trajectory has a point.
std::vector<double> moments(const std::vector<const Trajectory*>& trajectories) {
  std::vector<double> times;
  for (const Trajectory* t : trajectories) {
    const auto middle = static_cast<std::ptrdiff_t>(times.size());
    std::copy_if(t->step.begin(), t->step.end(), std::back_inserter(times), [](double s) { return std::isfinite(s); });
    std::inplace_merge(times.begin(), times.begin() + middle, times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
  }
  return times;
}

}  // namespace

std::size_t reached(const Trajectory& trajectory, double time) {
  const auto end = std::upper_bound(trajectory.step.begin(), trajectory.step.end(), time);
  const auto count = static_cast<std::size_t>(end - trajectory.step.begin());
  return std::min({count, trajectory.x.size(), trajectory.y.size()});
}

std::vector<double> frame_times(const std::vector<const Trajectory*>& trajectories, const Plane& plane,
                                std::size_t most) {
  std::vector<double> times = moments(trajectories);
  if (times.size() <= std::max<std::size_t>(most, 2)) return times;

  // moved[i]: pixels that all trails moved up to times[i].
  std::vector<double> moved(times.size(), 0);
  const Rectangle area = plane.area();
  for (const Trajectory* t : trajectories) {
    const std::size_t count = std::min({t->step.size(), t->x.size(), t->y.size()});
    for (std::size_t i = 1; i < count; ++i) {
      const auto seen = inside(area, {plane.at({t->x[i - 1], t->y[i - 1]}), plane.at({t->x[i], t->y[i]})});
      if (!seen) continue;
      const auto at = std::lower_bound(times.begin(), times.end(), t->step[i]);
      if (at != times.end())
        moved[static_cast<std::size_t>(at - times.begin())] += std::hypot(seen->b.x - seen->a.x, seen->b.y - seen->a.y);
    }
  }
  double total = 0;
  for (double& m : moved) m = total += m;
  constexpr double time_share = 0.25;
  std::vector<double> progress(times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double by_time = (times[i] - times.front()) / (times.back() - times.front());
    progress[i] = total > 0 ? (1 - time_share) * moved[i] / total + time_share * by_time : by_time;
  }

  std::vector<double> chosen{times.front()};
  std::size_t at = 0;
  for (std::size_t k = 1; k + 1 < most; ++k) {
    const double goal = static_cast<double>(k) / static_cast<double>(most - 1);
    const std::size_t left = most - 1 - k;  // frames still to come need a moment each
    while (at + 1 + left < times.size() && progress[at + 1] < goal) ++at;
    ++at;
    if (at + 1 >= times.size()) break;
    chosen.push_back(times[at]);
  }
  chosen.push_back(times.back());
  return chosen;
}

}  // namespace ravine::view
