// A lattice of coloured cells as few shapes: runs of one colour in a row are one rectangle, equal runs below each other
// too, and all rectangles of a colour are one polygon.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/plane.hpp"

namespace ravine::view {

struct CellColors {
  std::vector<double> x_edges, y_edges;  // whole pixels, monotone; one more than columns and rows
  std::vector<std::uint16_t> colors;     // colors[row * columns + column], an index of a palette
};

// Whole pixels of edges, so that neighbours meet without a seam. Cells narrower than a pixel may come to nothing: the
// one that has the pixel's edge is shown.
std::vector<double> pixel_edges(const Scale& scale, std::span<const double> edges);

// For each of `count` colours, disjoint rectangles that together are its cells. Cells of no width or height, and of
// colours from `count` on, are left out.
std::vector<std::vector<std::vector<Point>>> merged_rings(const CellColors& cells, std::size_t count);

// The cells, each of its colour of the palette: polygons in the palette's order, or one raster where there are so many
// that their outlines are more than their pixels.
std::vector<Item> cell_items(const CellColors& cells, std::span<const Color> palette);

// Thin lines of paper between cells, where these are so large that the gaps do not eat them.
void draw_gaps(const CellColors& cells, std::vector<Item>& items);

}  // namespace ravine::view
