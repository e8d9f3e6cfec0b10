#include "ravine/view/scene.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/run/sample.hpp"

namespace ravine::view {
namespace {

Trajectory series_of(const ShownRun& run, bool plane) {
  const auto& history = *run.history;
  Trajectory shown;
  shown.label = run.label;
  shown.outcome = run.outcome;
  shown.failed = run.failed;
  shown.f = history.f;
  for (std::size_t row = 0; row < history.size(); ++row) {
    shown.step.push_back(
        static_cast<double>(history.evaluations.empty() ? history.step[row] : history.evaluations[row]));
    if (plane) {
      shown.x.push_back(history.point(row)[0]);
      shown.y.push_back(history.point(row)[1]);
    }
    if (!history.gradient.empty()) shown.gradient_norm.push_back(history.gradient_norm(row));
  }
  return shown;
}

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

Scene make_scene(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options,
                 Executor& executor) {
  const bool plane = problem.dimension() == 2;
  Scene scene;
  scene.title = options.title;
  scene.formula = titled_formula(problem);
  scene.minimum = options.minimum;
  scene.least_seen = options.least_seen;
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
  // Values of a program come one by one, and may come slowly.
  constexpr std::size_t coarse = 101;
  const auto grid = problem.shares_evaluators() ? options.grid : std::min(options.grid, coarse);
  scene.field.columns = scene.field.rows = grid;
  const std::vector<double> anywhere(2, 0.0);
  scene.field.values =
      sample(problem, {box.x_low, box.x_high, box.y_low, box.y_high, grid, grid, 0, 1}, anywhere, executor);
  return scene;
}

}  // namespace ravine::view
