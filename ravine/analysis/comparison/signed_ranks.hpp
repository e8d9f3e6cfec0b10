// Wilcoxon's signed ranks: is one of two methods better over the instances, by the size of the differences?
//
// Wilcoxon 1945 (doi 10.2307/3001968). Differences d = first - second of which none is 0 are ranked by |d|, equal ones
// with the mean of their ranks; R+ is the sum of the ranks with d > 0, R- that with d < 0. Differences that are 0 are
// dropped (Wilcoxon's treatment; Demšar 2006 shares them between both sides instead). If neither is better, every one
// of the 2^n patterns of signs is as likely.
#pragma once

#include <cstddef>
#include <span>

namespace ravine::comparison {

struct SignedRanks {
  std::size_t count = 0, zeros = 0;   // differences that are ranked, and those dropped
  double positive = 0, negative = 0;  // R+ (the first is worse) and R- (the first is better)
  double tie_sum = 0;                 // sum of t^3 - t over the groups of t equal sizes

  double smaller() const { return positive < negative ? positive : negative; }
};

// Two scores for each instance, both of one length. Both infinite: no difference; one infinite: larger than any finite
// difference, such ones tie. InputError for other lengths, NaN and -infinity.
SignedRanks signed_ranks(std::span<const double> first, std::span<const double> second);

// The largest count for which the exact distribution is there: its 2^count patterns are counted without rounding.
inline constexpr std::size_t exact_signed_ranks = 50;

// The probability that R+ <= sum, of `count` untied ranks, count <= exact_signed_ranks. InputError for more, or NaN.
double signed_rank_probability(std::size_t count, double sum);

// min(R+, R-) by the normal approximation, z <= 0: mean n (n + 1) / 4, variance (n (n + 1) (2 n + 1) - tie_sum / 2)
// / 24. `continuity` moves the sum by 1/2 to the mean, as SciPy's `correction=True`. 0 where nothing is ranked.
double signed_rank_z(const SignedRanks& ranks, bool continuity = false);

// R+ - R- divided by the sum of all ranks, -1 (the first is better on all instances) ... 1; 0 where nothing is ranked.
// The matched-pairs rank-biserial correlation (Kerby 2014, doi 10.2466/11.IT.3.1): the size of the effect.
double rank_biserial(const SignedRanks& ranks);

}  // namespace ravine::comparison
