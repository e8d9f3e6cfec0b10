// What of a report fits on its page: which rows of a table are listed, which runs come with their trajectory and with
// how many of its points, and which of these are shown at first.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/report/picture.hpp"
#include "ravine/report/report.hpp"

namespace ravine::report {

// How much the page may hold.
struct Allowance {
  std::size_t points = 24'000;  // of all trajectories together
  std::size_t rows = 2'000;     // of all tables together
  std::size_t sections = 32;
  std::size_t values = 60'000;  // of all charts of schedules and state together
  double coarseness = 1;        // of the lines in the pictures, 1: nobody sees it
  // About half as much on the page.
  Allowance halved() const;
};

inline constexpr std::size_t most_shown = 24;  // runs a section: all are shown up to here, beyond it a choice
inline constexpr std::size_t shown_of_many = 12;

struct SectionPlan {
  std::vector<std::size_t> rows;                 // indices into Section::rows that are listed, rising
  std::vector<std::vector<std::size_t>> points;  // of each trajectory: which points the page holds; none: not held
  std::vector<bool> shown;                       // of each trajectory: drawn at first
  bool many = false;                             // more runs than are shown: the reader chooses
  bool thinned = false;                          // some trajectory has fewer points than it was given
  double coarseness = 1;                         // Allowance::coarseness
};

// One plan a section, for the first `allowance.sections` sections, which have a picture each.
std::vector<SectionPlan> plan(const Report& report, const std::vector<Picture>& pictures, const Allowance& allowance);

// Those of `values` that the page holds.
std::vector<double> chosen(const std::vector<double>& values, const std::vector<std::size_t>& points);

// At most `most` (at least 2) points of a trajectory, rising, the first and the last among them, at equal distances
// along the curve that the pictures show: x, y, the values of the curves and time, each over the length of its axis.
std::vector<std::size_t> thin(const view::Trajectory& trajectory, const Picture& picture, std::size_t most);

}  // namespace ravine::report
