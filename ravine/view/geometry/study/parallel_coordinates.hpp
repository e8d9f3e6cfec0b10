// Many runs over many settings: an upright axis a setting, the score last, a line a run (Inselberg, "The plane with
// parallel coordinates", 1985, doi:10.1007/BF01898350).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/study/setting_axis.hpp"

namespace ravine::view {

struct ParallelCoordinates {
  static constexpr std::size_t most_settings = 16, most_runs = 20000;

  std::string title, note;            // UTF-8; the note may be empty
  std::vector<SettingAxis> settings;  // at least one; `values` one a run, of categories the label's index
  std::string score_name = "score", failed_name = "failed", best_name = "best";
  bool logarithmic = true, lower_is_better = true;
  std::vector<double> scores;  // one a run; not finite: it failed; zero and less are at a logarithmic axis' end
};

// What is called a run here may be a setting, with the median of its runs' scores.
// Lines have their score's colour, dark for the best, which lie on top; the best run's settings stand below.
// Runs of one category are spread over its part of the axis by their scores, so that lines do not hide each other.
// Failed runs end in a place of their own beyond the worst score. Throws InputError for a size outside of
// FigureOptions' limits, no or too many settings, too many runs, lists of unequal length, and values without a place on
// their axis.
DisplayList parallel_coordinates_figure(const ParallelCoordinates& runs, const FigureOptions& options = {});

}  // namespace ravine::view
