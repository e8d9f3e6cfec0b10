// The worked examples of Demšar 2006, "Statistical comparisons of classifiers over multiple data sets", JMLR 7, from
// his scores: areas under the ROC curve of four variants of C4.5 on 14 data sets (table 6).
#include <gtest/gtest.h>

#include <vector>

#include "ravine/analysis/comparison/friedman.hpp"
#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/analysis/comparison/signed_ranks.hpp"

namespace ravine::comparison {
namespace {

// In units of 1e-4, so that differences are exact, and negative, since more is better. On `voting`, the last but one,
// both `cf` and `m+cf` are printed as 0.975 and yet ranked 2 and 3: 9749 stands for the one that is worse.
ScoreTable demsar() {
  using Areas = std::vector<double>;
  // C4.5
  const Areas plain{7630, 5990, 9540, 6280, 8820, 9360, 6610, 5830, 7750, 10000, 9400, 6190, 9720, 9570};
  // C4.5+m: the least number of examples in a leaf is tuned
  const Areas leaf{7680, 5910, 9710, 6610, 8880, 9310, 6680, 5830, 8380, 10000, 9620, 6660, 9810, 9780};
  // C4.5+cf: the confidence is tuned
  const Areas confidence{7710, 5900, 9680, 6540, 8860, 9160, 6090, 5630, 8660, 10000, 9650, 6140, 9750, 9460};
  // C4.5+m+cf
  const Areas both{7980, 5690, 9670, 6570, 8980, 9310, 6850, 6250, 8750, 10000, 9620, 6690, 9749, 9700};
  ScoreTable table{4, 14, {}};
  for (const auto& areas : {plain, leaf, confidence, both})
    for (const double area : areas) table.scores.push_back(-area);
  return table;
}

TEST(ComparisonDemsar, RanksAreThosePrinted) {
  const auto ranks = average_ranks(demsar());
  const std::vector<double> printed{3.143, 2.000, 2.893, 1.964};
  for (std::size_t i = 0; i < printed.size(); ++i) EXPECT_NEAR(ranks[i], printed[i], 0.0005) << i;
  // He does not correct for ties.
  const double chi_squared = friedman_chi_squared(ranks, 14);
  EXPECT_NEAR(chi_squared, 9.28, 0.005);
  EXPECT_NEAR(iman_davenport_f(chi_squared, 4, 14), 3.69, 0.005);
}

TEST(ComparisonDemsar, TiesAreCorrectedForByHand) {
  // Three pairs (`iris`, `lung cancer`, `primary tumor`) and all four on `mushroom` tie: 3 (2^3 - 2) + (4^3 - 4) = 78.
  const auto corrected = friedman(demsar());
  const double uncorrected = friedman_chi_squared(corrected.average_ranks, 14);
  EXPECT_NEAR(corrected.chi_squared, uncorrected / (1 - 78.0 / (14 * (4 * 4 * 4 - 4))), 1e-13);
  // What SciPy 1.10 gives for these numbers.
  EXPECT_NEAR(corrected.chi_squared, 10.2283464566929, 1e-12);
}

TEST(ComparisonDemsar, SignedRanksAreThoseOfTable2) {
  // C4.5 beside C4.5+m: he shares the ranks of the two zeros, 1.5 each, between both sides and has R+ = 93, R- = 12.
  // Without them every other rank is less by 2: R+ of ten data sets is 93 - 1.5 - 10 * 2, R- of two 12 - 1.5 - 2 * 2.
  const auto table = demsar();
  const auto ranks = signed_ranks(table.of(0), table.of(1));
  EXPECT_EQ(ranks.zeros, 2U);
  EXPECT_EQ(ranks.count, 12U);
  EXPECT_EQ(ranks.positive, 71.5);
  EXPECT_EQ(ranks.negative, 6.5);
  EXPECT_EQ(ranks.tie_sum, 6);  // one pair, 0.005 and -0.005
}

}  // namespace
}  // namespace ravine::comparison
