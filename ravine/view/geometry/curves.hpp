// Curves of f - f* and |gradient| over gradient evaluations: logarithmic, with one time axis.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

// What f is measured from.
struct Reference {
  double value = 0;
  bool known = false;  // given; else the least f seen, on the field or by a run
  std::string note;    // "f* = 0", "best f seen: −1.8"
};
Reference reference_of(const Scene& scene);

enum class Quantity { excess, gradient };  // f - f*, |gradient of f|
std::vector<double> values_of(const Trajectory& trajectory, Quantity quantity, const Reference& reference);
bool has(const Trajectory& trajectory, Quantity quantity);

// The range of a logarithmic axis for these curves. Zeros, negative and not finite values do not count; neither do a
// failed run's beyond a thousand times what the others reach. Never empty: high is at least ten times low.
struct CurveRange {
  double low = 0.1, high = 10;
};
CurveRange curve_range(const std::vector<const Trajectory*>& trajectories, Quantity quantity,
                       const Reference& reference);

// One panel: the plane maps (gradient evaluations, value) to pixels.
struct CurvePanel {
  Plane plane;
  std::string title, note;  // above the panel; the note in small letters
  bool time_labels = true;  // below
};
void draw_panel(const CurvePanel& panel, std::vector<Item>& items);

// Points in pixels, with their times, no more than four a column of pixels.
struct CurvePoints {
  std::vector<Point> points;
  std::vector<double> times;
};
CurvePoints curve_points(const Trajectory& trajectory, const std::vector<double>& values, const Plane& plane);

// The width of the widest label on the panel's vertical axis.
double log_label_width(const CurveRange& range, double height);

}  // namespace ravine::view
