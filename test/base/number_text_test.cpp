#include "ravine/base/number_text.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

#include "ravine/base/infinity.hpp"

namespace ravine {
namespace {

std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

TEST(NumberText, HasTheCanonicalForm) {
  const std::pair<double, const char*> cases[] = {
      {0.1, "0.1"},
      {5, "5"},
      {-5, "-5"},
      {0.0, "0"},
      {-0.0, "-0"},
      {1e-4, "0.0001"},
      {1e-5, "1e-5"},
      {1.25e-8, "1.25e-8"},
      {100000, "100000"},
      {123456.5, "123456.5"},
      {1e15, "1000000000000000"},
      {9007199254740993e0, "9007199254740992"},
      {1e16, "1e16"},
      {-2.5e300, "-2.5e300"},
      {19214.8, "19214.8"},
      {1.0 / 3, "0.3333333333333333"},
      {0.1 + 0.2, "0.30000000000000004"},
      {5e-324, "5e-324"},
      {std::numeric_limits<double>::min(), "2.2250738585072014e-308"},
      {std::numeric_limits<double>::max(), "1.7976931348623157e308"},
      {infinity, "inf"},
      {-infinity, "-inf"},
      {std::nan(""), "nan"},
      // 2^-44 = 5.68434188608080148...e-14: the nearest decimal of 16 digits ends in 1 and does not read back.
      {0x1p-44, "5.684341886080802e-14"},
  };
  for (const auto& [value, text] : cases) {
    EXPECT_EQ(shortest(value), text);
    EXPECT_EQ(portable::shortest(value), text);
  }
}

TEST(NumberText, ReadsWhatItWrote) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const auto text = shortest(value);
    ASSERT_EQ(bits(parse_number(text).value()), bits(value)) << text;
    ASSERT_LE(text.size(), 24U);
    if (i < 4000) {
      ASSERT_EQ(portable::shortest(value), text);
      ASSERT_EQ(bits(portable::parse_number(text).value()), bits(value)) << text;
    }
  }
  for (int e = -1074; e < 1024; ++e) {
    const double value = std::ldexp(1.0, e);
    ASSERT_EQ(portable::shortest(value), shortest(value));
    ASSERT_EQ(bits(parse_number(shortest(value)).value()), bits(value));
  }
}

TEST(NumberText, ReadsNumbersAndNothingElse) {
  const std::pair<const char*, double> numbers[] = {
      {"5", 5},
      {"-.5", -0.5},
      {"+1.", 1},
      {"2e-8", 2e-8},
      {"1E+2", 100},
      {"007", 7},
      {"-0", -0.0},
      {"inf", infinity},
      {"-inf", -infinity},
      {"1e999", infinity},
      {"1e-999", 0.0},
      {"-1e-999", -0.0},
      {"4.9e-324", 5e-324},
      {"0e99999999999999999999", 0},
      {"9007199254740993", 9007199254740992.0},                            // a tie, to even
      {"9007199254740993.0000000000000000000000001", 9007199254740994.0},  // just above it
      {"2.4703282292062327208e-324", 0.0},                                 // just below half the least double
      {"2.4703282292062327209e-324", 5e-324},
  };
  for (const auto& [text, value] : numbers) {
    ASSERT_TRUE(parse_number(text).has_value()) << text;
    EXPECT_EQ(bits(*parse_number(text)), bits(value)) << text;
    EXPECT_EQ(bits(portable::parse_number(text).value()), bits(value)) << text;
  }
  EXPECT_TRUE(std::isnan(parse_number("nan").value()));
  for (const char* text : {"",    "-",    "+",  ".",        "e5",  "1e",    "1e+",   "--1", "+-1",   " 1",  "1 ",
                           "1,5", "0x10", "1f", "infinity", "Inf", "nan()", "1_000", "5x",  "1e5.0", "1..2"}) {
    EXPECT_FALSE(parse_number(text).has_value()) << text;
    EXPECT_FALSE(portable::parse_number(text).has_value()) << text;
  }
}

TEST(NumberText, IgnoresTheLocale) {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (const char* name : {"de_DE.UTF-8", "ru_RU.UTF-8", "C.UTF-8"}) {
    if (std::setlocale(LC_NUMERIC, name) == nullptr) continue;  // not installed here
    EXPECT_EQ(shortest(0.5), "0.5");
    EXPECT_EQ(portable::shortest(1234.5), "1234.5");
    EXPECT_EQ(parse_number("0.5"), 0.5);
    EXPECT_EQ(portable::parse_number("0.5"), 0.5);
  }
  std::setlocale(LC_NUMERIC, before.c_str());
}

}  // namespace
}  // namespace ravine
