// Rates of convergence against the theory of quadratics, and how far a trajectory can be trusted.
#include <gtest/gtest.h>

#include <cmath>

#include "ravine/analysis/insight/convergence_rate.hpp"
#include "ravine/analysis/insight/curvature.hpp"
#include "ravine/analysis/insight/insight.hpp"
#include "ravine/analysis/insight/trust_horizon.hpp"
#include "ravine/analysis/insight/words.hpp"
#include "ravine/base/error.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

const auto mild_bowl = function([](auto x, auto y) { return 5 * x * x + y * y; });  // L = 10, mu = 2

TEST(ConvergenceRate, OfGradientDescentIsTheTheoryS) {
  for (const double rate : {0.01, 0.05, 0.15, 0.19}) {
    const auto run = minimize(mild_bowl, {5, 5}, Sgd{.learning_rate = rate}, {.steps = 400});
    const auto found = estimate_rate(run.history, 0);
    ASSERT_EQ(found.kind, ConvergenceRate::Kind::linear) << rate;
    const double theory = gradient_descent_contraction(rate, 10, 2);
    // Over the tail the slow eigenvector is all there is: what the other leaves is below 1e-4 of a step's factor.
    EXPECT_NEAR(found.rate, theory * theory, 1e-4) << rate;
    EXPECT_GT(found.r_squared, 0.9999) << rate;
  }
}

TEST(ConvergenceRate, OfTheHeavyBallIsTheTheoryS) {
  // In the complex regime the radius is sqrt(momentum), whatever the rate.
  for (const double momentum : {0.8, 0.9, 0.95}) {
    EXPECT_DOUBLE_EQ(heavy_ball_contraction(0.05, momentum, 10, 2), std::sqrt(momentum));
    const auto run = minimize(mild_bowl, {5, 5}, Momentum{.learning_rate = 0.05, .momentum = momentum}, {.steps = 600});
    const auto found = estimate_rate(run.history, 0);
    ASSERT_EQ(found.kind, ConvergenceRate::Kind::linear) << momentum;
    // The envelope steps once a half period: of some 300 rows that is 3 % of the logarithm's slope.
    EXPECT_NEAR(std::log(found.rate), std::log(momentum), 0.03 * -std::log(momentum)) << momentum;
  }
  EXPECT_DOUBLE_EQ(heavy_ball_contraction(0.05, 0, 10, 2), gradient_descent_contraction(0.05, 10, 2));
}

TEST(ConvergenceRate, OfAFlatMinimumIsAPower) {
  // x' = -4 x^3 has x ~ t^(-1/2), so f = x^4 ~ t^-2.
  const auto run = minimize("x^4", {1}, Sgd{.learning_rate = 0.01}, {.steps = 20000});
  const auto found = estimate_rate(run.history, 0);
  ASSERT_EQ(found.kind, ConvergenceRate::Kind::power);
  EXPECT_NEAR(found.rate, 2, 0.01);
  EXPECT_GT(found.r_squared, 0.9999);
  EXPECT_NEAR(evaluations_until(found, run.f / 4), 20000, 300);  // a quarter of f takes twice the time
}

TEST(ConvergenceRate, NeedsADescent) {
  EXPECT_EQ(estimate_rate({}, 0).kind, ConvergenceRate::Kind::none);
  const auto run = minimize(mild_bowl, {5, 5}, Sgd{.learning_rate = 0.3}, {.steps = 50});
  EXPECT_EQ(estimate_rate(run.history, 0).kind, ConvergenceRate::Kind::none);
}

TEST(TrustHorizon, OfTheNotebookSChaoticRun) {
  // Against test/golden/notebook/complex-rmsprop.csv, at 60 digits, this run in double is off by more than 1e-6 from
  // step 78 on. The only neighbour that rounding does not absorb is at step 70 off by 7e-14, where the run's own
  // rounding has made 3e-12; both grow sixfold to sevenfold a step, so the neighbour gets there two steps later.
  const auto valley = FunctionProblem(Function::parse("(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)"));
  const std::vector<double> start{5, -2};
  const Rmsprop rmsprop{.learning_rate = 0.1, .decay = 0.9, .epsilon = 1e-6, .epsilon_place = RootEpsilon::inside};
  const auto six = trust_horizon(valley, rmsprop, start, {.steps = 100});
  ASSERT_TRUE(six.has_value());
  EXPECT_EQ(*six, 78U + 2U);
  EXPECT_LE(*trust_horizon(valley, rmsprop, start, {.steps = 100}, 12), *six);
  EXPECT_FALSE(
      trust_horizon(FunctionProblem(mild_bowl), Sgd{.learning_rate = 0.05}, start, {.steps = 100}).has_value());
  // From the minimum itself Adam makes no step, and from one unit beside it steps of the learning rate's length.
  EXPECT_FALSE(trust_horizon(valley, Adam{}, std::vector<double>{1, 1}, {.steps = 100}).has_value());
  EXPECT_THROW(trust_horizon(valley, rmsprop, start, {}, 0), InputError);
}

TEST(Curvature, OfAQuadraticIsItsMatrix) {
  const FunctionProblem exact(mild_bowl);
  const CallableProblem differences(
      [](std::span<const double> x, std::span<double> g) {
        g[0] = 10 * x[0], g[1] = 2 * x[1];
        return 5 * x[0] * x[0] + x[1] * x[1];
      },
      2);
  for (const Problem* problem : {static_cast<const Problem*>(&exact), static_cast<const Problem*>(&differences)}) {
    Curvature curvature(*problem);
    const std::vector<double> x{3, -4};
    const auto spectrum = curvature.spectrum(x);
    EXPECT_NEAR(spectrum.lowest(), 2, 1e-8);
    EXPECT_NEAR(spectrum.highest(), 10, 1e-8);
    EXPECT_NEAR(std::fabs(spectrum.vectors[1][0]), 1, 1e-8);
    EXPECT_NEAR(curvature.newton_decrement(x), 61, 1e-6);  // of a quadratic it is f itself
  }
}

TEST(Words, RoundToThreeDigits) {
  EXPECT_EQ(rounded(0.00209999), "0.0021");
  EXPECT_EQ(rounded(3.2), "3.2");
  EXPECT_EQ(rounded(-1234.5), "-1230");
  EXPECT_EQ(rounded(9.999), "10");
  EXPECT_EQ(rounded(1e20), "1e20");
  EXPECT_EQ(rounded(-0.0), "0");
  EXPECT_EQ(rounded(1368912345678901.0), "1.37e15");
  EXPECT_EQ(rounded(-9.999e7), "-1e8");
}

// By Euler's steps on x' = η exp(-x), f = exp(-x) is about 1/(e + η t).
TEST(PowerFall, IsToldFromAnExponential) {
  const auto flat = function([](auto x) { return exp(-x); });
  const auto power = falls_as_power(minimize(flat, {1}, Sgd{.learning_rate = 0.3}, {.steps = 100}).history);
  ASSERT_TRUE(power.has_value());
  EXPECT_EQ(power->power, 1);
  EXPECT_GT(power->r_squared, power->exponential);
  EXPECT_FALSE(falls_as_power(minimize(mild_bowl, {5, 5}, Sgd{.learning_rate = 0.01}, {.steps = 100}).history));
}

// The power's text promises no minimum; x⁴ has one, which Newton's steps find however flat it is.
TEST(PowerFall, IsSaidWhereNoMinimumIsNear) {
  const auto said = [](const auto& of, std::vector<double> start, const RunOptions& options) {
    const auto problem = as_problem(of, start.size());
    const auto run = minimize(*problem, start, Sgd{.learning_rate = 0.3}, options);
    const auto found = insights(*problem, Sgd{.learning_rate = 0.3}, options, run);
    return found.empty() ? std::string() : found.front().text;
  };
  const auto flat = said(function([](auto x) { return exp(-x); }), {1}, {.steps = 100});
  EXPECT_NE(flat.find("the power -1, and not exponentially"), std::string::npos) << flat;
  EXPECT_NE(flat.find("no minimum is near"), std::string::npos) << flat;
  EXPECT_EQ(flat.find("estimated minimum"), std::string::npos) << flat;
  const auto quartic = said(function([](auto x) { return x * x * x * x; }), {0.8}, {.steps = 40});
  EXPECT_EQ(quartic.find("no minimum is near"), std::string::npos) << quartic;
}

}  // namespace
}  // namespace ravine
