// What a picture is made of, as plain data: nothing here knows a method, a problem or a run, so a trajectory from
// anywhere can be drawn.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ravine::view {

struct Box {
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
};

// f on a regular grid over a box: values[row * columns + column], column 0 at x_low, row 0 at y_low, the last ones at
// x_high and y_high. NaN and infinities are cells outside the domain. Of one row: f of one coordinate, whose graph is
// drawn; the picture's y is f.
struct Field {
  Box box;
  std::size_t columns = 0, rows = 0;
  std::vector<double> values;
};

// One run. All series have the same length: one entry a recorded point.
struct Trajectory {
  std::string label;         // UTF-8, shown as it is
  std::vector<double> step;  // gradient evaluations made before the point
  std::vector<double> x, y;  // in the plane of the picture: of a point beside it, the nearest place in it
  // How far each point is from the plane, in the units of its axes; empty: all of them are in it.
  std::vector<double> distance;
  double off_plane = 0;               // the greatest distance as a part of how far the path goes; may be infinite
  std::vector<double> f;              // may be empty: then there are no curves
  std::vector<double> gradient_norm;  // may be empty
  std::string outcome;                // "converged", "diverged", ...; shown at the end; may be empty
  bool failed = false;                // diverged, left its domain, error
  std::string settings{};             // "η = 0.01, μ = 0.8": beside the label, where there is room; may be empty
};

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

// One problem with the runs made on it.
struct Scene {
  std::string title;    // UTF-8
  std::string formula;  // typeset, "f(x, y) = 5x² + y²"; may be empty
  std::string x_name = "x", y_name = "y";
  // Of the axes, from the longest to the shortest: the first with room is shown, the name where none has.
  std::vector<std::string> x_titles, y_titles;
  bool slice = false;             // the plane is a section through more dimensions: f there is not f of paths beside it
  Field field;                    // may be empty (0 columns): a map without level sets
  std::vector<double> levels;     // empty: chosen from the field
  std::optional<double> minimum;  // f*, if known; else pictures show f itself, and say which least value was seen
  std::optional<double> least_seen;  // by all runs on the problem, at points not recorded too; empty: by these here
  std::vector<Point> minimisers;     // marked with a star; may be empty
  std::optional<Point> start;        // the common start; f there gets a level of its own
  std::string start_name;            // "start (1, 1, 1)"; empty: by its coordinates in the picture
  std::vector<Trajectory> trajectories;
  bool equal_aspect = true;
};

// One run as it was measured.
struct MeasuredRun {
  std::string label, outcome;
  bool failed = false;
  std::vector<double> time;                 // ascending
  std::vector<std::vector<double>> values;  // one list a measure, each as long as `time`
};

// What the runs on one problem were judged by beside f: "training loss", "validation accuracy". Measures whose names
// end with the same word are of one quantity and share an axis.
struct MeasureCurves {
  std::string title, note;  // UTF-8; may be empty
  std::string time_name = "epochs";
  std::vector<std::string> names;
  std::vector<bool> higher_is_better;  // one a name
  std::vector<MeasuredRun> runs;
};

// How a picture or film is made.
struct FigureOptions {
  // Pixels. A small picture keeps its letters' sizes and leaves out the curves that have no room.
  double width = 1000, height = 800;
  static constexpr double least_width = 480, least_height = 360, most = 32767;
  std::size_t frames = 101;  // at most, the last included; a run with no more points has a frame a point
  double frame_seconds = 0.05;
  double last_seconds = 2;  // how long the last frame stays
  // Frames from one refresh of curves, counter and numbers to the next, at least 1: the map moves, they are read. What
  // changes far apart in one frame makes a large file, with 1 about twice as large. Films of one run refresh twice as
  // often.
  std::size_t side_every = 4;
};

}  // namespace ravine::view
