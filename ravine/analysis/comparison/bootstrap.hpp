// How far a statistic of a sample may be off: percentile intervals of the bootstrap.
//
// Efron 1979 (doi 10.1214/aos/1176344552): the statistic of many samples drawn from the values with replacement, each
// as large as they are. The interval is between the quantiles (type 7) at (1 - c) / 2 and (1 + c) / 2 of these.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "ravine/base/random.hpp"

namespace ravine::comparison {

// What an interval is made for. It may give infinities, but not NaN.
using Statistic = std::function<double(std::span<const double>)>;

struct Interval {
  double estimate = 0;       // the statistic of the values themselves
  double low = 0, high = 0;  // low <= high; the estimate need not be between
};

// At least one value, not NaN; confidence in (0, 1); at least one replicate. The same bits for the same key, whose
// purpose is taken to be Purpose::resampling: element i of replicate r of n values is the draw r n + i of the stream,
// so that more replicates begin with the same ones. InputError for other arguments and where the statistic is NaN.
Interval bootstrap_interval(std::span<const double> values, const Statistic& statistic, double confidence,
                            std::size_t replicates, math::RandomKey key);

}  // namespace ravine::comparison
