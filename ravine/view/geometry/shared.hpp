// What the pictures of one scene share. Internal to view/geometry.
#pragma once

#include <array>
#include <vector>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/map.hpp"

namespace ravine::view {

struct Figures::Shared {
  Shared(const Scene& scene, const FigureOptions& options);

  Actor actor(std::size_t trajectory) const;
  void require_map() const;
  const Layout& layout(bool single) const { return layouts[single]; }
  const Plane& map_plane(bool single) const { return planes[single]; }
  const std::vector<Item>& terrain_items(bool single) const { return terrains[single]; }

  const Scene& scene;
  FigureOptions options;
  bool has_map = true;  // false for trajectories without points, in more or fewer than two dimensions
  Box box;              // of the map
  Terrain terrain;
  Reference reference;
  std::vector<Quantity> quantities;  // that runs have, and their axes' ranges
  std::vector<CurveRange> ranges;
  double time = 0;                // the last gradient evaluation of all runs
  std::array<Layout, 2> layouts;  // of the race, of single runs
  std::array<Plane, 2> planes;
  std::array<std::vector<Item>, 2> terrains;
};

}  // namespace ravine::view
