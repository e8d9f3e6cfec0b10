#include "ravine/base/hash.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace ravine::math {
namespace {

TEST(Hash, TakesAllNansAsOneAndZerosAsTwo) {
  const auto of = [](auto x) { return Hash().add(x).value(); };
  EXPECT_EQ(of(std::numeric_limits<double>::quiet_NaN()), of(-std::numeric_limits<double>::quiet_NaN()));
  EXPECT_EQ(of(std::bit_cast<double>(0x7FF8000000001234)), of(std::bit_cast<double>(0xFFF8000000000001)));
  EXPECT_EQ(of(std::numeric_limits<float>::quiet_NaN()), of(-std::numeric_limits<float>::quiet_NaN()));
  EXPECT_NE(of(0.0), of(-0.0));
  EXPECT_NE(of(0.0F), of(-0.0F));
}

TEST(Hash, TellsOrderAndDivisionApart) {
  using std::string_view_literals::operator""sv;
  EXPECT_NE(Hash().add("ab"sv).add("c"sv).value(), Hash().add("a"sv).add("bc"sv).value());
  EXPECT_NE(Hash().add("a"sv).value(), Hash().add("a\0"sv).value());
  EXPECT_NE(Hash().add(1.0).add(2.0).value(), Hash().add(2.0).add(1.0).value());
  EXPECT_NE(Hash().add(std::uint64_t{0}).value(), Hash().value());
}

// A million near keys: any two equal has a chance of 3e-8 for 64 bits.
TEST(Hash, SpreadsNearKeys) {
  std::set<std::uint64_t> seen, halves;
  for (std::uint64_t i = 0; i < 300; ++i)
    for (std::uint64_t j = 0; j < 300; ++j) {
      const auto hash = Hash().add(i).add(j);
      seen.insert(hash.value());
      halves.insert(hash.value128()[0]);
      halves.insert(hash.value128()[1]);
    }
  EXPECT_EQ(seen.size(), 90000U);
  EXPECT_EQ(halves.size(), 180000U);
  // one bit in changes half the bits out
  int changed = 0;
  for (int bit = 0; bit < 64; ++bit)
    changed += std::popcount(Hash().add(std::uint64_t{1} << bit).value() ^ Hash().add(std::uint64_t{0}).value());
  EXPECT_NEAR(changed, 64 * 32, 6 * std::sqrt(64 * 64 / 4.0));
}

// Keys of stored runs depend on these: they never change. Computed by the same definition written in Python.
TEST(Hash, NeverChanges) {
  const std::vector<double> x{1.5, -0.0, 3e300};
  const auto hash = Hash().add(std::string_view("ravine")).add(x).add(std::uint64_t{42});
  EXPECT_EQ(hash.value(), 0xc95ae54c26d90fb8ULL);
  EXPECT_EQ(hash.value128()[0], 0x90ccf1bf4e9de21eULL);
  EXPECT_EQ(hash.value128()[1], 0xf1872ac00e99fac9ULL);
}

// Also of numbers on lattices, whose lowest bits are 0, in any order and with any part of it added first.
TEST(PlacedHash, SpreadsNearKeysInAnyOrder) {
  std::set<std::uint64_t> halves;
  const auto shared = PlacedHash().add(0, std::uint64_t{5}).add(9, 0.25);
  for (int i = 0; i < 300; ++i)
    for (int j = 0; j < 300; ++j) {
      const double x = i / 64.0, y = j / 64.0 - 2;
      const auto hash = PlacedHash(shared).add(1, x).add(2, y).value128();
      EXPECT_EQ(PlacedHash().add(2, y).add(9, 0.25).add(1, x).add(0, std::uint64_t{5}).value128(), hash);
      halves.insert(hash.begin(), hash.end());
    }
  EXPECT_EQ(halves.size(), 180000U);
  EXPECT_NE(PlacedHash().add(0, 1.0).add(1, 2.0).value128(), PlacedHash().add(0, 2.0).add(1, 1.0).value128());
  int changed = 0;
  for (int bit = 0; bit < 64; ++bit)
    for (int half = 0; half < 2; ++half)
      changed += std::popcount(PlacedHash().add(3, std::uint64_t{1} << bit).value128()[half] ^
                               PlacedHash().add(3, std::uint64_t{0}).value128()[half]);
  EXPECT_NEAR(changed, 128 * 32, 6 * std::sqrt(128 * 64 / 4.0));
}

TEST(PlacedHash, NeverChanges) {
  const auto hash = PlacedHash().add(0, std::uint64_t{42}).add(3, 1.5).add(7, -0.0).value128();
  EXPECT_EQ(hash[0], 0x7b5101a5f6823ee2ULL);
  EXPECT_EQ(hash[1], 0xb8c631c015179f7bULL);
}

}  // namespace
}  // namespace ravine::math
