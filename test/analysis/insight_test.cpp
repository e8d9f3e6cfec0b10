// The numbers of insights() against what theory or a run of its own says of them.
#include "ravine/analysis/insight/insight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

const auto bowl = function([](auto x, auto y) { return 5 * x * x + y * y; });  // L = 10, mu = 2

double number(const Insight& insight, std::string_view name) {
  for (const auto& one : insight.numbers)
    if (one.name == name) return one.value;
  ADD_FAILURE() << "no number `" << name << "` in: " << insight.text;
  return 0;
}

std::vector<Insight> of(const Problem& problem, const std::vector<double>& start, const Method& method,
                        const RunOptions& options, const KnownMinimum& known = {}) {
  return insights(problem, method, options, minimize(problem, start, method, options), known);
}

TEST(Insight, StatesTheLimitOfTheRule) {
  // 2/L, 2(1 + μ)/L and 2(1 + μ)/((1 + 2μ)L) for L = 10; both forms of momentum have one limit.
  const FunctionProblem problem(bowl);
  const struct {
    Method method;
    double limit;
  } cases[] = {{"sgd(lr=0.25)", 0.2},
               {"momentum(lr=0.5)", 0.38},
               {"momentum(lr=0.5, form=buffer)", 0.38},
               {"momentum(lr=0.5, nesterov=true)", 3.8 / 28},
               {"nesterov(lr=0.5)", 3.8 / 28}};
  for (const auto& [method, limit] : cases) {
    const auto found = of(problem, {5, 5}, method, {.steps = 100});
    ASSERT_EQ(found.size(), 1U) << method.text();
    EXPECT_EQ(found[0].kind, Finding::beyond_stability_limit) << method.text();
    EXPECT_NEAR(number(found[0], "limit"), limit, 1e-12) << method.text();
    EXPECT_NEAR(number(found[0], "curvature"), 10, 1e-12) << method.text();
  }
}

TEST(Insight, TheLimitsAreWhereRunsBeginToGrow) {
  // A hundredth to either side of the stated limit, the distance after many steps is smaller or greater.
  const FunctionProblem problem(bowl);
  for (const auto& [rule, limit] : {std::pair{"sgd", 0.2}, {"momentum", 0.38}, {"nesterov", 3.8 / 28}})
    for (const double side : {0.99, 1.01}) {
      auto method = Method::named(rule);
      method.set("learning_rate", Setting(side * limit));
      const auto run = minimize(problem, std::vector<double>{5, 5}, method, {.steps = 3000});
      EXPECT_EQ(run.f < 1e-3, side < 1) << rule;
    }
}

TEST(Insight, TheBetterRateWasTriedAndReachesFurther) {
  const FunctionProblem problem(bowl);
  const RunOptions options{.steps = 200};
  const auto found = of(problem, {5, 5}, Adagrad{.learning_rate = 0.02}, options);
  ASSERT_FALSE(found.empty());
  ASSERT_EQ(found[0].kind, Finding::effective_step_decayed);
  const double better = number(found[0], "better_learning_rate");
  const auto run = minimize(problem, std::vector<double>{5, 5}, Adagrad{.learning_rate = better}, options);
  EXPECT_EQ(run.f, number(found[0], "f_with_better"));
  EXPECT_LT(run.f, 0.1 * number(found[0], "f_reached"));
}

TEST(Insight, TheRadiusOfSignStepsIsHalfTheRate) {
  // Between two points a rate apart, each coordinate is half a rate from their middle: sqrt(2) rate / 2 together, where
  // a quarter of the rows is an even number: 100 of 400, and 50 of 200.
  const auto found = of(FunctionProblem(bowl), {5.03, 4.01}, SignSgd{.learning_rate = 0.1}, {.steps = 399});
  ASSERT_FALSE(found.empty());
  ASSERT_EQ(found[0].kind, Finding::circles_minimum);
  EXPECT_NEAR(number(found[0], "radius"), std::sqrt(2.0) * 0.05, 1e-12);
  EXPECT_NEAR(number(found[0], "radius_with_a_third"), std::sqrt(2.0) * 0.05 / 3, 1e-12);
}

TEST(Insight, TheNoiseFloorIsTheTheoryS) {
  // x' = (1 - ηλ)x - ησξ is stationary with variance ησ²/(λ(2 - ηλ)); f adds λ/2 of each.
  const double rate = 0.05, sigma = 2;
  const NoisyProblem problem(std::make_shared<FunctionProblem>(bowl), {.sigma = sigma});
  const auto found = of(problem, {5, 5}, Sgd{.learning_rate = rate}, {.steps = 20000});
  ASSERT_FALSE(found.empty());
  ASSERT_EQ(found[0].kind, Finding::noise_floor);
  const auto share = [&](double lambda) { return rate * sigma * sigma / (2 * (2 - rate * lambda)); };
  // 5000 rows with a memory of 1/(ηλ) <= 10 steps are some 250 draws of x² of each: 3 of their standard errors.
  EXPECT_NEAR(number(found[0], "level"), share(10) + share(2), 3 * std::sqrt(2.0 / 250) * (share(10) + share(2)));
}

TEST(Insight, TheConditionNumberIsTheRavineS) {
  const FunctionProblem problem(Function::parse("50*(x+y)^2 + 0.05*(x-y)^2"));  // eigenvalues 200 and 0.2
  const auto found = of(problem, {10, -9}, Sgd{.learning_rate = 0.00975}, {.steps = 200});
  ASSERT_FALSE(found.empty());
  ASSERT_EQ(found[0].kind, Finding::oscillates_across_ravine);
  EXPECT_NEAR(number(found[0], "condition_number"), 1000, 1e-6);
}

TEST(Insight, TheEvaluationsNeededAreWhatALongerRunTakes) {
  const FunctionProblem problem(Function::parse("5*x^2 + 0.01*y^2"));
  const RunOptions options{.steps = 200};
  const auto found = of(problem, {1, 20}, Sgd{.learning_rate = 0.1}, options, {.value = 0, .minimisers = {}});
  ASSERT_FALSE(found.empty());
  ASSERT_EQ(found[0].kind, Finding::too_slow);
  const auto longer = minimize(problem, std::vector<double>{1, 20}, Sgd{.learning_rate = 0.1}, {.steps = 5000});
  const auto& f = longer.history.f;
  const auto there = std::find_if(f.begin(), f.end(), [&](double value) { return value <= 1e-3 * f[0]; });
  EXPECT_NEAR(200 + number(found[0], "evaluations_needed"), static_cast<double>(there - f.begin()), 2);
}

TEST(Insight, NamesTheSubexpressionThatWasLeft) {
  const FunctionProblem problem(Function::parse("sqrt(x) + (x-3)^2"));
  const auto found = of(problem, {6}, Sgd{.learning_rate = 1.1}, {.steps = 100});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::left_domain);
  EXPECT_NE(found[0].text.find("sqrt(x)"), std::string::npos) << found[0].text;
  // The first step: |x' - x| = 1.1 (2 (6 - 3) + 1/(2 sqrt(6))).
  EXPECT_NEAR(number(found[0], "step_length"), 1.1 * (6 + 0.5 / std::sqrt(6.0)), 1e-12);
  const auto outside = of(problem, {-1}, Sgd{}, {.steps = 10});
  ASSERT_EQ(outside.size(), 1U);
  EXPECT_NE(outside[0].text.find("the start is outside"), std::string::npos) << outside[0].text;
}

TEST(Insight, TakesThinHistoriesManyCoordinatesAndCallables) {
  const auto wide = Function::parse("sum(i = 1..n, i*x[i]^2)", {.variables = {}, .dimension = 60});
  const std::vector<double> ones(60, 1.0);
  const auto found = of(FunctionProblem(wide), ones, Sgd{.learning_rate = 0.05}, {.steps = 60});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::beyond_stability_limit);
  EXPECT_NEAR(number(found[0], "curvature"), 120, 0.12);  // by power iteration
  RunOptions thin{.steps = 400};
  thin.record.every = 10;
  EXPECT_TRUE(of(FunctionProblem(bowl), {5, 5}, Sgd{.learning_rate = 0.05}, thin).empty());
  const CallableProblem callable(
      [](std::span<const double> x, std::span<double> g) {
        g[0] = 10 * x[0], g[1] = 2 * x[1];
        return 5 * x[0] * x[0] + x[1] * x[1];
      },
      2);
  EXPECT_TRUE(of(callable, {5, 5}, Sgd{.learning_rate = 0.05}, {.steps = 400}).empty());
  EXPECT_EQ(of(callable, {5, 5}, Sgd{.learning_rate = 0.3}, {.steps = 400}).at(0).kind,
            Finding::beyond_stability_limit);
}

TEST(Insight, AnArrivedRunIsNearTheMinimiser) {
  // From high on the wall y the first steps take f to 1/1250 of its first value, while x goes from 8 to 8 * 0.999^200.
  const FunctionProblem problem(Function::parse("0.5*x^2 + 500*y^2"));
  const Method descent = Sgd{.learning_rate = 0.001};
  const double left = 8 * std::pow(0.999, 200) / std::hypot(8, 9);
  for (const KnownMinimum& known : {KnownMinimum{}, {.value = 0}, {.value = {}, .minimisers = {{0, 0}}}}) {
    const auto found = of(problem, {8, 9}, descent, {.steps = 200}, known);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].kind, Finding::too_slow);
    EXPECT_NEAR(number(found[0], "distance_left"), left, 1e-9);
    // x = 8 * 0.999^t is a twentieth of the first distance: the steps after the 200 made.
    const double more = std::log(8 / (0.05 * std::hypot(8, 9))) / -std::log(0.999) - 200;
    EXPECT_NEAR(number(found[0], "evaluations_needed"), more, 1);
  }
  EXPECT_TRUE(of(problem, {8, 9}, descent, {.steps = 4000}).empty());
}

TEST(Insight, SaysHowFarTheKnownMinimiserIs) {
  const FunctionProblem wells(Function::parse("(x^2-1)^2 + 0.3*x + y^2"));
  const double upper = 0.9601495555191055, lower = -1.0355787140888537;
  const auto found =
      of(wells, {1.4, 1}, Sgd{.learning_rate = 0.05}, {.steps = 300}, {.value = -0.30544, .minimisers = {{lower, 0}}});
  ASSERT_FALSE(found.empty());
  ASSERT_EQ(found[0].kind, Finding::local_minimum);
  // The outer roots of 4x³ - 4x + 0.3, by Newton's method; the minimiser given is the lower one.
  EXPECT_NEAR(number(found[0], "distance_to_minimiser"), upper - lower, 1e-9);
}

TEST(Insight, RefusesWhatTellsNothing) {
  const FunctionProblem problem(bowl);
  const Method method = Sgd{.learning_rate = 0.05};
  RunOptions options{.steps = 10};
  options.record.gradient = false;
  const auto silent = minimize(problem, std::vector<double>{5, 5}, method, options);
  EXPECT_THROW(insights(problem, method, options, silent), InputError);
  options.record.gradient = true;
  const auto run = minimize(problem, std::vector<double>{5, 5}, method, options);
  EXPECT_THROW(insights(problem, method, options, run, {.value = 0, .minimisers = {{1, 2, 3}}}), InputError);
  EXPECT_THROW(insights(FunctionProblem(Function::parse("x^2")), method, options, run), InputError);
}

}  // namespace
}  // namespace ravine
