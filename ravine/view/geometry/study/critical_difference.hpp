// Which methods differ by their average ranks: the diagram of Demsar, "Statistical comparisons of classifiers over
// multiple data sets", JMLR 7, 2006, figure 1. There the lowest ranks are on the right, here on the left, where reading
// begins.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

struct CriticalDifference {
  static constexpr std::size_t most_methods = 200;

  std::string title, note;  // UTF-8; the note may be empty
  struct Method {
    std::string label;
    double rank = 1;  // average, 1 ... the number of methods; 1 is the best
  };
  std::vector<Method> methods;  // at least two; in the order of their styles
  double difference = 1;        // average ranks differ that are at least so far apart
  std::string difference_name = "critical difference";
};

// A run of methods, by their place in the order of ranks, of which no two differ.
struct RankGroup {
  std::size_t first = 0, last = 0;  // `last` inside
  bool operator==(const RankGroup&) const = default;
};

// The groups of two and more that no other holds, for ascending ranks.
std::vector<RankGroup> groups_within(const std::vector<double>& ranks, double difference);

// The whole ranks 1 ... `count` (>= 2) that have their number on the axis, where it has room for `most` gaps between
// two: all of them if they fit, else evenly spaced ones; always both ends. Where no even spacing fits, the last gap is
// the longest.
std::vector<std::size_t> named_ranks(std::size_t count, double most);

// Bars join the methods of a group. As high as its rows need, whatever the options' height. Throws InputError for a
// width outside of FigureOptions' limits, fewer than two or too many methods, ranks that are not in 1 ... number of
// methods, and a difference that is negative or no number.
DisplayList critical_difference_figure(const CriticalDifference& ranks, const FigureOptions& options = {});

}  // namespace ravine::view
