// Curves of f - f* and |gradient| over gradient evaluations, logarithmic, with one time axis. Where f* is not known
// they are of f itself: counted from the least value seen, a curve would plunge wherever its run stopped, as if it
// converged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ravine/view/geometry/plane.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {

// What f is measured from.
struct Reference {
  double value = 0;
  bool known = false;  // given; else the least f seen by a run
  std::string note;    // "f* = 0", "best seen: −1.8"
};
Reference reference_of(const Scene& scene);

enum class Quantity { excess, gradient };  // f - f* (f where f* is not known), |gradient of f|
// "f − f*", "f" or "|∇f|".
std::string title_of(Quantity quantity, const Reference& reference);
std::vector<double> values_of(const Trajectory& trajectory, Quantity quantity, const Reference& reference);
bool has(const Trajectory& trajectory, Quantity quantity);
// Each run's last f - f*, or f; of that so many digits, at most six, as tell most runs apart. Empty without values.
std::vector<std::string> last_values(const std::vector<const Trajectory*>& trajectories, const Reference& reference);

// The range of the axis for these curves. It is logarithmic but for f itself where that has no decades or is not
// positive. The best run that did not fail is on it. On a logarithmic one zeros, negative and not finite values do not
// count; neither do a failed run's beyond a thousand times what the others reach, nor depths more than twice as many
// decades down (and more than 32) than what half of the runs reach. On a linear one, of values farther from all starts
// than three times what half of the runs reach, only depths of runs count that do not fall faster and faster: one that
// has no end must not flatten all others. Never of no length: on a logarithmic one high is at least ten times low.
struct CurveRange {
  double low = 0.1, high = 10;
  bool logarithmic = true;
  std::string nothing;  // why no value has a place on any axis; empty: some have
};
CurveRange curve_range(const std::vector<const Trajectory*>& trajectories, Quantity quantity,
                       const Reference& reference);

// One panel: the plane maps (gradient evaluations, value) to pixels.
struct CurvePanel {
  Plane plane;
  std::string title, note;  // above the panel; the note in small letters
  bool time_labels = true;  // below
  std::string nothing;      // in place of curves and their axis: CurveRange's
  std::string time_name = "gradient evaluations";
};
void draw_panel(const CurvePanel& panel, std::vector<Item>& items);

// Points in pixels, with their times, no more than four a column of pixels.
struct CurvePoints {
  std::vector<Point> points;
  std::vector<double> times;
};
CurvePoints curve_points(const Trajectory& trajectory, const std::vector<double>& values, const Plane& plane);

// Where a curve leaves the panel for good, through the bottom or the top, and when: an arrow there.
struct Departure {
  Marker arrow;
  double time = 0;
};
std::optional<Departure> departure(const Trajectory& trajectory, const std::vector<double>& values, const Plane& plane);
// Whether a value has its place on the panel.
bool on_scale(const Plane& plane, double value);

// Ticks of an axis of gradient evaluations from 0 on: whole numbers.
Ticks time_ticks(double last, std::size_t most);
// The vertical scale of a range, and its ticks.
Scale scale_of(const CurveRange& range, double from, double to);
Ticks value_ticks(const Scale& scale, std::size_t most);
// The width of the widest label on the panel's vertical axis.
double value_label_width(const CurveRange& range, double height);

}  // namespace ravine::view
