#include "ravine/view/animate_histories.hpp"

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/figures.hpp"

namespace ravine {

view::Animation animate(const Problem& problem, const std::vector<History>& histories, const AnimateOptions& options) {
  const auto dimension = problem.dimension();
  if (histories.empty()) throw InputError("there is no history to animate");
  std::vector<view::ShownRun> runs;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    if (histories[i].dimension != dimension || histories[i].size() == 0)
      throw InputError("history " + std::to_string(i + 1) + " has " + std::to_string(histories[i].size()) +
                       " points of dimension " + std::to_string(histories[i].dimension) +
                       "; it needs at least one, of dimension " + std::to_string(dimension));
    runs.push_back(
        {i < options.labels.size() ? options.labels[i] : "run " + std::to_string(i + 1), &histories[i], "", false});
  }
  view::SceneOptions scene;
  scene.title = options.title;
  scene.box = options.view;
  scene.plane = options.plane;
  scene.minimum = options.minimum;
  scene.minimisers = options.minimisers;
  SerialExecutor serial;
  const auto made = view::make_scene(problem, runs, scene, serial);
  return view::animate(runs.size() == 1 ? view::single_film(made, 0) : view::race_film(made));
}

}  // namespace ravine
