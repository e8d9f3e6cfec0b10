// A number for every pair of two settings: evaluations to the target over learning rate and momentum, say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/study/setting_axis.hpp"

namespace ravine::view {

enum class CellState : std::uint8_t {
  number,  // has its value
  missed,  // ran out of its budget without reaching the target
  failed,  // diverged, or left the function's domain
  nothing  // there is nothing there: paper
};

struct HeatMap {
  static constexpr std::size_t most_cells = 1024;  // each way

  std::string title, note;  // UTF-8; the note may be empty
  SettingAxis x, y;         // `values` (ascending) or `labels` of columns and of rows, the lowest row first
  std::string value_name = "evaluations to target";
  bool logarithmic = true;          // the colours' scale; zero and less have the lowest colour
  bool lower_is_better = true;      // dark is better
  bool marks_best = true;           // with a frame, and in words
  std::vector<double> values;       // values[row * columns + column]
  std::vector<CellState> states;    // as long; empty: all are numbers
  std::optional<double> low, high;  // of the colours' scale; values beyond have its ends' colours
  std::string best_name = "best", missed_name = "missed the target", failed_name = "diverged or left the domain";

  // What theory says, or a median, in the axes' values; of categories the index.
  struct Line {
    std::string label;
    std::vector<Point> points;
    bool dashed = true;
  };
  std::vector<Line> lines;
};

// The best cell has a frame, where `marks_best`, and is named above the map. Of cells narrower than a pixel some are
// not seen: a map of 1024 columns wants a picture wider than that. Throws InputError for a size outside of
// FigureOptions' limits, more than `most_cells` each way, lists of unequal length, values that do not ascend, and a
// cell that is said to be a number and is not finite.
DisplayList heat_map_figure(const HeatMap& map, const FigureOptions& options = {});

}  // namespace ravine::view
