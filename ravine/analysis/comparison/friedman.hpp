// Friedman's statistic: do k methods rank alike over N instances, or is one of them better?
//
// Friedman 1937 (doi 10.1080/01621459.1937.10503522) as in Demšar 2006 (JMLR 7, section 3.2.2), R_j being average
// ranks:
//   chi2 = 12 N / (k (k + 1)) (sum of R_j^2 - k (k + 1)^2 / 4),  k - 1 degrees of freedom
//   F = (N - 1) chi2 / (N (k - 1) - chi2),                       k - 1 and (k - 1) (N - 1) degrees of freedom
// F is Iman and Davenport's (1980, doi 10.1080/03610928008827904). With ties chi2 is divided by
// 1 - sum of (t^3 - t) / (N (k^3 - k)), as SciPy and R do; Demšar's examples do not.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/analysis/comparison/score_table.hpp"

namespace ravine::comparison {

struct Friedman {
  std::size_t methods = 0, instances = 0;
  std::vector<double> average_ranks;
  double chi_squared = 0;  // corrected for ties; 0 where all methods tie on all instances
  double f = 0;            // of that; infinite where all instances rank the methods alike
};

// At least 2 methods and 2 instances; InputError for fewer, and for a table that require_scores() refuses. The same
// bits in whatever order the instances come.
Friedman friedman(const ScoreTable& table);

// Demšar's formulas, without correction for ties, from the ranks that a paper prints. At least 2 ranks, 2 instances.
double friedman_chi_squared(std::span<const double> average_ranks, std::size_t instances);
double iman_davenport_f(double chi_squared, std::size_t methods, std::size_t instances);

}  // namespace ravine::comparison
