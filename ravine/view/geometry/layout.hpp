// Where the parts of a picture go.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

struct LayoutRequest {
  double width = 0, height = 0;
  double aspect = 0;        // of the map, width / height; 0: any
  std::size_t panels = 0;   // curves: 0, 1 or 2
  double row_width = 200;   // that a row of the legend would like
  double names = 0;         // of the legend: the widest name, in the letters of a narrow one
  std::size_t rows = 0;     // of the legend
  bool formula = true;      // a second line below the title
  double map_labels = 0;    // width of the labels on the map's vertical axis
  double panel_labels = 0;  // and on the panels'
  double note = 0;          // height of a line of small letters below the map's axis
};

// What heads a picture: smaller where it is low.
struct Header {
  double title_size = 21, title_baseline = 40;
  double formula_size = 16, formula_baseline = 67;
  double counter_size = 17;
  double height = 92, height_without_formula = 64;  // down to the map
};
Header header_of(double picture_height);

// All in whole pixels.
struct Layout {
  Rectangle map;
  std::vector<Rectangle> panels;
  bool stacked = true;  // panels one above the other, with one time axis
  Rectangle legend;
  std::size_t legend_columns = 1;
  double row_height = 20;
};

// A tall map has legend and panels on its right; below a square one there is room for the legend; a wide one lies above
// the panels. Of these, the arrangement with the largest map is chosen. Panels for which a small picture has no room
// are left out, the last first.
Layout arrange(const LayoutRequest& request);

inline constexpr double outer_margin = 22;

}  // namespace ravine::view
