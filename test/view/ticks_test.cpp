// Levels, ticks and numbers for people.
#include "ravine/view/geometry/ticks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "ravine/view/geometry/levels.hpp"

namespace ravine::view {
namespace {

using Labels = std::vector<std::string>;

TEST(Ticks, LinearOnesAreRound) {
  EXPECT_EQ(linear_ticks(-7, 7, 8).labels, (Labels{"−6", "−4", "−2", "0", "2", "4", "6"}));
  EXPECT_EQ(linear_ticks(0, 10, 6).labels, (Labels{"0", "2", "4", "6", "8", "10"}));
  EXPECT_EQ(linear_ticks(0, 1, 6).labels, (Labels{"0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
  EXPECT_EQ(linear_ticks(0, 100000, 6).labels,
            (Labels{"0", "20\u2009000", "40\u2009000", "60\u2009000", "80\u2009000", "100\u2009000"}));
  EXPECT_EQ(linear_ticks(0, 3e-9, 4).labels, (Labels{"0", "1·10⁻⁹", "2·10⁻⁹", "3·10⁻⁹"}));
  EXPECT_EQ(linear_ticks(0, 3e9, 4).labels, (Labels{"0", "1·10⁹", "2·10⁹", "3·10⁹"}));
}

TEST(Ticks, LinearOnesStayInsideAndFew) {
  for (double low : {-1e30, -12.3, -1e-8, 0.0, 0.999999, 3.0, 1e15})
    for (double span : {1e-7, 0.3, 1.0, 7.0, 99.0, 2e9, 1e31})
      for (std::size_t most : {2u, 5u, 12u}) {
        const double high = low + span;
        const Ticks ticks = linear_ticks(low, high, most);
        if (!(high > low)) continue;
        EXPECT_LE(ticks.values.size(), most);
        EXPECT_EQ(ticks.values.size(), ticks.labels.size());
        EXPECT_TRUE(std::is_sorted(ticks.values.begin(), ticks.values.end()));
        for (double v : ticks.values) EXPECT_TRUE(v >= low && v <= high) << v;
        if (most >= 5) {
          EXPECT_GE(ticks.values.size(), 2u) << low << " " << high;
        }
      }
  EXPECT_TRUE(linear_ticks(1, 1, 5).values.empty());
  EXPECT_TRUE(linear_ticks(0, std::numeric_limits<double>::infinity(), 5).values.empty());
}

TEST(Ticks, LogarithmicOnesOverFewAndManyDecades) {
  EXPECT_EQ(log_ticks(1e-12, 1e3, 6).labels, (Labels{"10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰", "10³"}));
  EXPECT_EQ(log_ticks(3, 2e4, 8).labels, (Labels{"10¹", "10²", "10³", "10⁴"}));
  EXPECT_EQ(log_ticks(3, 70, 6).labels, (Labels{"5", "10", "20", "50"}));
  EXPECT_EQ(log_ticks(3, 4, 6).values.size(), 6u);
  EXPECT_TRUE(log_ticks(0, 4, 6).values.empty());
  const Ticks wide = log_ticks(1e-300, 1e300, 7);
  EXPECT_LE(wide.values.size(), 7u);
  EXPECT_GE(wide.values.size(), 4u);
}

TEST(Numbers, AreReadable) {
  EXPECT_EQ(readable(0), "0");
  EXPECT_EQ(readable(0.0123456), "0.0123");
  EXPECT_EQ(readable(-4.5), "−4.5");
  EXPECT_EQ(readable(19214.8), "19\u2009200");
  EXPECT_EQ(readable(9.999), "10");
  EXPECT_EQ(readable(1e-7), "10⁻⁷");
  EXPECT_EQ(readable(1.234e-7), "1.23·10⁻⁷");
  EXPECT_EQ(readable(-6.02e23), "−6.02·10²³");
  EXPECT_EQ(readable(std::numeric_limits<double>::infinity()), "∞");
  EXPECT_EQ(readable(std::nan("")), "NaN");
  EXPECT_EQ(readable(5e-324), "4.94·10⁻³²⁴");
  EXPECT_EQ(readable(std::numeric_limits<double>::max()), "1.8·10³⁰⁸");
  EXPECT_EQ(readable(5), "5");
  EXPECT_EQ(superscript(-120), "⁻¹²⁰");
}

Field sample(const Box& box, std::size_t n, double (*f)(double, double)) {
  Field field{box, n, n, {}};
  for (std::size_t r = 0; r < n; ++r)
    for (std::size_t c = 0; c < n; ++c)
      field.values.push_back(
          f(box.x_low + (box.x_high - box.x_low) * static_cast<double>(c) / static_cast<double>(n - 1),
            box.y_low + (box.y_high - box.y_low) * static_cast<double>(r) / static_cast<double>(n - 1)));
  return field;
}

TEST(Levels, SpanDecadesWithOneThroughTheStart) {
  const Field field = sample({-7, 7, -7, 7}, 301, [](double x, double y) { return 5 * x * x + y * y; });
  const LevelChoice choice = choose_levels(field, 0.0, 150.0);
  EXPECT_TRUE(choice.logarithmic);
  EXPECT_EQ(choice.levels, (std::vector<double>{0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 150, 200}));
  ASSERT_TRUE(choice.start);
  EXPECT_EQ(choice.levels[*choice.start], 150);
}

TEST(Levels, AreLinearWhereFDoesNotSpanDecades) {
  const Field field = sample({0, 10, 0, 10}, 101, [](double x, double y) { return x + y - 5; });
  const LevelChoice choice = choose_levels(field, std::nullopt, 4.0);
  EXPECT_FALSE(choice.logarithmic);
  EXPECT_EQ(choice.levels, (std::vector<double>{-4, -2, 0, 2, 4, 6, 8, 10, 12, 14}));
}

// Whatever the field: sorted, strictly inside the range, no more than asked for and the start's.
TEST(Levels, LawsForAnyField) {
  double (*const surfaces[])(double, double) = {
      [](double, double) { return 3.0; },
      [](double, double) { return std::nan(""); },
      [](double x, double) { return std::sqrt(x); },
      [](double x, double y) { return std::exp(7 * (x + y)); },
      [](double x, double y) { return -std::exp(7 * (x + y)); },
      [](double x, double y) { return 1e300 * (x * x + y * y); },
      [](double x, double y) { return 1e-300 * (x * x + y * y); },
      [](double x, double y) { return 1e9 + 1e-7 * (x * x + y * y); },
      [](double x, double y) { return x > 0 ? x * x + y * y : 0; },
      [](double x, double y) { return x > 0.7 && y > 0.7 ? 1.0 : 0.0; },
      [](double x, double y) { return 1 / (x * x + y * y); },
      [](double x, double y) { return (x > 0 ? 1.7e308 : -1.7e308) * y; },
  };
  for (const auto f : surfaces)
    for (std::size_t most : {1u, 5u, 12u, 30u}) {
      const Field field = sample({-5, 5, -5, 5}, 51, f);
      const auto choice = choose_levels(field, std::nullopt, f(0.5, 0.5), most);
      EXPECT_LE(choice.levels.size(), most + 1);
      EXPECT_TRUE(std::adjacent_find(choice.levels.begin(), choice.levels.end(), std::greater_equal<>()) ==
                  choice.levels.end());
      for (double level : choice.levels) EXPECT_TRUE(std::isfinite(level));
    }
  const Field many = sample({-5, 5, -5, 5}, 51, surfaces[3]);
  EXPECT_GE(choose_levels(many, std::nullopt, std::nullopt).levels.size(), 6u);
}

}  // namespace
}  // namespace ravine::view
