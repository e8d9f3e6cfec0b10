// Methods in the order of their medians, as a table: dot, quartiles, the median's interval, and how many missed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

struct IntervalRanking {
  static constexpr std::size_t most_methods = 200;

  std::string title, note;  // UTF-8; the note may be empty
  std::string value_name = "evaluations to target";
  bool logarithmic = true, lower_is_better = true;  // zero and less are at a logarithmic axis' left edge
  std::string median_name = "median", quartile_name = "quartiles", interval_name = "95 % interval of the median",
              missed_name = "missed";

  struct Row {
    std::string label;
    double median = 0;                              // not finite: half and more missed; such rows are last
    double lower_quartile = 0, upper_quartile = 0;  // an infinite one reaches to the edge; not numbers: none
    double interval_low = 0, interval_high = 0;     // of the median, by a bootstrap say; the same
    double misses = 0;                              // share, 0 ... 1
  };
  std::vector<Row> rows;  // in the order of their styles
};

// Indices of rows from the best median to the worst; of equal ones the one with fewer misses is first.
std::vector<std::size_t> ranking_of(const IntervalRanking& ranking);

// As high as its rows need, whatever the options' height. Throws InputError for a width outside of FigureOptions'
// limits, no or too many rows, ends of bars in the wrong order, and misses outside of 0 ... 1.
DisplayList interval_ranking_figure(const IntervalRanking& ranking, const FigureOptions& options = {});

}  // namespace ravine::view
