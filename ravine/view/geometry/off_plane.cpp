#include "ravine/view/geometry/off_plane.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

std::string percent(double part, int digits) { return readable(100 * part, digits) + " %"; }

}  // namespace

double longer_side(const Box& box) { return std::max(box.x_high - box.x_low, box.y_high - box.y_low); }

OffPlane off_plane(double distance, const Box& box) {
  const double side = longer_side(box);
  return distance > far_from_plane * side ? OffPlane::far
         : distance > beside_plane * side ? OffPlane::beside
                                          : OffPlane::on;
}

OffPlane off_plane(const Trajectory& run, std::size_t i, const Box& box) {
  return i < run.distance.size() ? off_plane(run.distance[i], box) : OffPlane::on;
}

LineForm form_of(OffPlane place, const Rectangle& area, const Point& from, const Point& to) {
  if (place == OffPlane::far && !contains(area, from) && !contains(area, to)) return LineForm::none;
  return place == OffPlane::on ? LineForm::full : place == OffPlane::beside ? LineForm::hollow : LineForm::thin;
}

Marker hollow(Marker marker) {
  marker.outline = {marker.fill, 2.2, {}};
  marker.fill = paper;
  marker.size -= 1.5;
  return marker;
}

std::string off_plane_text(const Trajectory& run) {
  if (!std::isfinite(run.off_plane)) return "–";
  return run.off_plane < 0.0005 ? "0 %" : "≤ " + percent(run.off_plane, 2);
}

std::string slice_note(const Scene& scene, const std::string& levels, double width, double size) {
  if (!scene.slice) return {};
  const std::string plane = levels.empty() ? "f on this plane" : levels + " on this plane";
  bool any = false;
  for (const Trajectory& run : scene.trajectories)
    for (std::size_t i = 0; i < run.step.size() && !any; ++i) any = off_plane(run, i, scene.field.box) != OffPlane::on;
  if (any)
    for (const std::string& more : {"; a path is hollow where it is off the plane by " + percent(beside_plane, 2) +
                                        " of the map’s side, thin by " + percent(far_from_plane, 2),
                                    "; hollow: off the plane by " + percent(beside_plane, 2) +
                                        " of the map’s side, thin: by " + percent(far_from_plane, 2),
                                    std::string("; paths off the plane are hollow")})
      if (text_width(plane + more, size) <= width) return plane + more;
  return elided(plane, width, size);
}

}  // namespace ravine::view
