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

}  // namespace
}  // namespace ravine::math
