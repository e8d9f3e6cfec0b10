#include "ravine/view/graph_scene.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ravine/base/infinity.hpp"
#include "ravine/run/sample.hpp"
#include "ravine/view/geometry/graph.hpp"

namespace ravine::view {
namespace {

constexpr std::size_t most_columns = 2001;  // twice a picture's pixels: f may oscillate
constexpr double more_margin = 0.1;         // than a map has: where f goes on is the picture's matter

// The values of f at this many places.
std::vector<double> along(const Problem& problem, double low, double high, std::size_t columns, Executor& executor) {
  const Grid grid{low, high, 0, 1, columns, 2, 0, 0};  // of its two rows, which are alike, the first
  auto values = sample(problem, grid, Slice{{0.0}, {1.0}, {0.0}}, executor);
  values.resize(columns);
  return values;
}

double value_at(const Problem& problem, double x, Executor& executor) {
  return along(problem, x, std::max(std::nextafter(x, infinity), x + 1e-300), 2, executor)[0];
}

// The piece of x around the runs and minima, as a map's box has it.
Box shown_piece(const Scene& scene) {
  auto runs = scene.trajectories;
  for (auto& run : runs) std::fill(run.y.begin(), run.y.end(), 0.0);
  std::vector<Point> minimisers;
  for (const auto& point : scene.minimisers) minimisers.push_back({point.x, 0});
  Box box = box_around(runs, minimisers, infinity);
  const double margin = more_margin * (box.x_high - box.x_low);
  box.x_low -= margin;
  box.x_high += margin;
  return box;
}

}  // namespace

void add_graph(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options, Executor& executor,
               Scene& scene) {
  const auto names = problem.coordinate_names();
  if (names.size() == 1) scene.x_name = names[0];
  scene.y_name = "f";
  scene.equal_aspect = false;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    scene.trajectories[i].x = runs[i].history->x;
    scene.trajectories[i].y = scene.trajectories[i].f;
  }
  for (const auto& point : options.minimisers)
    scene.minimisers.push_back({point[0], options.minimum.value_or(value_at(problem, point[0], executor))});

  Field& field = scene.field;
  field.box = options.box.value_or(shown_piece(scene));
  field.rows = 1;
  const auto affordable = options.grid > 0 ? options.grid : affordable_grid(problem);
  field.columns = std::min(most_columns, affordable * affordable / 2);
  field.values = along(problem, field.box.x_low, field.box.x_high, field.columns, executor);
  if (options.box && options.box->y_low < options.box->y_high) return;
  std::vector<double> shown;
  const auto show = [&](double x, double f) {
    if (x >= field.box.x_low && x <= field.box.x_high) shown.push_back(f);
  };
  for (const auto& run : scene.trajectories)
    for (std::size_t k = 0; k < run.x.size(); ++k) show(run.x[k], run.y[k]);
  for (const auto& point : scene.minimisers) show(point.x, point.y);
  std::tie(field.box.y_low, field.box.y_high) = graph_reach(shown, field.values);
}

}  // namespace ravine::view
