// The box that a map shows when nobody says which.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/view/scene.hpp"

namespace ravine::view {
namespace {

constexpr double margin = 0.08, longest_to_shortest = 3;
constexpr double far_away = 1e90;       // coordinates and values that no picture holds
constexpr std::size_t few = 8;          // points; no growth is told from so few
constexpr double acceleration = 10;     // times as far at the end as at three quarters: away it runs
constexpr double first_step_size = 10;  // how many first steps of its own a run that runs away is shown for

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
std::size_t valued(const Trajectory& run) {
  std::size_t count = run.x.size();
  while (count > 1 && count <= run.f.size() && !std::isfinite(run.f[count - 1])) --count;
  return count;
}

// Whether a run goes faster and faster away from its start, whatever its outcome: it diverged, or would have.
bool runs_away(const Trajectory& run) {
  const std::size_t count = run.x.size(), with_value = valued(run);
  double by_then = 0, by_the_end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double f = run.f.size() == count ? std::fabs(run.f[i]) : 0;
    if (!(std::max(std::fabs(run.x[i]), std::fabs(run.y[i])) < far_away) || f >= far_away) return true;
    if (i >= with_value) continue;
    by_the_end = std::max(by_the_end, moved(run, i));
    if (4 * i <= 3 * (with_value - 1)) by_then = by_the_end;
  }
  return with_value >= few && by_the_end > acceleration * by_then;
}

}  // namespace

Box box_around(std::span<const Trajectory> trajectories, std::span<const Point> also) {
  Extents all;
  for (const auto& point : also) all.add(point.x, point.y);
  std::vector<std::pair<const Trajectory*, std::size_t>> rest;  // runs with points that count only if near, from where
  bool sound = false;
  for (const auto& run : trajectories) {
    if (run.x.empty()) continue;
    const bool away = runs_away(run);
    const std::size_t count = away ? 1 : valued(run);
    for (std::size_t i = 0; i < count; ++i) all.add(run.x[i], run.y[i]);
    sound = sound || (!away && moved(run, count - 1) > 0);
    if (count < run.x.size()) rest.emplace_back(&run, count);
  }
  // What runs away is seen until it is as far off as all others together are large; with no others, for some first
  // steps.
  double by = all.size();
  for (const auto& [run, from] : rest)
    if (!sound && std::isfinite(moved(*run, from))) by = std::max(by, first_step_size * moved(*run, from));
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
    extent->widen(std::max(extent->size(), longest / longest_to_shortest));
    extent->widen(extent->size() * (1 + 2 * margin));
  }
  return {x.low, x.high, y.low, y.high};
}

}  // namespace ravine::view
