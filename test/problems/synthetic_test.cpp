// Made-up data: what is promised of it, and that a seed names it.
#include "ravine/problem/dataset/synthetic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

using Doubles = std::vector<double>;

TEST(Synthetic, RegressionHasItsCoefficients) {
  const Doubles coefficients{2, -3, 0.5};
  const auto data = synthetic_regression(200, coefficients, 4, 0, 1);
  ASSERT_EQ(data.samples, 200U);
  ASSERT_EQ(data.features, 3U);
  EXPECT_FALSE(data.is_classification());
  const auto& x = std::get<Doubles>(data.values);
  for (std::size_t i = 0; i < data.samples; ++i) {
    EXPECT_EQ(data.target[i], 4 + 2 * x[3 * i] - 3 * x[3 * i + 1] + 0.5 * x[3 * i + 2]);
  }
  const auto noisy = synthetic_regression(200, coefficients, 4, 0.5, 1);
  EXPECT_EQ(std::get<Doubles>(noisy.values), x);
  double squares = 0;
  for (std::size_t i = 0; i < 200; ++i) squares += std::pow((noisy.target[i] - data.target[i]) / 0.5, 2);
  EXPECT_NEAR(squares, 200, 5 * std::sqrt(2 * 200));  // chi-square with 200 degrees of freedom: five deviations
}

TEST(Synthetic, ClassesAreBalancedCloudsOfUnitDeviation) {
  const auto data = synthetic_classes(3000, 4, 3, 7);
  const auto& x = std::get<Doubles>(data.values);
  EXPECT_EQ(data.class_names, (std::vector<std::string>{"0", "1", "2"}));
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t j = 0; j < 4; ++j) {
      double sum = 0, squares = 0;
      for (std::size_t i = c; i < 3000; i += 3) {
        EXPECT_EQ(data.target[i], static_cast<double>(c));
        sum += x[4 * i + j];
        squares += x[4 * i + j] * x[4 * i + j];
      }
      EXPECT_NEAR(squares - sum * sum / 1000, 1000, 5 * std::sqrt(2 * 1000.0));
    }
  }
}

TEST(Synthetic, TheSeedNamesIt) {
  const auto values = [](std::size_t samples, std::uint64_t seed) {
    return std::get<Doubles>(synthetic_classes(samples, 2, 3, seed).values);
  };
  EXPECT_EQ(values(9, 1), values(9, 1));
  EXPECT_NE(values(9, 1), values(9, 2));
  auto more = values(90, 1);  // more samples do not change the first ones
  more.resize(values(9, 1).size());
  EXPECT_EQ(values(9, 1), more);
}

TEST(Synthetic, NothingOfNothing) {
  EXPECT_THROW(synthetic_classes(0, 2, 3, 1), InputError);
  EXPECT_THROW(synthetic_classes(5, 0, 3, 1), InputError);
  EXPECT_THROW(synthetic_classes(5, 2, 0, 1), InputError);
  EXPECT_THROW(synthetic_classes(5, 2, 2, 1, -1), InputError);
  EXPECT_THROW(synthetic_regression(5, {}, 0, 0, 1), InputError);
}

}  // namespace
}  // namespace ravine
