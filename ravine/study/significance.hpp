// p-values of comparisons of methods: the statistics of analysis/comparison with the distributions they follow if no
// method is better.
//
// Demšar 2006, "Statistical comparisons of classifiers over multiple data sets", JMLR 7: over many methods Friedman's
// test with Iman and Davenport's F, then Nemenyi's for all pairs; of two methods Wilcoxon's signed ranks, over several
// pairs with Holm's adjustment. Benavoli & others 2016 (JMLR 17) advise the latter for pairs, since Nemenyi's answer
// about two methods depends on the others.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/analysis/comparison/friedman.hpp"
#include "ravine/analysis/comparison/score_table.hpp"
#include "ravine/analysis/comparison/signed_ranks.hpp"

namespace ravine::study {

// The range of `methods` independent standard normal numbers: the studentized range with infinite degrees of freedom.
// P(range > q) = k * integral of phi(z) (Phi(z)^(k - 1) - (Phi(z) - Phi(z - q))^(k - 1)) dz, relative error below 1e-12
// until it underflows (q > 50). 2 to 100 methods; q is no NaN. InputError for others.
double studentized_range_tail(double q, std::size_t methods);
// The q with the tail `alpha`, in (0, 1); relative error below 1e-10 where alpha is at most 0.99. Nearer to 1 the
// tail's rounding decides.
double studentized_range_quantile(double alpha, std::size_t methods);

struct FriedmanTest {
  comparison::Friedman friedman;
  double p_chi_squared = 1;  // by chi2 with k - 1 degrees of freedom; good only for many instances and methods
  double p_f = 1;            // by F with k - 1 and (k - 1) (N - 1) degrees of freedom: the one to report
};
// At least 2 methods and 2 instances.
FriedmanTest friedman_test(const comparison::ScoreTable& table);

// q of Demšar's table 5: the studentized range's quantile divided by sqrt 2.
double nemenyi_quantile(double alpha, std::size_t methods);
// The difference of average ranks from which on two methods differ at `alpha`.
double nemenyi_critical_difference(double alpha, std::size_t methods, std::size_t instances);

struct WilcoxonTest {
  comparison::SignedRanks ranks;
  bool exact = false;  // by counting; otherwise by the normal approximation
  double z = 0;        // of the approximation, at most 0; 0 where exact
  double p = 1;        // two-sided; 1 where nothing differs
};
// Exact for up to 50 differences without ties, after those that are 0 were dropped. Otherwise the normal approximation,
// corrected for ties, and for continuity where `continuity` says so: SciPy's `correction`, whose default is False too.
WilcoxonTest wilcoxon_test(std::span<const double> first, std::span<const double> second, bool continuity = false);

// Two methods of a table.
struct PairTest {
  std::size_t first = 0, second = 0;  // first < second
  double rank_difference = 0;         // average rank of the first minus that of the second
  double p_nemenyi = 1;               // adjusted for all pairs by its nature
  WilcoxonTest wilcoxon;
  double p_holm = 1;  // Wilcoxon's p adjusted for all pairs
};
// All pairs, (0, 1), (0, 2), ..., (1, 2), ...; 2 to 100 methods, at least 1 instance.
std::vector<PairTest> pair_tests(const comparison::ScoreTable& table, bool continuity = false);

}  // namespace ravine::study
