#include "ravine/base/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace ravine::math {
namespace {

// Random123 1.14, tests/kat_vectors, philox4x32 10.
TEST(Philox, GivesThePublishedAnswers) {
  using Block = std::array<std::uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, 0, 0), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, 0xffffffff, 0xffffffff),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0),
            (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(RandomStream, GivesAnyElementWithoutTheOnesBefore) {
  const RandomStream stream({.seed = 7, .purpose = Purpose::gradient_noise, .problem = 1, .repeat = 2, .step = 3});
  std::vector<double> all(1001);
  for (const std::uint64_t first : {0ULL, 1ULL, 5ULL, (1ULL << 33) - 3}) {
    stream.uniform(first, all);
    for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], stream.uniform(first + i));
    stream.uniform_open(first, all);
    for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], stream.uniform_open(first + i));
    stream.normal(first, all);
    for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], stream.normal(first + i));
  }
}

TEST(RandomStream, DiffersWhereAnyPartOfTheKeyDiffers) {
  const RandomKey key{.seed = 1, .purpose = Purpose::start, .problem = 1, .repeat = 1, .step = 1};
  std::vector<RandomKey> keys(6, key);
  keys[1].seed += 1ULL << 40;
  keys[2].purpose = Purpose::minibatch;
  keys[3].problem += 1ULL << 40;
  keys[4].repeat += 1ULL << 40;
  keys[5].step += 1ULL << 40;
  std::set<std::uint64_t> seen;
  for (const auto& each : keys)
    for (std::uint64_t i = 0; i < 100; ++i) seen.insert(RandomStream(each).bits(i));
  EXPECT_EQ(seen.size(), 600U);
  EXPECT_EQ(RandomStream(key).bits(5), RandomStream(key).bits(5));
  EXPECT_EQ(RandomStream(key).at_step(keys[5].step).bits(5), RandomStream(keys[5]).bits(5));
}

TEST(RandomStream, KeepsItsRanges) {
  EXPECT_EQ(detail::closed_open(0), 0.0);
  EXPECT_EQ(detail::closed_open(~std::uint64_t{0}), 1 - 0x1p-53);
  EXPECT_EQ(detail::closed_open(std::uint64_t{1} << 11), 0x1p-53);
  EXPECT_EQ(detail::open(0), 0x1p-53);
  EXPECT_EQ(detail::open(~std::uint64_t{0}), 1 - 0x1p-53);
  const RandomStream stream({.seed = 1});
  std::vector<int> counts(7);
  for (std::uint64_t i = 0; i < 70000; ++i) ++counts.at(stream.below(7, i));
  for (const int count : counts) EXPECT_NEAR(count, 10000, 6 * std::sqrt(10000 * 6 / 7.0));  // six standard deviations
  EXPECT_EQ(stream.below(1, 3), 0U);
  EXPECT_LT(stream.below(~std::uint64_t{0}, 3), ~std::uint64_t{0});
}

// The first four moments, within six standard errors of what n independent numbers have.
TEST(RandomStream, HasTheMomentsOfItsDistributions) {
  constexpr std::size_t n = 1 << 20;
  const RandomStream stream({.seed = 11});
  std::vector<double> x(n);
  const auto moment = [&](double center, int power) {
    double sum = 0;
    for (const double element : x) sum += std::pow(element - center, power);
    return sum / n;
  };
  const double error = 6 / std::sqrt(static_cast<double>(n));
  stream.normal(0, x);
  EXPECT_NEAR(moment(0, 1), 0, error);
  EXPECT_NEAR(moment(0, 2), 1, error * std::sqrt(2));  // variances of x^2, x^3, x^4: 2, 15, 96
  EXPECT_NEAR(moment(0, 3), 0, error * std::sqrt(15));
  EXPECT_NEAR(moment(0, 4), 3, error * std::sqrt(96));
  double neighbours = 0;
  for (std::size_t i = 0; i + 1 < n; ++i) neighbours += x[i] * x[i + 1];
  EXPECT_NEAR(neighbours / n, 0, error);
  stream.uniform(0, x);
  EXPECT_NEAR(moment(0.5, 1), 0, error * std::sqrt(1 / 12.0));
  EXPECT_NEAR(moment(0.5, 2), 1 / 12.0, error * std::sqrt(1 / 180.0));
}

// The normal distribution's tail beyond 3: 2.6998e-3 of all (Abramowitz & Stegun 26.2).
TEST(RandomStream, HasTheTailOfTheNormalDistribution) {
  std::vector<double> x(1 << 20);
  RandomStream({.seed = 5}).normal(0, x);
  const auto beyond = std::count_if(x.begin(), x.end(), [](double element) { return std::fabs(element) > 3; });
  const double expected = 2.69979606e-3 * static_cast<double>(x.size());
  EXPECT_NEAR(static_cast<double>(beyond), expected, 6 * std::sqrt(expected));
}

}  // namespace
}  // namespace ravine::math
