// What make_scene() does with a problem of one coordinate: f along it is the field, and a run's points are on its
// graph.
#pragma once

#include <span>

#include "ravine/view/scene.hpp"

namespace ravine::view {

// To a scene whose trajectories have their f.
void add_graph(const Problem& problem, std::span<const ShownRun> runs, const SceneOptions& options, Executor& executor,
               Scene& scene);

}  // namespace ravine::view
