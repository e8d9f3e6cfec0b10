// The graph of a function of one coordinate, which stands where a map has level sets: the picture's y is f.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "ravine/view/geometry/contour.hpp"

namespace ravine::view {

// A field of one row: f along x, from its box's x_low to its x_high.
bool is_graph(const Field& field);

// In the field's coordinates.
struct Graph {
  std::vector<std::vector<Point>> lines;  // one for each piece of x where f has values
  std::vector<Ring> domain;               // strips of the box over these pieces
  bool whole = true;                      // f has a value everywhere
};
// Of a field that is none: without lines.
Graph graph_of(const Field& field);

// From where to where the picture of a graph reaches: all of `shown`, values that runs had, and of `values` along the
// graph what is at most half as far again beyond them on either side. Never of no length.
std::pair<double, double> graph_reach(std::span<const double> shown, std::span<const double> values);

}  // namespace ravine::view
