// Line searches: from x along a direction of descent d to a step a with f(x + a d) low enough.
//
// armijo: a is shrunk until f(x + a d) <= f(x) + c₁ a <g, d>. Armijo (1966), doi:10.2140/pjm.1966.16.1.
// wolfe:  the strong Wolfe conditions, the above and |<g(x + a d), d>| <= c₂ |<g, d>|, by Moré & Thuente (1994),
//         doi:10.1145/192115.192132: the interval of section 2 with its modified function, the trial values of
//         section 4.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "ravine/method/oracle.hpp"

namespace ravine {

// What is asked of a step. 0 < c1 < c2 < 1; `shrink` in (0, 1).
struct LineConditions {
  double c1 = 1e-4, c2 = 0.9, shrink = 0.5;
};

// The first trial of a first search: a step no longer than 1.
double cautious_step(std::span<const double> gradient);

// f along the line from where a run stands. The standing is not moved before accept().
class Line {
 public:
  // The spans must outlive the line.
  Line(Oracle& oracle, const Standing& from, std::span<const double> direction);

  double slope() const { return slope_; }  // <g, d>, negative along a direction of descent
  // From the first trial, which is positive. The step that is accepted is at hand for accept().
  StepEnd search_armijo(double first, const LineConditions& conditions);
  StepEnd search_wolfe(double first, const LineConditions& conditions);
  // The step as it is given, whatever f there.
  StepEnd take(double step);

  double step() const { return trial_.step; }
  // Moves the standing to the point found.
  void accept();

 private:
  // A step with f and the slope there.
  struct Trial {
    double step = 0, f = 0, slope = 0;
  };
  bool evaluate(double step);  // into trial_, point_, gradient_; false where the budget is used up
  bool is_finite() const;
  StepEnd settle(double step, double f);  // for the lowest point where none meets the conditions

  Oracle& oracle_;
  Standing from_;
  std::span<const double> direction_;
  double slope_ = 0;
  Trial trial_;
  std::vector<double> point_, gradient_;
};

}  // namespace ravine
