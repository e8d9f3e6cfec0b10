// How far a point is from a map's plane, as a picture tells it: where a path is beside the plane, the level lines below
// it are not its own.
#pragma once

#include <cstddef>
#include <string>

#include "ravine/view/geometry/coincidence.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

enum class OffPlane { on, beside, far };

// Parts of the longer side of the map's box.
inline constexpr double beside_plane = 0.05, far_from_plane = 0.15;
double longer_side(const Box& box);

// `distance` in the units of the box; NaN is nowhere and counts as on the plane.
OffPlane off_plane(double distance, const Box& box);
// Of point i of a run; of a run without distances all are on the plane.
OffPlane off_plane(const Trajectory& run, std::size_t i, const Box& box);

// How a line from `from` to `to` in a map of this area is drawn, both in pixels: full on the plane, hollow beside it, a
// hair far from it; not at all where it is far and only crosses the map: a run that diverges would fill it.
LineForm form_of(OffPlane place, const Rectangle& area, const Point& from, const Point& to);

// The same marker with paper inside, for a point that is not on the plane.
Marker hollow(Marker marker);

// A run's greatest distance from the plane as a part of how far it goes: "≤ 12 %".
std::string off_plane_text(const Trajectory& run);

inline constexpr double slice_note_height = 18;  // of its line of text

// What the lines of the map mean, as long as `width` pixels allow for letters of `size`: "levels of f on this plane; a
// path is hollow where ..."; empty where the map is no slice. `levels`: level_note().
std::string slice_note(const Scene& scene, const std::string& levels, double width, double size);

}  // namespace ravine::view
