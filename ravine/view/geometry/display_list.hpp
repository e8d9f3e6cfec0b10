// What a picture shows, as a list of simple shapes in pixels: y grows downwards, (0, 0) is the top left corner.
// Geometry makes it with the standard library only; Cairo draws it into PNG, SVG and GIF frames, a page on its canvas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "ravine/view/figure.hpp"

namespace ravine::view {

// sRGB, each 0 ... 1; alpha 1 is opaque.
struct Color {
  double red = 0, green = 0, blue = 0, alpha = 1;
  bool operator==(const Color&) const = default;
};

struct Rectangle {
  double x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rectangle&) const = default;
};

struct Stroke {
  Color color;
  double width = 1;
  std::vector<double> dash;  // lengths on, off, ...; empty: solid
  double dash_offset = 0;    // how far into the dashes the line begins
  bool operator==(const Stroke&) const = default;
};

struct Polyline {  // round joins and caps; a single point is a dot
  std::vector<Point> points;
  Stroke stroke;
  bool closed = false;
  bool operator==(const Polyline&) const = default;
};

struct Polygon {  // rings filled by the even-odd rule
  std::vector<std::vector<Point>> rings;
  Color fill;
  bool operator==(const Polygon&) const = default;
};

struct Hatch {  // rings filled with thin diagonal lines: where the function has no value
  std::vector<std::vector<Point>> rings;
  Stroke stroke;
  double spacing = 6;
  bool operator==(const Hatch&) const = default;
};

struct Raster {  // a rectangle of whole pixels, each of a colour of its own
  std::size_t columns = 0, rows = 0;
  Point position;                     // of its upper left corner; whole numbers
  std::vector<Color> palette;         // opaque
  std::vector<std::uint16_t> colors;  // colors[row * columns + column], an index of the palette; others are clear
  bool operator==(const Raster&) const = default;
};

enum class MarkerShape { circle, square, diamond, triangle_up, triangle_down, plus, cross, star, pentagon, arrow };

struct Marker {
  MarkerShape shape = MarkerShape::circle;
  Point center;
  double size = 8;  // diameter
  Color fill;
  Stroke outline;    // width 0: none
  double angle = 0;  // radians, clockwise; an arrow points right at 0
  bool operator==(const Marker&) const = default;
};

enum class Anchor { start, middle, end };

struct Text {
  std::string text;  // UTF-8, one line
  Point position;    // of the anchor, on the baseline
  double size = 13;  // pixels
  Color color;
  Anchor anchor = Anchor::start;
  bool bold = false, italic = false, monospace = false;
  double angle = 0;                  // radians, clockwise
  Stroke halo{{1, 1, 1, 0}, 0, {}};  // drawn around the letters, below them; width 0: none
  bool operator==(const Text&) const = default;
};

struct PushClip {  // what follows is drawn inside this rectangle only, until PopClip
  Rectangle area;
  bool operator==(const PushClip&) const = default;
};
struct PopClip {
  bool operator==(const PopClip&) const = default;
};

using Item = std::variant<Polyline, Polygon, Hatch, Raster, Marker, Text, PushClip, PopClip>;

// Where a picture's cells are, for who wants to say what stands in one. Pixels, monotone; one more than columns and
// rows.
struct CellGrid {
  std::vector<double> x_edges, y_edges;
};

struct DisplayList {
  double width = 0, height = 0;  // pixels
  Color background{1, 1, 1, 1};
  std::vector<Item> items;
  CellGrid cells{};  // empty where the picture has none
};

// An animation, split so that a frame costs only what changes in it. A frame is the lasting picture of the frame
// before, with the background shown again in `restored`, then `lasting` drawn and kept, then `overlay` drawn for this
// frame only.
struct Film {
  struct Frame {
    std::vector<Rectangle>
        restored;               // whole pixels; the background covers what was drawn there, then `lasting` follows
    std::vector<Item> lasting;  // drawn onto the picture and staying there
    std::vector<Item> overlay;  // drawn on top in this frame only: heads, the step counter
    double seconds = 0.05;
  };
  DisplayList background;     // below everything, from the first frame on
  std::vector<Frame> frames;  // all but the last
  DisplayList last;           // the last frame, whole: the very figure that is written as PNG and SVG
  double last_seconds = 2;
};

}  // namespace ravine::view
