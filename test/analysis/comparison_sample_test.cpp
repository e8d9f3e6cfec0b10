// Laws and hand-made cases of quantiles, bootstrap intervals and the region of good learning rates.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "ravine/analysis/comparison/bootstrap.hpp"
#include "ravine/analysis/comparison/good_region.hpp"
#include "ravine/analysis/comparison/quantile.hpp"
#include "ravine/base/error.hpp"
#include "test/nan.hpp"

namespace ravine::comparison {
namespace {

using Vector = std::vector<double>;

Vector random_values() {
  Vector values;
  for (const int drawn :
       *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 25), rc::gen::inRange(-50, 51)))
    values.push_back(drawn == 50 ? infinity : drawn / 7.0);
  return values;
}

TEST(ComparisonQuantile, LeavesInfinitiesAlone) {
  EXPECT_EQ(median(Vector{3, 1, 2}), 2);
  EXPECT_EQ(median(Vector{4, 1, 3, 2}), 2.5);
  EXPECT_EQ(median(Vector{1, infinity, 2}), 2);
  EXPECT_EQ(median(Vector{1, infinity}), infinity);
  EXPECT_EQ(median(Vector{-infinity, 1}), -infinity);
  EXPECT_EQ(median(Vector{-infinity, infinity}), infinity);
  EXPECT_EQ(median(Vector{infinity, infinity}), infinity);
  EXPECT_EQ(quantile(Vector{1, 2, infinity}, 0.5), 2);
  EXPECT_EQ(quantile(Vector{1, 2, infinity}, 0.51), infinity);
  EXPECT_EQ(median(Vector{-1.7e308, 1.7e308}), 0);
  const auto [lower, middle, upper] = quartiles(Vector{5, infinity, 1, 3, 2});
  EXPECT_EQ(lower, 2);
  EXPECT_EQ(middle, 3);
  EXPECT_EQ(upper, 5);
}

TEST(ComparisonQuantile, RoundsNoFiniteValueIntoAnInfinity) {
  // 25 * 0.28 is 7.000000000000001 in double precision.
  Vector values(26, infinity);
  for (std::size_t i = 0; i <= 7; ++i) values[i] = static_cast<double>(i);
  EXPECT_EQ(quantile(values, 0.28), 7);
}

RC_GTEST_PROP(ComparisonQuantile, RisesFromTheLeastToTheLargest, ()) {
  auto values = random_values();
  RC_ASSERT(quantile(values, 0) == *std::min_element(values.begin(), values.end()));
  RC_ASSERT(quantile(values, 1) == *std::max_element(values.begin(), values.end()));
  double before = -infinity;
  for (int i = 0; i <= 40; ++i) {
    const double now = quantile(values, i / 40.0);
    RC_ASSERT(now >= before);
    before = now;
  }
  const double middle = median(values);
  std::reverse(values.begin(), values.end());
  RC_ASSERT(median(values) == middle);
}

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(ComparisonBootstrap, IsTheSameEachTimeAndOtherForOtherKeys) {
  const Vector values{3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
  const math::RandomKey key{7, math::Purpose::test, 1, 2, 3};
  const auto one = bootstrap_interval(values, mean, 0.9, 500, key);
  const auto again = bootstrap_interval(values, mean, 0.9, 500, {7, math::Purpose::resampling, 1, 2, 3});
  EXPECT_EQ(one.low, again.low);
  EXPECT_EQ(one.high, again.high);
  EXPECT_EQ(one.estimate, 3.9);
  const auto other = bootstrap_interval(values, mean, 0.9, 500, {8, math::Purpose::resampling, 1, 2, 3});
  EXPECT_TRUE(other.low != one.low || other.high != one.high);
}

TEST(ComparisonBootstrap, OfTheMeanIsNearTheNormalInterval) {
  // The mean of n draws with replacement has the deviation sigma / sqrt n; at n = 100 it is near normal. The quantiles
  // of 20000 replicates are off by at most 5 times 0.017 deviations, and the skewness of a uniform distribution is 0.
  Vector values(100);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
  const double deviation = std::sqrt((100.0 * 100 - 1) / 12 / 100);
  const auto interval = bootstrap_interval(values, mean, 0.95, 20000, {});
  EXPECT_NEAR(interval.low, 49.5 - 1.959964 * deviation, 0.1 * deviation);
  EXPECT_NEAR(interval.high, 49.5 + 1.959964 * deviation, 0.1 * deviation);
}

TEST(ComparisonBootstrap, KeepsInfinities) {
  const Vector values{1, 2, infinity};
  const auto interval = bootstrap_interval(values, median, 0.95, 1000, {});
  EXPECT_EQ(interval.estimate, 2);
  EXPECT_EQ(interval.low, 1);  // 2 or 3 of 3 draws are the least in 7 of 27 samples
  EXPECT_EQ(interval.high, infinity);
  const auto one = bootstrap_interval(Vector{4}, median, 0.5, 1, {});
  EXPECT_EQ(one.low, 4);
  EXPECT_EQ(one.high, 4);
}

RC_GTEST_PROP(ComparisonBootstrap, IsWiderForMoreConfidence, ()) {
  const auto values = random_values();
  const auto narrow = bootstrap_interval(values, median, 0.5, 100, {}),
             wide = bootstrap_interval(values, median, 0.9, 100, {});
  RC_ASSERT(wide.low <= narrow.low && narrow.low <= narrow.high && narrow.high <= wide.high);
}

TEST(ComparisonGoodRegion, IsInterpolatedInLogarithms) {
  // From 100 at 0.01 to 1000 at 0.001 and to 400 at 0.1; 200 is reached at a share log 2 / log 10 and 1/2 of a decade.
  const auto region = good_region(Vector{0.001, 0.01, 0.1}, Vector{1000, 100, 400});
  ASSERT_TRUE(region);
  EXPECT_EQ(region->best_rate, 0.01);
  EXPECT_EQ(region->best_score, 100);
  EXPECT_NEAR(region->decades, std::log10(2) + 0.5, 1e-14);
  EXPECT_NEAR(region->low, 0.01 * std::pow(10, -std::log10(2)), 1e-16);
  EXPECT_NEAR(region->high, 0.01 * std::sqrt(10), 1e-15);
  EXPECT_FALSE(region->low_at_edge || region->high_at_edge);
}

TEST(ComparisonGoodRegion, EndsAtTheEdgeAndBeforeInfinity) {
  const auto open = good_region(Vector{0.001, 0.01, 0.1, 1}, Vector{150, 100, 120, infinity});
  ASSERT_TRUE(open);
  EXPECT_EQ(open->low, 0.001);
  EXPECT_EQ(open->high, 0.1);
  EXPECT_NEAR(open->decades, 2, 1e-14);
  EXPECT_TRUE(open->low_at_edge);
  EXPECT_FALSE(open->high_at_edge);
  // Beyond a worse rate nothing counts, as good as it may be.
  const auto split = good_region(Vector{1, 10, 100}, Vector{100, infinity, 100});
  EXPECT_EQ(split->best_rate, 1);
  EXPECT_EQ(split->decades, 0);
  const auto single = good_region(Vector{0.5}, Vector{3});
  EXPECT_TRUE(single->low_at_edge && single->high_at_edge);
  const auto zero = good_region(Vector{0.1, 1, 10}, Vector{5, 0, 5});
  EXPECT_EQ(zero->low, 1);
  EXPECT_EQ(zero->high, 1);
  EXPECT_FALSE(good_region(Vector{1, 2}, Vector{infinity, infinity}));
}

RC_GTEST_PROP(ComparisonGoodRegion, GrowsWithTheFactorAndHoldsTheBest, ()) {
  Vector rates, scores;
  for (const int drawn :
       *rc::gen::container<std::vector<int>>(*rc::gen::inRange<std::size_t>(1, 12), rc::gen::inRange(0, 40))) {
    rates.push_back(std::pow(10, static_cast<double>(rates.size()) / 3 - 4));
    scores.push_back(drawn == 0 ? infinity : drawn);
  }
  const auto narrow = good_region(rates, scores, 1.5), wide = good_region(rates, scores, 3);
  RC_ASSERT(narrow.has_value() == wide.has_value());
  if (!narrow) return;
  const double rounding = 1e-14;  // of a logarithm and an exponential, each near 1 ULP of at most 10
  RC_ASSERT(wide->low <= narrow->low * (1 + rounding) && narrow->high <= wide->high * (1 + rounding));
  RC_ASSERT(narrow->low <= narrow->best_rate && narrow->best_rate <= narrow->high);
  RC_ASSERT(narrow->low >= rates.front() && narrow->high <= rates.back());
  RC_ASSERT(std::fabs(narrow->decades - std::log10(narrow->high / narrow->low)) < rounding);
}

TEST(ComparisonSample, RefusesBadArguments) {
  EXPECT_THROW(quantile(Vector{}, 0.5), InputError);
  EXPECT_THROW(quantile(Vector{1}, 1.5), InputError);
  EXPECT_THROW(quantile(Vector{1}, nan), InputError);
  EXPECT_THROW(median(Vector{1, nan}), InputError);
  EXPECT_THROW(bootstrap_interval(Vector{}, median, 0.5, 10, {}), InputError);
  EXPECT_THROW(bootstrap_interval(Vector{nan}, median, 0.5, 10, {}), InputError);
  EXPECT_THROW(bootstrap_interval(Vector{1}, median, 1, 10, {}), InputError);
  EXPECT_THROW(bootstrap_interval(Vector{1}, median, 0.5, 0, {}), InputError);
  EXPECT_THROW(bootstrap_interval(Vector{1}, [](std::span<const double>) { return nan; }, 0.5, 10, {}), InputError);
  EXPECT_THROW(good_region(Vector{}, Vector{}), InputError);
  EXPECT_THROW(good_region(Vector{1, 1}, Vector{1, 1}), InputError);
  EXPECT_THROW(good_region(Vector{0}, Vector{1}), InputError);
  EXPECT_THROW(good_region(Vector{1}, Vector{-1}), InputError);
  EXPECT_THROW(good_region(Vector{1}, Vector{nan}), InputError);
  EXPECT_THROW(good_region(Vector{1}, Vector{1}, 0.5), InputError);
}

}  // namespace
}  // namespace ravine::comparison
