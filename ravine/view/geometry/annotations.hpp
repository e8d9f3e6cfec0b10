// What stands on a map above its trails: start, minimum, ends with their names, and where a trail left the view.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/placement.hpp"
#include "ravine/view/geometry/trails.hpp"

namespace ravine::view {

// A run as a picture shows it.
struct Actor {
  const Trajectory* run = nullptr;
  MethodStyle style;
  std::string label;  // one line
};

// Marks on the layer, labels where `room` is free (taking it). Names at the ends only if `names`.
void annotate(const Scene& scene, const std::vector<Actor>& actors, const Plane& plane, bool names, Room& room,
              TrailLayer& layer);

// What a map says in its middle where no run comes into it.
inline constexpr const char* nothing_seen = "no run comes into this view";
bool comes_into_view(const Trajectory& run, const Plane& plane);

// The marker of a run on its way, and the one where it ended.
Marker head_marker(const MethodStyle& style, const Point& at);
std::vector<Marker> end_markers(const MethodStyle& style, const Point& at);

// "(5, −2)", with as many digits as tell places a thousandth of the box apart, and at least three.
std::string coordinates(const Point& p, const Box& box);

// A point of the scene's picture; of a graph its coordinate alone: "x = 5".
std::string place_text(const Scene& scene, const Point& p);
std::string start_text(const Scene& scene);

// A label on one line: control characters become spaces.
std::string one_line(std::string_view text);

}  // namespace ravine::view
