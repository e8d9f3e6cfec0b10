// What stands in the cells of a picture: the page says it of the cell that is pointed at, and how its run is made
// again.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/report/markup.hpp"

namespace ravine::report {

struct FigureCells {
  std::vector<double> x_edges, y_edges;  // shares of the picture's width and height; one more than columns and rows
  std::vector<std::string> x_values, y_values;  // one a column, one a row: "η = 0.01"
  std::string value_name;
  // One a cell, row after row.
  std::vector<std::string> values;  // may be left out
  std::vector<std::size_t> runs;    // the number of the run that stands for it
  std::string command;              // what makes it again, before the run's number
};

// As JSON in an element of its own. Throws InputError for lists of lengths that do not fit.
void write_figure_cells(Markup& page, const FigureCells& cells);

}  // namespace ravine::report
