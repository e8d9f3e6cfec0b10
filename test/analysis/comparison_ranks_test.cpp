// Laws and known values of ranks, Friedman's statistic, signed ranks and Holm's adjustment.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ravine/analysis/comparison/friedman.hpp"
#include "ravine/analysis/comparison/holm.hpp"
#include "ravine/analysis/comparison/nemenyi.hpp"
#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/analysis/comparison/signed_ranks.hpp"
#include "ravine/base/error.hpp"
#include "test/nan.hpp"

namespace ravine::comparison {
namespace {

using Vector = std::vector<double>;

// Few different scores, so that they tie; 0 stands for a missed target.
ScoreTable tied_table(std::size_t least_instances = 2) {
  ScoreTable table{*rc::gen::inRange<std::size_t>(2, 7), *rc::gen::inRange<std::size_t>(least_instances, 20), {}};
  for (const int drawn : *rc::gen::container<std::vector<int>>(table.methods * table.instances, rc::gen::inRange(0, 9)))
    table.scores.push_back(drawn == 0 ? infinity : drawn);
  return table;
}

// The same scores, the instances turned by one and the first two exchanged.
ScoreTable in_other_order(const ScoreTable& table) {
  auto other = table;
  for (std::size_t method = 0; method < table.methods; ++method) {
    const auto own = other.scores.begin() + static_cast<std::ptrdiff_t>(method * table.instances);
    std::rotate(own, own + 1, own + static_cast<std::ptrdiff_t>(table.instances));
    if (table.instances > 1) std::iter_swap(own, own + 1);
  }
  return other;
}

TEST(ComparisonRanks, InfinitiesTieAsTheWorst) {
  const auto [ranks, tie_sum] = rank(Vector{3, infinity, 1, 3, infinity, infinity});
  EXPECT_EQ(ranks, (Vector{2.5, 5, 1, 2.5, 5, 5}));
  EXPECT_EQ(tie_sum, 6 + 24);
  EXPECT_EQ(average_ranks({2, 2, {1, 5, infinity, 5}}), (Vector{1.25, 1.75}));
}

RC_GTEST_PROP(ComparisonRanks, SumToTheSameWhateverTies, ()) {
  const auto table = tied_table();
  const auto averages = average_ranks(table);
  const auto k = static_cast<double>(table.methods);
  // The sums of ranks are exact; each average and each addition rounds once.
  RC_ASSERT(std::fabs(std::accumulate(averages.begin(), averages.end(), 0.0) - k * (k + 1) / 2) < 1e-14 * k * k);
  RC_ASSERT(averages == average_ranks(in_other_order(table)));
}

TEST(ComparisonFriedman, HasTheValuesOfDemsarsExample) {
  // Table 6: average ranks 3.143, 2.000, 2.893, 1.964 of 14 data sets, which are these sums of ranks by 14.
  const Vector ranks{44.0 / 14, 28.0 / 14, 40.5 / 14, 27.5 / 14};
  const double chi_squared = friedman_chi_squared(ranks, 14);
  EXPECT_NEAR(chi_squared, 9.28, 0.005);
  EXPECT_NEAR(iman_davenport_f(chi_squared, 4, 14), 3.69, 0.005);
  // Text below it: q = 2.569, CD = 1.25. No two methods differ by that much.
  const double difference = nemenyi_critical_difference(2.569, 4, 14);
  EXPECT_NEAR(difference, 1.25, 0.005);
  EXPECT_EQ(indistinct_groups(ranks, difference), (std::vector<std::vector<std::size_t>>{{3, 1, 2, 0}}));
}

TEST(ComparisonFriedman, IsLargestWhereAllAgree) {
  const ScoreTable agreed{3, 4, {1, 1, 1, 1, 2, 3, 4, 5, infinity, 9, 9, 9}};
  EXPECT_EQ(friedman(agreed).chi_squared, 4 * 2);
  EXPECT_EQ(friedman(agreed).f, infinity);
  const ScoreTable tied{2, 3, {1, 2, infinity, 1, 2, infinity}};
  EXPECT_EQ(friedman(tied).chi_squared, 0);
  EXPECT_EQ(friedman(tied).f, 0);
}

RC_GTEST_PROP(ComparisonFriedman, KnowsNoOrderOfInstances, ()) {
  const auto table = tied_table();
  const auto one = friedman(table), other = friedman(in_other_order(table));
  RC_ASSERT(one.chi_squared == other.chi_squared);
  RC_ASSERT(one.f == other.f);
  RC_ASSERT(one.chi_squared >= 0 && one.chi_squared <= static_cast<double>(table.instances * (table.methods - 1)));
}

TEST(ComparisonNemenyi, FindsTheLargestGroups) {
  const Vector ranks{1.0, 2.5, 1.9, 4.0, 3.3};
  EXPECT_EQ(indistinct_groups(ranks, 1.0), (std::vector<std::vector<std::size_t>>{{0, 2}, {2, 1}, {1, 4}, {4, 3}}));
  EXPECT_EQ(indistinct_groups(ranks, 1.6), (std::vector<std::vector<std::size_t>>{{0, 2, 1}, {2, 1, 4}, {1, 4, 3}}));
  EXPECT_TRUE(indistinct_groups(ranks, 0.1).empty());
}

TEST(ComparisonSignedRanks, RankInfiniteDifferencesLast) {
  // Differences 0 (both missed), -inf, +inf, 2, -1, 0, inf.
  const auto ranks =
      signed_ranks(Vector{infinity, 5, infinity, 7, 1, 3, infinity}, Vector{infinity, infinity, 5, 5, 2, 3, -1e308});
  EXPECT_EQ(ranks.count, 5U);
  EXPECT_EQ(ranks.zeros, 2U);
  EXPECT_EQ(ranks.positive, 2 + 4 + 4);
  EXPECT_EQ(ranks.negative, 1 + 4);
  EXPECT_EQ(ranks.tie_sum, 24);
  EXPECT_EQ(rank_biserial(ranks), 5.0 / 15);
  // A difference that overflows is finite.
  EXPECT_EQ(signed_ranks(Vector{1e308, infinity}, Vector{-1e308, 0}).tie_sum, 0);
}

TEST(ComparisonSignedRanks, HaveWilcoxonsDistribution) {
  // Counted by hand for three ranks: sums 0 1 2 3 3 4 5 6.
  const Vector at_most{1, 2, 3, 5, 6, 7, 8};
  for (std::size_t w = 0; w < at_most.size(); ++w)
    EXPECT_EQ(signed_rank_probability(3, static_cast<double>(w)), at_most[w] / 8) << w;
  EXPECT_EQ(signed_rank_probability(3, -0.5), 0);
  EXPECT_EQ(signed_rank_probability(3, 2.5), 3.0 / 8);
  EXPECT_EQ(signed_rank_probability(0, 0), 1);
  // Wilcoxon's table: of 10 pairs at most 8 is significant at 0.05 on two sides, 9 is not.
  EXPECT_LE(2 * signed_rank_probability(10, 8), 0.05);
  EXPECT_GT(2 * signed_rank_probability(10, 9), 0.05);
}

RC_GTEST_PROP(ComparisonSignedRanks, HaveASymmetricDistribution, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(1, exact_signed_ranks + 1);
  const auto largest = count * (count + 1) / 2, w = *rc::gen::inRange<std::size_t>(0, largest);
  const double below = signed_rank_probability(count, static_cast<double>(w));
  const double above = signed_rank_probability(count, static_cast<double>(largest - w - 1));
  RC_ASSERT(below + above == 1);  // both are multiples of 2^-50
}

RC_GTEST_PROP(ComparisonSignedRanks, TurnWithTheMethodsAndKnowNoOrder, ()) {
  const auto table = tied_table(1), other = in_other_order(table);
  const auto one = signed_ranks(table.of(0), table.of(1)), turned = signed_ranks(table.of(1), table.of(0));
  const auto ordered = signed_ranks(other.of(0), other.of(1));
  RC_ASSERT(one.positive == turned.negative && one.negative == turned.positive);
  RC_ASSERT(one.positive == ordered.positive && one.negative == ordered.negative && one.tie_sum == ordered.tie_sum);
  const auto n = static_cast<double>(one.count);
  RC_ASSERT(one.positive + one.negative == n * (n + 1) / 2);
  RC_ASSERT(signed_rank_z(one) <= signed_rank_z(one, true) && signed_rank_z(one, true) <= 0);
}

TEST(ComparisonHolm, AdjustsByHand) {
  // 4 * 0.01, 3 * 0.02, then 2 * 0.03 = 0.06 and 1 * 0.04, lifted to what came before.
  const auto adjusted = holm(Vector{0.04, 0.01, 0.03, 0.02});
  const Vector expected{0.06, 0.04, 0.06, 0.06};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_DOUBLE_EQ(adjusted[i], expected[i]);
  EXPECT_EQ(holm(Vector{0.6, 0.7}), (Vector{1, 1}));
  EXPECT_TRUE(holm(Vector{}).empty());
}

RC_GTEST_PROP(ComparisonHolm, IsMonotoneBetweenItselfAndBonferroni, ()) {
  Vector p;
  for (const int drawn :
       *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 12), rc::gen::inRange(0, 101)))
    p.push_back(drawn / 100.0);
  const auto adjusted = holm(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(adjusted[i] >= p[i] && adjusted[i] <= std::min(1.0, static_cast<double>(p.size()) * p[i]));
    for (std::size_t j = 0; j < p.size(); ++j) RC_ASSERT(p[i] > p[j] || adjusted[i] <= adjusted[j]);
  }
}

TEST(ComparisonRanks, RefuseWhatIsNoScore) {
  EXPECT_THROW(rank(Vector{1, nan}), InputError);
  EXPECT_THROW(rank(Vector{-infinity}), InputError);
  EXPECT_THROW(average_ranks({2, 2, {1, 2, 3}}), InputError);
  EXPECT_THROW(average_ranks({0, 0, {}}), InputError);
  EXPECT_THROW(friedman({2, 1, {1, 2}}), InputError);
  EXPECT_THROW(friedman({1, 2, {1, 2}}), InputError);
  EXPECT_THROW(friedman_chi_squared(Vector{1}, 5), InputError);
  EXPECT_THROW(nemenyi_critical_difference(2, 1, 5), InputError);
  EXPECT_THROW(nemenyi_critical_difference(nan, 2, 5), InputError);
  EXPECT_THROW(signed_ranks(Vector{1, 2}, Vector{1}), InputError);
  EXPECT_THROW(signed_ranks(Vector{1}, Vector{nan}), InputError);
  EXPECT_THROW(signed_rank_probability(51, 3), InputError);
  EXPECT_THROW(signed_rank_probability(5, nan), InputError);
  EXPECT_THROW(holm(Vector{0.5, 1.5}), InputError);
  EXPECT_THROW(holm(Vector{nan}), InputError);
}

}  // namespace
}  // namespace ravine::comparison
