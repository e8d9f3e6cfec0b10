// How sensitive a method is to its learning rate: the width of the region around the best one in which it is hardly
// worse.
//
// The region is where the score, linear between the rates tried in log(rate) and log(score), is at most `factor` times
// the best. Between a finite score and an infinite one it ends at the finite: nothing is known of where it rises.
#pragma once

#include <optional>
#include <span>

namespace ravine::comparison {

struct GoodRegion {
  double best_rate = 0, best_score = 0;  // the smallest of several best rates
  double low = 0, high = 0;              // rates, low <= best_rate <= high
  double decades = 0;                    // log10(high / low)
  // The region reaches the first, the last rate tried: it may be wider than is known.
  bool low_at_edge = false, high_at_edge = false;
};

// `rates` increasing, above 0 and finite; as many scores, at least 0 or +infinity; at least one; factor >= 1. Nothing
// where all scores are infinite. The region is the one around best_rate: others, beyond a worse rate, do not count.
// InputError for other arguments.
std::optional<GoodRegion> good_region(std::span<const double> rates, std::span<const double> scores, double factor = 2);

}  // namespace ravine::comparison
