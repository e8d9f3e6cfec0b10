#include "ravine/view/scene.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/analysis/projection.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/run/sample.hpp"
#include "ravine/view/geometry/off_plane.hpp"
#include "ravine/view/geometry/ticks.hpp"
#include "ravine/view/graph_scene.hpp"

namespace ravine::view {
namespace {

Trajectory series_of(const ShownRun& run) {
  const auto& history = *run.history;
  Trajectory shown;
  shown.label = run.label;
  shown.outcome = run.outcome;
  shown.failed = run.failed;
  shown.settings = run.settings;
  shown.f = history.f;
  for (std::size_t row = 0; row < history.size(); ++row) {
    shown.step.push_back(
        static_cast<double>(history.evaluations.empty() ? history.step[row] : history.evaluations[row]));
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

// "u: 1st principal direction (83 % of the variance)", and shorter.
std::vector<std::string> principal_titles(const std::string& name, const std::string& number, double share) {
  const auto part = readable(100 * share, share < 0.995 ? 2 : 4) + " %";
  return {name + ": " + number + " principal direction (" + part + " of the variance)",
          name + ": " + number + " principal direction (" + part + ")",
          name + ": " + number + " direction (" + part + ")", name + " (" + part + ")"};
}

void name_axes(const Problem& problem, const PlaneChoice& choice, const ComparedPlane& plane, Scene& scene) {
  const auto names = problem.coordinate_names();
  const auto name = [&](std::size_t i) { return i < names.size() ? names[i] : "x" + std::to_string(i + 1); };
  switch (choice.kind) {
    case PlaneChoice::Kind::coordinates:
      scene.x_name = name(choice.x);
      scene.y_name = name(choice.y);
      return;
    case PlaneChoice::Kind::directions:
      scene.x_name = "u";
      scene.y_name = "v";
      scene.x_titles = {"u: along the first direction"};
      scene.y_titles = {"v: along the second direction"};
      return;
    case PlaneChoice::Kind::principal:
      scene.x_name = "u";
      scene.y_name = "v";
      scene.x_titles = principal_titles("u", "1st", plane.x_share);
      scene.y_titles = principal_titles("v", "2nd", plane.y_share);
  }
}

bool one_start(std::span<const ShownRun> runs) {
  return std::all_of(runs.begin(), runs.end(), [&](const ShownRun& run) {
    const auto &first = *runs.front().history, &own = *run.history;
    return own.size() > 0 && std::equal(own.point(0).begin(), own.point(0).end(), first.point(0).begin());
  });
}

// The plane of a problem of two dimensions is the problem's.
void add_points(std::span<const ShownRun> runs, const SceneOptions& options, Scene& scene) {
  for (std::size_t i = 0; i < runs.size(); ++i)
    for (std::size_t row = 0; row < runs[i].history->size(); ++row) {
      scene.trajectories[i].x.push_back(runs[i].history->point(row)[0]);
      scene.trajectories[i].y.push_back(runs[i].history->point(row)[1]);
    }
  for (const auto& point : options.minimisers) scene.minimisers.push_back({point[0], point[1]});
}

// "start (1, 1, 1)"; of more than a few coordinates "start" alone: those of the plane say nothing of it.
std::string start_name(std::span<const double> point) {
  constexpr std::size_t longest = 26;
  std::string text;
  for (std::size_t i = 0; i < point.size() && text.size() < longest; ++i)
    text += (i > 0 ? ", " : "start (") + readable(point[i]);
  return text.size() < longest ? text + ")" : "start";
}

void add_start(const Problem& problem, std::span<const ShownRun> runs, Scene& scene) {
  if (runs.empty() || !one_start(runs)) return;
  const auto& first = scene.trajectories.front();
  scene.start = Point{first.x.front(), first.y.front()};
  if (problem.dimension() > 2) scene.start_name = start_name(runs.front().history->point(0));
}

ComparedPlane plane_of(const Problem& problem, std::span<const ShownRun> runs, const PlaneChoice& choice) {
  std::vector<RecordedPath> paths;
  for (const auto& run : runs) paths.push_back({run.history->x, run.history->f});
  return compared_plane(choice, problem.dimension(), paths);
}

void add_projections(const Slice& slice, std::span<const ShownRun> runs, const SceneOptions& options, Scene& scene) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    auto& run = scene.trajectories[i];
    auto found = project(slice, runs[i].history->x);
    run.x = std::move(found.x);
    run.y = std::move(found.y);
    run.distance = std::move(found.distance);
    run.off_plane = found.greatest;
  }
  const auto box = options.box.value_or(box_around(scene.trajectories, {}));
  for (const auto& point : options.minimisers) {
    const auto at = project(slice, point);
    if (off_plane(at.distance[0], box) == OffPlane::on) scene.minimisers.push_back({at.x[0], at.y[0]});
  }
}

}  // namespace

Scene make_scene(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options,
                 Executor& executor) {
  Scene scene;
  scene.title = options.title;
  scene.formula = titled_formula(problem);
  scene.minimum = options.minimum;
  scene.least_seen = options.least_seen;
  scene.equal_aspect = options.equal_aspect;
  scene.levels = options.levels;
  for (const auto& run : runs) scene.trajectories.push_back(series_of(run));
  const bool points =
      std::all_of(runs.begin(), runs.end(), [](const ShownRun& run) { return run.history->has_points(); });
  if (!points) return scene;
  if (problem.dimension() == 1) {
    add_graph(problem, runs, options, executor, scene);
    add_start(problem, runs, scene);
    return scene;
  }
  std::optional<ComparedPlane> plane;
  if (problem.dimension() == 2) {
    const auto names = problem.coordinate_names();
    if (names.size() == 2) scene.x_name = names[0], scene.y_name = names[1];
    add_points(runs, options, scene);
  } else {
    scene.slice = true;
    plane = plane_of(problem, runs, options.plane);
    name_axes(problem, options.plane, *plane, scene);
    add_projections(plane->slice, runs, options, scene);
  }
  add_start(problem, runs, scene);
  const double ratio = options.equal_aspect ? usual_ratio : infinity;
  const auto box = options.box.value_or(box_around(scene.trajectories, scene.minimisers, ratio));
  scene.field.box = box;
  const auto size = options.grid > 0 ? options.grid : affordable_grid(problem);
  scene.field.columns = scene.field.rows = size;
  const Grid grid{box.x_low, box.x_high, box.y_low, box.y_high, size, size, 0, 1};
  const std::vector<double> anywhere(2, 0.0);
  scene.field.values =
      plane ? sample(problem, grid, plane->slice, executor) : sample(problem, grid, anywhere, executor);
  return scene;
}

}  // namespace ravine::view
