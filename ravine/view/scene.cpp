#include "ravine/view/scene.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/run/sample.hpp"

namespace ravine::view {
namespace {

constexpr double margin = 0.08, longest_to_shortest = 3;

Trajectory series_of(const ShownRun& run, bool plane) {
  const auto& history = *run.history;
  Trajectory shown;
  shown.label = run.label;
  shown.outcome = run.outcome;
  shown.failed = run.failed;
  shown.f = history.f;
  for (std::size_t row = 0; row < history.size(); ++row) {
    shown.step.push_back(static_cast<double>(history.step[row]));
    if (plane) {
      shown.x.push_back(history.point(row)[0]);
      shown.y.push_back(history.point(row)[1]);
    }
    if (!history.gradient.empty()) shown.gradient_norm.push_back(history.gradient_norm(row));
  }
  return shown;
}

struct Extent {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double size() const { return high - low; }
  void widen(double to) {
    const double middle = low / 2 + high / 2;
    low = middle - to / 2;
    high = middle + to / 2;
  }
};

// "f(x, y) = 5x² + y²"
std::string titled_formula(const Problem& problem) {
  const auto formula = problem.formula();
  if (formula.empty()) return {};
  std::string names;
  for (const auto& name : problem.coordinate_names()) names += (names.empty() ? "" : ", ") + name;
  constexpr std::size_t longest_list = 24;
  if (names.size() > longest_list) names = "x";
  return "f(" + names + ") = " + formula;
}

}  // namespace

Box box_around(std::span<const Trajectory> trajectories, std::span<const Point> also) {
  const bool all_failed = std::all_of(trajectories.begin(), trajectories.end(), [](const auto& t) { return t.failed; });
  Extent x, y;
  for (const auto& point : also) x.add(point.x), y.add(point.y);
  for (const auto& trajectory : trajectories) {
    // Of a run that failed only the start, or its first steps when there is nothing else to show.
    auto count = trajectory.x.size();
    if (trajectory.failed) count = std::min<std::size_t>(count, all_failed ? 3 : 1);
    for (std::size_t i = 0; i < count; ++i) {
      if (std::fabs(trajectory.x[i]) > 1e100 || std::fabs(trajectory.y[i]) > 1e100) break;
      x.add(trajectory.x[i]);
      y.add(trajectory.y[i]);
    }
  }
  if (!(x.low <= x.high) || !(y.low <= y.high)) return {-1, 1, -1, 1};
  const double least = std::max({1e-9, 1e-9 * std::fabs(x.low), 1e-9 * std::fabs(y.low)});
  if (std::max(x.size(), y.size()) < least) {
    x.widen(2);
    y.widen(2);
  }
  const double longest = std::max(x.size(), y.size());
  for (auto* extent : {&x, &y}) {
    extent->widen(std::max(extent->size(), longest / longest_to_shortest));
    extent->widen(extent->size() * (1 + 2 * margin));
  }
  return {x.low, x.high, y.low, y.high};
}

Scene make_scene(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options,
                 Executor& executor) {
  const bool plane = problem.dimension() == 2;
  Scene scene;
  scene.title = options.title;
  scene.formula = titled_formula(problem);
  scene.minimum = options.minimum;
  scene.equal_aspect = options.equal_aspect;
  scene.levels = options.levels;
  for (const auto& run : runs) scene.trajectories.push_back(series_of(run, plane));
  if (!plane) return scene;
  const auto names = problem.coordinate_names();
  if (names.size() == 2) scene.x_name = names[0], scene.y_name = names[1];
  scene.minimisers = options.minimisers;
  if (!scene.trajectories.empty() && !scene.trajectories.front().x.empty()) {
    const auto& first = scene.trajectories.front();
    const bool common = std::all_of(scene.trajectories.begin(), scene.trajectories.end(), [&](const auto& t) {
      return !t.x.empty() && t.x.front() == first.x.front() && t.y.front() == first.y.front();
    });
    if (common) scene.start = Point{first.x.front(), first.y.front()};
  }
  const auto box = options.box.value_or(box_around(scene.trajectories, scene.minimisers));
  scene.field.box = box;
  scene.field.columns = scene.field.rows = options.grid;
  const std::vector<double> anywhere(2, 0.0);
  scene.field.values = sample(problem, {box.x_low, box.x_high, box.y_low, box.y_high, options.grid, options.grid, 0, 1},
                              anywhere, executor);
  return scene;
}

}  // namespace ravine::view
