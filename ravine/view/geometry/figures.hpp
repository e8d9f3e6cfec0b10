// The pictures: a race of all runs of a scene, one run alone, and the curves of convergence.
#pragma once

#include <cstddef>
#include <memory>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// What the pictures of one scene share (level sets, scales, the map's place) is found once. The scene is kept by
// reference and must outlive this object; any number of threads may ask for pictures at once. The backgrounds of all
// films of one kind begin with the same items, those of the level sets.
class Figures {
 public:
  // Throws InputError for a size outside of FigureOptions' limits, for a box without extent, and for series of unequal
  // length.
  explicit Figures(const Scene& scene, const FigureOptions& options = {});
  ~Figures();
  Figures(Figures&&) noexcept;
  Figures& operator=(Figures&&) noexcept;

  // Films are of scenes with a map: those whose trajectories have points. Throws InputError for others.
  // All runs on one map, their curves and a legend. All methods are shown at the same number of gradient evaluations.
  Film race() const;
  // One run: its map with a dot a step, its curves and numbers. The style is the one it has in the race. Throws
  // InputError where there is no such trajectory.
  Film single(std::size_t trajectory) const;
  // f - f* and |gradient| of all runs, large.
  DisplayList convergence() const;

  struct Shared;

 private:
  std::unique_ptr<Shared> shared_;
};

// The same for one picture. The last frame of a film is the figure that is written as PNG and SVG.
Film race_film(const Scene& scene, const FigureOptions& options = {});
Film single_film(const Scene& scene, std::size_t trajectory, const FigureOptions& options = {});
DisplayList race_figure(const Scene& scene, const FigureOptions& options = {});
DisplayList single_figure(const Scene& scene, std::size_t trajectory, const FigureOptions& options = {});
DisplayList convergence_figure(const Scene& scene, const FigureOptions& options = {});

}  // namespace ravine::view
