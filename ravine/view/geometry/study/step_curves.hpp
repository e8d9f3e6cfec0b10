// Shares as step functions: performance profiles (Dolan & More 2002, doi:10.1007/s101070100263), data profiles (More &
// Wild 2009, doi:10.1137/080724083), empirical distributions. A step is continuous from the right: at x the share is
// that of all that need at most x.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

enum class StepScale { linear, log2, log10 };

struct StepCurves {
  static constexpr std::size_t most_curves = 64;

  std::string title, note;  // UTF-8; the note may be empty
  std::string x_name = "times the best", y_name = "share of problems";
  StepScale scale = StepScale::log2;
  std::optional<double> x_low, x_high;  // of the axis; empty: of the steps

  struct Curve {
    std::string label;
    std::vector<double> x;               // where it steps, ascending; on a logarithmic axis positive
    std::vector<double> share;           // from x on, 0 ... 1, never falling; before the first it is 0
    std::optional<std::size_t> style{};  // its place in the ranking, as in other pictures; none: its place here
  };
  std::vector<Curve> curves;  // the best first
  std::size_t ranked = 0;     // how many methods the ranking has (ranked_style); 0: those here
};

// The share of a curve at `x`.
double share_at(const StepCurves::Curve& curve, double x);

// Curves have their names at their ends. Throws InputError for a size outside of FigureOptions' limits, too many
// curves, lists of unequal length, x that does not ascend or has no place on the axis, and shares that are not between
// 0 and 1 or fall.
DisplayList step_curves_figure(const StepCurves& curves, const FigureOptions& options = {});

}  // namespace ravine::view
