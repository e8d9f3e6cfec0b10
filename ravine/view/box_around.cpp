// The box that a map shows when nobody says which.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/analysis/running_away.hpp"
#include "ravine/view/scene.hpp"

namespace ravine::view {
namespace {

constexpr double margin_share = 0.08;

struct Extent {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return !(low <= high); }
  double size() const { return empty() ? 0 : high - low; }
  bool near(double value, double by) const { return value >= low - by && value <= high + by; }
  void widen(double to) {
    const double middle = low / 2 + high / 2;
    low = middle - to / 2;
    high = middle + to / 2;
  }
};

struct Extents {
  Extent x, y;
  void add(double px, double py) {
    x.add(px);
    y.add(py);
  }
  double size() const { return std::max(x.size(), y.size()); }
  bool near(double px, double py, double by) const { return x.near(px, by) && y.near(py, by); }
};

double moved(const Trajectory& run, std::size_t i) {
  return std::max(std::fabs(run.x[i] - run.x[0]), std::fabs(run.y[i] - run.y[0]));
}

// How many points have a value: those of a run that left its domain, without the one where it has none.
std::size_t valued(const Trajectory& run) { return valued_points(run.x.size(), run.f); }

bool is_away(const Trajectory& run) {
  std::vector<double> distances;
  for (std::size_t i = 0; i < run.x.size(); ++i) distances.push_back(moved(run, i));
  return runs_away(distances, run.f);
}

}  // namespace

Box box_around(std::span<const Trajectory> trajectories, std::span<const Point> also, double longest_to_shortest) {
  Extents all;
  for (const auto& point : also) all.add(point.x, point.y);
  const auto walked = [](const Trajectory& run) { return !run.x.empty() && moved(run, valued(run) - 1) > 0; };
  const bool arrived = std::any_of(trajectories.begin(), trajectories.end(),
                                   [&](const Trajectory& run) { return walked(run) && !run.failed && !is_away(run); });
  std::vector<std::pair<const Trajectory*, std::size_t>> rest;  // runs with points that count only if near, from where
  bool sound = arrived;
  for (const auto& run : trajectories) {
    if (run.x.empty()) continue;
    const bool away = is_away(run);
    const std::size_t count = away || (run.failed && arrived) ? 1 : valued(run);
    for (std::size_t i = 0; i < count; ++i) all.add(run.x[i], run.y[i]);
    sound = sound || (!away && walked(run));
    if (count < run.x.size()) rest.emplace_back(&run, count);
  }
  // What runs away is seen until it is as far off as all others together are large; with no others, for some first
  // steps.
  double by = all.size();
  for (const auto& [run, from] : rest)
    if (!sound && std::isfinite(moved(*run, from))) by = std::max(by, first_steps_shown * moved(*run, from));
  const Extents others = all;
  for (const auto& [run, from] : rest)
    for (std::size_t i = from; i < run->x.size() && others.near(run->x[i], run->y[i], by); ++i)
      all.add(run->x[i], run->y[i]);

  auto& [x, y] = all;
  if (x.empty() || y.empty()) return {-1, 1, -1, 1};
  const double least = std::max({1e-9, 1e-9 * std::fabs(x.low), 1e-9 * std::fabs(y.low)});
  if (all.size() < least) {
    x.widen(2);
    y.widen(2);
  }
  const double longest = all.size();
  for (auto* extent : {&x, &y}) {
    // An axis along which nothing moved has no length of its own.
    const double ratio = extent->size() < least ? std::min(longest_to_shortest, usual_ratio) : longest_to_shortest;
    extent->widen(std::max(extent->size(), longest / ratio));
    extent->widen(extent->size() * (1 + 2 * margin_share));
  }
  return {x.low, x.high, y.low, y.high};
}

}  // namespace ravine::view
