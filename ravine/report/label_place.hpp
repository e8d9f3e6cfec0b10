// Where a text goes beside a point of the map, so that it covers no other text and little else, at every size that the
// map is shown at: the map shrinks with the page, texts do not.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ravine/view/geometry/placement.hpp"

namespace ravine::report {

// The narrowest map that has names (report.css), as a part of the widest.
inline constexpr double narrowest_map = 0.62;

struct LabelPlace {
  double dx = 0, dy = 0;  // of the text's baseline from the point, in pixels
  bool at_end = false;    // the text ends there; else it starts there
};

class LabelPlacer {
 public:
  // The map's usual size in pixels. Points are given at that size, y downwards.
  LabelPlacer(double width, double height);

  // What a text may cross only where there is no better place.
  void add_line(const std::vector<view::Point>& points);
  // What may not be covered there, where a placer of the same map has more to avoid.
  void take_forbidden(const LabelPlacer& other);
  // Something that no text may cover.
  void add_mark(const view::Point& center, double radius);

  // A free place for `text` of this font size beside `point`; the place is taken from then on. None when every place is
  // partly outside of the map, covers a mark or a text, or crosses lines for more than `crossing` pixels.
  std::optional<LabelPlace> place(std::string_view text, double size, const view::Point& point, double crossing);

  // Takes the place of `text` with its middle on `point`, turned by `angle` radians, if no mark or text is there.
  bool place_on(std::string_view text, double size, const view::Point& point, double angle);

  // What is taken at the usual size.
  const view::Room& room() const { return sizes_.front().room; }

 private:
  struct Size {
    double scale;
    view::Room room;
  };
  // What covering a rectangle at pixel distances from a point would cost at worst, in pixels of lines; or none.
  std::optional<double> cost(const view::Point& point, const view::Rectangle& distances) const;
  void take(const view::Point& point, const view::Rectangle& distances);

  std::vector<Size> sizes_;
};

}  // namespace ravine::report
