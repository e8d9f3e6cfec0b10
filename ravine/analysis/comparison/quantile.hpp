// Quantiles of values of which some may be infinite.
//
// Type 7 of Hyndman & Fan 1996 (doi 10.1080/00031305.1996.10473566), the default of R and NumPy: of n sorted values
// x[0] ... x[n - 1] and h = (n - 1) p the quantile is x[floor h] + (h - floor h) (x[floor h + 1] - x[floor h]).
#pragma once

#include <span>

namespace ravine::comparison {

// `values` in any order, at least one; p in [0, 1]. Between a finite and an infinite value it is the infinite one,
// between -infinity and +infinity it is +infinity, so that what was missed is never hidden; where h is an integer it is
// x[h]. So it is where h is within its rounding (4 units in the last place) of one: 25 * 0.28 is not quite 7, and
// must not make an infinity of a finite value. InputError for NaN, no values, or p outside.
double quantile(std::span<const double> values, double p);

double median(std::span<const double> values);

struct Quartiles {
  double lower = 0, median = 0, upper = 0;
};
Quartiles quartiles(std::span<const double> values);

}  // namespace ravine::comparison
