// The map of a picture: level sets, their labels, its frame and axes.
#pragma once

#include <vector>

#include "ravine/view/geometry/contour.hpp"
#include "ravine/view/geometry/graph.hpp"
#include "ravine/view/geometry/levels.hpp"
#include "ravine/view/geometry/placement.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

// Level sets with their choice, found once a problem and drawn in any picture of it.
struct Terrain {
  LevelChoice choice;
  LevelSets sets;  // of a graph: its domain alone
  Graph graph;     // in place of level sets, of a function of one coordinate
};
Terrain terrain_of(const Scene& scene);

// Bands, hatching where f has no value, level lines, the line through the start dashed; or the graph of f over a grid.
// Depends on scene and plane only: pictures of one problem begin with the same items.
void draw_terrain(const Terrain& terrain, const Field& field, const Plane& plane, std::vector<Item>& items);

// The line through the start takes room: what is beside it should not lie on it.
void take_start_line(const Terrain& terrain, const Plane& plane, Room& room);

// Values on a few level lines, along the line, where they are straight and `room` is free; takes the room.
void draw_level_labels(const Terrain& terrain, const Plane& plane, Room& room, std::vector<Item>& items);

// What the labels mean: "levels of f − f*" or "levels of f"; empty where no level has one.
std::string level_note(const Terrain& terrain);

// The width of the widest label that the vertical axis will have.
double tick_label_width(const Scale& y);
// Frame, ticks with labels outside, names or titles of the axes.
void draw_map_axes(const Plane& plane, const Scene& scene, std::vector<Item>& items);

inline constexpr double tick_size = 13;  // of the letters of ticks

}  // namespace ravine::view
