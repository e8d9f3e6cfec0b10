// The short way from histories to an animation: ravine::animate (ravine/view.hpp).
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <vector>

#include "ravine/problem/as_problem.hpp"
#include "ravine/run/history.hpp"
#include "ravine/view/animation.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/scene.hpp"

namespace ravine {

struct AnimateOptions {
  std::string title{};
  std::vector<std::string> labels{};  // one a history; missing ones are "run 1", "run 2", ...
  std::optional<view::Box> view{};    // what to show, in coordinates of the plane; empty: around the trajectories
  PlaneChoice plane{};                // of a problem of more than two dimensions
  std::optional<double> minimum{};    // the least value of f, if known
  std::vector<std::vector<double>> minimisers{};  // where it is, if known
};

// Throws InputError when the problem has one dimension only, or a history is of another one than the problem or empty.
view::Animation animate(const Problem& problem, const std::vector<History>& histories,
                        const AnimateOptions& options = {});

// The same for a Function, its text, a lambda or a callable, as in minimize().
template <class Objective>
requires(!std::derived_from<Objective, Problem>) view::Animation
    animate(const Objective& objective, const std::vector<History>& histories, const AnimateOptions& options = {}) {
  return animate(*as_problem(objective, 2), histories, options);
}

}  // namespace ravine
