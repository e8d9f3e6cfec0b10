// What of a report fits on its page: which rows of a table are listed, which runs come with their trajectory and with
// how many of its points, and which of these are shown at first.
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/report/report.hpp"

namespace ravine::report {

// How much the page may hold.
struct Allowance {
  std::size_t points = 24'000;  // of all trajectories together
  std::size_t rows = 2'000;     // of all tables together
  std::size_t sections = 32;
  double coarseness = 1;  // of the lines in the pictures, 1: nobody sees it
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

// One plan a section, for the first `allowance.sections` sections.
std::vector<SectionPlan> plan(const Report& report, const Allowance& allowance);

// At most `most` (at least 2) points of a trajectory, rising, the first and the last among them, at equal distances
// along the curve that the pictures show: x and y in units of the box, f and |grad f| in decades over their range,
// and time.
std::vector<std::size_t> thin(const view::Trajectory& trajectory, const view::Box& box, std::size_t most);

}  // namespace ravine::report
