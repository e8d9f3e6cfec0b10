// Laws and hand-made cases of profiles and distributions of evaluations.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "ravine/analysis/comparison/data_profile.hpp"
#include "ravine/analysis/comparison/performance_profile.hpp"
#include "ravine/analysis/comparison/target_ecdf.hpp"
#include "ravine/base/error.hpp"
#include "test/nan.hpp"

namespace ravine::comparison {
namespace {

using Vector = std::vector<double>;

ScoreTable random_table() {
  ScoreTable table{*rc::gen::inRange<std::size_t>(2, 6), *rc::gen::inRange<std::size_t>(1, 15), {}};
  for (const int drawn :
       *rc::gen::container<std::vector<int>>(table.methods * table.instances, rc::gen::inRange(0, 30)))
    table.scores.push_back(drawn == 0 ? infinity : drawn);
  return table;
}

double share_solved(std::span<const double> costs) {
  const auto solved = std::count_if(costs.begin(), costs.end(), [](double cost) { return !std::isinf(cost); });
  return static_cast<double>(solved) / static_cast<double>(costs.size());
}

void expect_rising(const StepFunction& steps) {
  EXPECT_EQ(steps.from.size(), steps.value.size());
  for (std::size_t i = 1; i < steps.from.size(); ++i) {
    EXPECT_LT(steps.from[i - 1], steps.from[i]);
    EXPECT_LT(steps.value[i - 1], steps.value[i]);
  }
  EXPECT_TRUE(steps.value.empty() || (steps.value.front() > 0 && steps.value.back() <= 1));
}

bool same(const StepFunction& one, const StepFunction& other) {
  return one.from == other.from && one.value == other.value;
}

// Four instances; the last is solved by none.
const ScoreTable hand{2, 4, {10, 30, infinity, infinity, 20, 15, 40, infinity}};

TEST(ComparisonProfile, IsWhatOneFindsByHand) {
  EXPECT_EQ(performance_ratios(hand).scores, (Vector{1, 2, infinity, infinity, 2, 1, 1, infinity}));
  const auto profiles = performance_profile(hand);
  EXPECT_EQ(profiles[0].from, (Vector{1, 2}));
  EXPECT_EQ(profiles[0].value, (Vector{0.25, 0.5}));
  EXPECT_EQ(profiles[1].value, (Vector{0.5, 0.75}));
  EXPECT_EQ(profiles[1](0.99), 0);
  EXPECT_EQ(profiles[1](1), 0.5);
  EXPECT_EQ(profiles[1](1.99), 0.5);
  EXPECT_EQ(profiles[1](2), 0.75);
  EXPECT_EQ(profiles[1](infinity), 0.75);
  EXPECT_EQ(performance_profile({1, 2, {infinity, infinity}})[0].end(), 0);
  // Where the start is good enough, all methods are the best.
  EXPECT_EQ(performance_ratios({2, 1, {0, infinity}}).scores, (Vector{1, infinity}));
}

TEST(ComparisonProfile, OfTwoMethodsDependsOnTheThird) {
  // What Gould & Scott (2016) warn of: within 3 times the best, the first, the second is ahead of the third. Compared
  // with each other alone it is the other way round.
  const ScoreTable three{3, 3, {1, 1, 1, 10, 10, 2, 5, 5, 4}};
  const auto all = performance_profile(three);
  EXPECT_EQ(all[1](3), 1.0 / 3);
  EXPECT_EQ(all[2](3), 0);
  const auto pairs = pair_profiles(three);
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(pairs[2].first, 1U);
  EXPECT_EQ(pairs[2].second, 2U);
  EXPECT_EQ(pairs[2].of_first(1), 1.0 / 3);
  EXPECT_EQ(pairs[2].of_second(1), 2.0 / 3);
}

RC_GTEST_PROP(ComparisonProfile, RisesToTheShareSolved, ()) {
  const auto table = random_table();
  const auto profiles = performance_profile(table);
  double best = 0, solved_by_any = 0;
  for (std::size_t method = 0; method < table.methods; ++method) {
    expect_rising(profiles[method]);
    RC_ASSERT(profiles[method].end() == share_solved(table.of(method)));
    RC_ASSERT(profiles[method](0.999) == 0);
    best += profiles[method](1);
    solved_by_any = std::max(solved_by_any, profiles[method].end());
  }
  RC_ASSERT(best >= solved_by_any - 1e-12);  // on each solved instance one at least is the best
}

RC_GTEST_PROP(ComparisonProfile, KnowsNoOrderOfInstances, ()) {
  const auto table = random_table();
  auto turned = table;
  for (std::size_t method = 0; method < table.methods; ++method) {
    const auto own = turned.scores.begin() + static_cast<std::ptrdiff_t>(method * table.instances);
    std::reverse(own, own + static_cast<std::ptrdiff_t>(table.instances));
  }
  std::vector<std::size_t> dimensions(table.instances), reversed;
  for (std::size_t i = 0; i < dimensions.size(); ++i) dimensions[i] = 1 + i % 4;
  reversed.assign(dimensions.rbegin(), dimensions.rend());
  const auto one = performance_profile(table), other = performance_profile(turned);
  const auto data = data_profile(table, dimensions), data_turned = data_profile(turned, reversed);
  for (std::size_t method = 0; method < table.methods; ++method) {
    RC_ASSERT(same(one[method], other[method]));
    RC_ASSERT(same(data[method], data_turned[method]));
    expect_rising(data[method]);
    RC_ASSERT(data[method].end() == share_solved(table.of(method)));
  }
}

RC_GTEST_PROP(ComparisonProfile, OfTwoMethodsIsTheirPairs, ()) {
  auto table = random_table();
  table.methods = 2;
  table.scores.resize(2 * table.instances);
  const auto all = performance_profile(table);
  const auto pair = pair_profiles(table).front();
  RC_ASSERT(same(all[0], pair.of_first) && same(all[1], pair.of_second));
}

TEST(ComparisonDataProfile, DividesByDimensionAndOne) {
  const std::vector<std::size_t> dimensions{1, 2, 4, 9};
  const auto profiles = data_profile(hand, dimensions);
  EXPECT_EQ(profiles[0].from, (Vector{5, 10}));
  EXPECT_EQ(profiles[0].value, (Vector{0.25, 0.5}));
  EXPECT_EQ(profiles[1].from, (Vector{5, 8, 10}));
}

TEST(ComparisonTargets, AreCountedByPairs) {
  // One method, two instances, three targets.
  const TargetTable table{1, 2, 3, {1, 5, infinity, 5, 20, 80}};
  const auto curve = target_ecdf(table).front();
  EXPECT_EQ(curve.from, (Vector{1, 5, 20, 80}));
  EXPECT_EQ(curve.value, (Vector{1.0 / 6, 3.0 / 6, 4.0 / 6, 5.0 / 6}));
  EXPECT_EQ(table.at(0, 1, 2), 80);
  const auto by_dimension = target_ecdf(table, std::vector<std::size_t>{1, 5}).front();
  EXPECT_EQ(by_dimension.from, (Vector{1, 4, 5, 16}));
  EXPECT_EQ(by_dimension.value, (Vector{2.0 / 6, 3.0 / 6, 4.0 / 6, 5.0 / 6}));
}

RC_GTEST_PROP(ComparisonTargets, OfOneTargetAreTheSharesSolved, ()) {
  const auto table = random_table();
  const auto curves = target_ecdf({table.methods, table.instances, 1, table.scores});
  for (std::size_t method = 0; method < table.methods; ++method) {
    expect_rising(curves[method]);
    RC_ASSERT(curves[method].end() == share_solved(table.of(method)));
    RC_ASSERT(same(curves[method], share_reached(table.of(method))));
  }
}

TEST(ComparisonProfile, RefusesWhatHasNoRatio) {
  const std::vector<std::size_t> one{1}, none{0}, two{1, 1};
  EXPECT_THROW(performance_profile({2, 1, {-1, 2}}), InputError);
  EXPECT_THROW(performance_profile({2, 1, {0, 2}}), InputError);
  EXPECT_THROW(performance_profile({2, 1, {nan, 2}}), InputError);
  EXPECT_THROW(performance_profile({2, 0, {}}), InputError);
  EXPECT_THROW(pair_profiles({1, 1, {1}}), InputError);
  EXPECT_THROW(data_profile({1, 1, {1}}, two), InputError);
  EXPECT_THROW(data_profile({1, 1, {1}}, none), InputError);
  EXPECT_THROW(data_profile({1, 1, {-1}}, one), InputError);
  EXPECT_THROW(target_ecdf({1, 1, 0, {}}), InputError);
  EXPECT_THROW(target_ecdf({1, 1, 1, {nan}}), InputError);
  EXPECT_THROW(target_ecdf({1, 1, 2, {1}}), InputError);
  EXPECT_THROW(target_ecdf({1, 1, 1, {1}}, two), InputError);
  EXPECT_THROW(target_ecdf({1, 1, 1, {1}}, none), InputError);
}

}  // namespace
}  // namespace ravine::comparison
