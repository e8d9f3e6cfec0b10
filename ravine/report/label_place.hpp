// Where a text goes beside a point of the map, so that it covers no other text and little else, at every size that the
// map is shown at: the map shrinks with the page, texts do not.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "ravine/view/figure.hpp"

namespace ravine::report {

struct LabelPlace {
  double dx = 0, dy = 0;  // of the text's baseline from the point, in pixels
  bool at_end = false;    // the text ends there; else it starts there
};

class LabelPlacer {
 public:
  // The map's usual size in pixels. Points are given at that size, y downwards.
  LabelPlacer(double width, double height) : width_(width), height_(height) {}

  // What a text may cross only where there is no better place.
  void add_lines(const std::vector<std::vector<view::Point>>& lines);
  // Something that no text may cover.
  void add_mark(const view::Point& center, double radius);

  // A free place for `text` of this font size beside `point`; the place is taken from then on. None when every place is
  // partly outside of the map, covers a mark or a text, or crosses lines for more than `crossing` pixels.
  std::optional<LabelPlace> place(std::string_view text, double size, const view::Point& point, double crossing);

  // Takes the place of `text` with its middle on `point`, turned by `angle` degrees, if it is free of all the above.
  bool place_on(std::string_view text, double size, const view::Point& point, double angle);

  // About as wide as the text will be, in pixels.
  static double text_width(std::string_view text, double size);

 private:
  struct Taken {  // a rectangle at pixel distances from a point
    view::Point point;
    double left, top, right, bottom;
    // Its edges at one scale.
    Taken at(double scale) const;
  };
  static bool overlap(const Taken& a, const Taken& b, double scale);
  double cost(const Taken& room) const;

  static constexpr std::array<double, 2> scales{1, 0.62};
  double width_, height_;
  std::vector<std::pair<int, int>> line_cells_;  // the squares of `cell` pixels that lines pass
  std::vector<Taken> taken_;
};

}  // namespace ravine::report
