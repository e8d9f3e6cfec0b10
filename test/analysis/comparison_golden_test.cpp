// Quantiles, ranks, Friedman's statistic and signed ranks against NumPy and SciPy (test/golden/comparison/generate.py).
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/analysis/comparison/friedman.hpp"
#include "ravine/analysis/comparison/quantile.hpp"
#include "ravine/analysis/comparison/ranks.hpp"
#include "ravine/analysis/comparison/signed_ranks.hpp"

namespace ravine::comparison {
namespace {

using Row = std::vector<std::string>;
std::vector<Row> golden(const std::string& name) {
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/comparison/" + name + ".csv");
  std::string line, cell;
  std::getline(file, line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    rows.emplace_back();
    while (std::getline(cells, cell, ';')) rows.back().push_back(cell);
  }
  return rows;
}

std::vector<double> numbers(const std::string& cell) {
  std::istringstream words(cell);
  std::vector<double> values;
  for (std::string word; words >> word;) values.push_back(std::stod(word));
  return values;
}

constexpr double epsilon = std::numeric_limits<double>::epsilon();

TEST(ComparisonGolden, QuantilesAreNumPys) {
  const auto rows = golden("quantile");
  ASSERT_EQ(rows.size(), 35U);
  for (const auto& row : rows) {
    const auto values = numbers(row[0]);
    double size = 0;
    for (const double value : values) size = std::fmax(size, std::fabs(value));
    // The weight is of h, up to 20, which both round: so is what lies between two values.
    EXPECT_NEAR(quantile(values, std::stod(row[1])), std::stod(row[2]), 2 * 20 * 4 * epsilon * size) << row[1];
  }
}

TEST(ComparisonGolden, RanksAreSciPys) {
  const auto rows = golden("rank");
  ASSERT_EQ(rows.size(), 10U);
  for (const auto& row : rows) EXPECT_EQ(rank(numbers(row[0])).ranks, numbers(row[1])) << row[0];
}

TEST(ComparisonGolden, FriedmansStatisticIsSciPys) {
  const auto rows = golden("friedman");
  ASSERT_EQ(rows.size(), 12U);
  for (const auto& row : rows) {
    const ScoreTable table{std::stoul(row[0]), std::stoul(row[1]), numbers(row[2])};
    const auto found = friedman(table);
    const double chi_squared = std::stod(row[3]), f = std::stod(row[5]);
    // SciPy takes 3 N (k + 1) off a larger number: what this rounds is lost.
    const double lost = 8 * epsilon * 3 * static_cast<double>(table.instances * (table.methods + 1));
    EXPECT_NEAR(found.chi_squared, chi_squared, lost);
    EXPECT_NEAR(found.f, f, 8 * f * lost / chi_squared);
  }
}

TEST(ComparisonGolden, SignedRanksAreSciPys) {
  const auto rows = golden("wilcoxon");
  ASSERT_EQ(rows.size(), 15U);
  for (const auto& row : rows) {
    const auto first = numbers(row[0]), second = numbers(row[1]);
    const auto ranks = signed_ranks(first, second);
    EXPECT_EQ(ranks.smaller(), std::stod(row[3]));
    EXPECT_EQ(ranks.count + ranks.zeros, first.size());
    const double p = std::stod(row[4]);
    if (row[2] == "exact") {
      EXPECT_EQ(ranks.zeros, 0U);
      EXPECT_EQ(ranks.tie_sum, 0);
      // SciPy adds up to 1275 numbers of patterns, all exact, and divides.
      EXPECT_NEAR(std::fmin(1, 2 * signed_rank_probability(ranks.count, ranks.smaller())), p, 4 * epsilon);
    } else {
      const double z = signed_rank_z(ranks, row[2] == "corrected");
      EXPECT_NEAR(std::erfc(-z / std::sqrt(2.0)), p, 16 * epsilon);
    }
  }
}

}  // namespace
}  // namespace ravine::comparison
