// Lines that grow with time, one over the other, whole or frame by frame.
//
// A frame shows the background again in the rectangles that new segments touch and draws all lines in there anew, in
// their order. So a film's picture is the whole picture at every time, although each frame costs only what is new in
// it.
//
// Where lines run on top of each other, a lower one is drawn wider for each one above it: it shows on both sides.
#pragma once

#include <vector>

#include "ravine/view/geometry/coincidence.hpp"
#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

struct Trail {
  std::vector<Point> points;  // pixels; the line breaks at points that are not finite
  std::vector<double> times;  // one a point, ascending: when it is reached
  Stroke stroke;
  double casing = 0;  // of paper, on both sides; 0: none
  double dot = 0;     // diameter of a dot at each point that is not too close to the one before; 0: none
  // For each point, of the line that leads to it; empty: full everywhere. Dots are of paper inside; where this is
  // given, only those where the line is not full.
  std::vector<LineForm> forms{};
};

class TrailLayer {
 public:
  // Trails from the lowest to the topmost. Nothing is drawn outside `area`, which is whole pixels.
  TrailLayer(Rectangle area, std::vector<Trail> trails, bool widen_below = false);

  // Shown above all trails from `time` on. `box` holds all of it.
  void add_mark(Item item, Rectangle box, double time);

  // Everything up to `time`.
  std::vector<Item> whole(double time) const;
  // What is new after `before` up to `now`.
  void reveal(double before, double now, Film::Frame& frame) const;

 private:
  struct Line {
    Trail style;  // without points
    std::vector<Vertex> vertices;
    std::vector<Stretch> stretches;
    bool varied = false;  // in its forms
  };
  struct Mark {
    Item item;
    Rectangle box;
    double time;
  };

  void add_line(Trail trail);
  static void draw_forms(const Line& line, double time, const Rectangle* part, std::vector<Item>& items);
  void draw(double time, const Rectangle* part, std::vector<Item>& items) const;

  Rectangle area_;
  std::vector<Line> lines_;
  std::vector<Mark> marks_;
  double reach_ = 0;  // half the widest stroke
};

}  // namespace ravine::view
