// A median and its quartile band for each method: of scores over one setting, or of f over the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

struct BandCurve {
  static constexpr std::size_t most_methods = 64;
  static constexpr std::size_t most_together = 2;  // bands of more would lie on each other: they have a panel each

  std::string title, note;  // UTF-8; the note may be empty
  std::string x_name = "learning rate", y_name = "score";
  bool logarithmic_x = true, logarithmic_y = true, lower_is_better = true;
  std::string missed_name = "median missed", best_name = "best at", others_name = "medians of the others",
              reference_name = "median of the best";
  // What has a marker and stands in the legend: the x of the best median, with a tick below; or the last median.
  enum class Mark { best, end } mark = Mark::best;

  // Lists of one length. x ascends.
  struct Method {
    std::string label;
    std::vector<double> x;
    std::vector<double> median;          // not finite: it was missed there, a gap with a mark above it
    std::vector<double> low, high;       // quartiles; an infinite one reaches to the edge
    std::optional<std::size_t> style{};  // its number among all methods, as in other pictures; none: its place here
    std::optional<std::size_t> best{};   // which x is marked as the best; none: the first of the best medians
  };
  std::vector<Method> methods;
  std::size_t ranked = 0;  // so many methods are in the order of a ranking (ranked_style); 0: they are not ranked
};

// Up to `most_together` methods lie in one panel. Of more each has its own, with the same axes and the medians of the
// others in grey, the best first; those without any median are named below. As high as the panels' rows need then,
// whatever the options' height. Throws InputError for a size outside of FigureOptions' limits, too many methods, lists
// of unequal length, and x that does not ascend or has no place on its axis.
DisplayList band_curve_figure(const BandCurve& curves, const FigureOptions& options = {});

}  // namespace ravine::view
