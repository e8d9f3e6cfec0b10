// p-values against SciPy and the studentized range at 60 digits (test/golden/comparison/generate.py), and Demšar's
// tables.
#include "ravine/study/significance.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

#include "ravine/base/error.hpp"
#include "test/nan.hpp"

namespace ravine::study {
namespace {

using Vector = std::vector<double>;
using comparison::ScoreTable;

std::vector<std::vector<std::string>> golden(const std::string& name) {
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/comparison/" + name + ".csv");
  std::string line, cell;
  std::getline(file, line);
  std::vector<std::vector<std::string>> rows;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    rows.emplace_back();
    while (std::getline(cells, cell, ';')) rows.back().push_back(cell);
  }
  return rows;
}

Vector numbers(const std::string& cell) {
  std::istringstream words(cell);
  Vector values;
  for (std::string word; words >> word;) values.push_back(std::stod(word));
  return values;
}

TEST(Significance, OfTheStudentizedRangeIsExact) {
  const auto rows = golden("studentized_range");
  ASSERT_EQ(rows.size(), 42U);
  for (const auto& row : rows) {
    const auto methods = std::stoul(row[0]);
    const double q = std::stod(row[1]), tail = std::stod(row[2]), scipy = std::stod(row[3]);
    EXPECT_NEAR(studentized_range_tail(q, methods), tail, 1e-12 * tail) << row[0] << " methods, q " << q;
    // SciPy takes the probability off 1, which its own integration leaves with this error.
    EXPECT_NEAR(studentized_range_tail(q, methods), scipy, 1e-12) << row[0] << " methods, q " << q;
    if (tail < 0.99) {
      EXPECT_NEAR(studentized_range_quantile(tail, methods), q, 1e-10 * q) << row[0] << " methods";
    }
  }
}

TEST(Significance, OfTwoMethodsRangeIsTheNormalDistributions) {
  // |z1 - z2| / sqrt 2 is half of a standard normal distribution: the tail is erfc(q / 2).
  for (const double q : {1e-6, 0.01, 0.7, 3.0, 10.0, 40.0}) {
    const double tail = std::erfc(q / 2);
    EXPECT_NEAR(studentized_range_tail(q, 2), tail, 1e-12 * tail) << q;
  }
  EXPECT_EQ(studentized_range_tail(0, 5), 1);
  EXPECT_EQ(studentized_range_tail(-1, 5), 1);
  EXPECT_EQ(studentized_range_tail(infinity, 5), 0);
}

TEST(Significance, HasDemsarsQuantiles) {
  // Demšar 2006, table 5: q for two-tailed Nemenyi tests at 0.05, k = 2 ... 10, to three decimals. They are those of a
  // table of the studentized range to three decimals (3.314 for k = 3) divided by sqrt 2: both were rounded.
  const double rounding = 0.0005 / std::sqrt(2.0) + 0.0005;
  const Vector table{1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164};
  for (std::size_t i = 0; i < table.size(); ++i)
    EXPECT_NEAR(nemenyi_quantile(0.05, i + 2), table[i], rounding) << i + 2;
  // Table 6 and the text below it.
  EXPECT_NEAR(nemenyi_critical_difference(0.05, 4, 14), 1.25, 0.005);
}

TEST(Significance, OfFriedmansTestIsSciPys) {
  const auto rows = golden("friedman");
  ASSERT_EQ(rows.size(), 12U);
  for (const auto& row : rows) {
    const auto test = friedman_test({std::stoul(row[0]), std::stoul(row[1]), numbers(row[2])});
    // SciPy's statistics have lost up to 1e-12 (test/analysis/comparison_golden_test.cpp).
    EXPECT_NEAR(test.p_chi_squared, std::stod(row[4]), 1e-12);
    EXPECT_NEAR(test.p_f, std::stod(row[6]), 1e-12);
  }
  const auto agreed = friedman_test({3, 4, {1, 1, 1, 1, 2, 2, 2, 2, infinity, infinity, 3, 3}});
  EXPECT_NEAR(agreed.p_f, 1 / 216.0, 1e-15);  // three instances have the first one's of six orders
  const auto agreed_with_ties = friedman_test({3, 2, {1, 1, 2, 2, 2, 2}});
  EXPECT_NEAR(agreed_with_ties.p_f, 1 / 3.0, 1e-15);         // of three orders
  EXPECT_NEAR(agreed.p_chi_squared, std::exp(-4.0), 1e-15);  // with 2 degrees of freedom the tail is e^(-x / 2)
  const auto tied = friedman_test({2, 2, {1, 1, 1, 1}});
  EXPECT_EQ(tied.p_f, 1);
  EXPECT_EQ(tied.p_chi_squared, 1);
}

TEST(Significance, OfSignedRanksIsSciPys) {
  const auto rows = golden("wilcoxon");
  ASSERT_EQ(rows.size(), 15U);
  for (const auto& row : rows) {
    const auto test = wilcoxon_test(numbers(row[0]), numbers(row[1]), row[2] == "corrected");
    EXPECT_EQ(test.exact, row[2] == "exact");
    EXPECT_NEAR(test.p, std::stod(row[4]), 1e-14);
  }
}

TEST(Significance, OfSignedRanksDropsZerosAndTakesInfinities) {
  const Vector first{1, 2, 3, 4, 5, 6}, second{2, 4, 6, 8, infinity, 6};
  const auto test = wilcoxon_test(first, second);
  EXPECT_TRUE(test.exact);
  EXPECT_EQ(test.ranks.zeros, 1U);
  EXPECT_EQ(test.p, 2.0 / 32);  // all five signs alike: 2 of 2^5 patterns
  EXPECT_EQ(wilcoxon_test(first, first).p, 1);
  EXPECT_EQ(wilcoxon_test({}, {}).p, 1);
}

RC_GTEST_PROP(Significance, OfPairsIsThatOfEachAdjusted, ()) {
  const auto methods = *rc::gen::inRange<std::size_t>(2, 5), instances = *rc::gen::inRange<std::size_t>(1, 12);
  ScoreTable table{methods, instances, {}};
  for (const int drawn : *rc::gen::container<std::vector<int>>(methods * instances, rc::gen::inRange(0, 50)))
    table.scores.push_back(drawn == 0 ? infinity : drawn);
  const auto tests = pair_tests(table);
  RC_ASSERT(tests.size() == methods * (methods - 1) / 2);
  const double difference = nemenyi_critical_difference(0.05, methods, instances);
  for (const auto& test : tests) {
    RC_ASSERT(test.first < test.second);
    RC_ASSERT(test.wilcoxon.p == wilcoxon_test(table.of(test.second), table.of(test.first)).p);
    RC_ASSERT(test.p_holm >= test.wilcoxon.p && test.p_holm <= 1);
    // The critical difference and the p-value say the same.
    if (std::fabs(std::fabs(test.rank_difference) - difference) > 1e-9)
      RC_ASSERT((std::fabs(test.rank_difference) > difference) == (test.p_nemenyi < 0.05));
  }
}

TEST(Significance, RefusesBadArguments) {
  EXPECT_THROW(studentized_range_tail(1, 1), InputError);
  EXPECT_THROW(studentized_range_tail(1, 101), InputError);
  EXPECT_THROW(studentized_range_tail(nan, 3), InputError);
  EXPECT_THROW(studentized_range_quantile(0, 3), InputError);
  EXPECT_THROW(studentized_range_quantile(nan, 3), InputError);
  EXPECT_THROW(nemenyi_critical_difference(0.05, 3, 0), InputError);
  EXPECT_THROW(friedman_test({3, 1, {1, 2, 3}}), InputError);
  EXPECT_THROW(wilcoxon_test(Vector{1}, Vector{1, 2}), InputError);
  EXPECT_THROW(pair_tests({1, 1, {1}}), InputError);
}

}  // namespace
}  // namespace ravine::study
