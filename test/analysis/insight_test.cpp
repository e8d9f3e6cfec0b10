// The numbers of insights() against what theory or a run of its own says of them.
#include "ravine/analysis/insight/insight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

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

TEST(Insight, AClippedChainSettlesBelowTheLimitOnly) {
  // To either side of the limit of the rule alone: below it the run comes to the minimum, above it its steps stay as
  // long as the clip lets them.
  const FunctionProblem problem(bowl);
  for (const auto& [clip, rule, limit] : {std::tuple{"clip_norm(bound=1) | ", "sgd", 0.2},
                                          {"clip_value(bound=1) | ", "momentum", 0.38},
                                          {"clip_norm(bound=2) | ", "nesterov", 3.8 / 28}})
    for (const double side : {0.6, 1.5}) {
      Method method = Method::parse(std::string(clip) + rule);
      method.set("learning_rate", Setting(side * limit));
      const auto found = of(problem, {5, 5}, method, {.steps = 1000});
      EXPECT_EQ(found.empty(), side < 1) << method.text();
      if (found.empty()) continue;
      EXPECT_EQ(found[0].kind, Finding::beyond_stability_limit) << method.text();
      EXPECT_NEAR(number(found[0], "limit"), limit, 1e-12) << method.text();
      EXPECT_NE(found[0].text.find("the clip keeps it from diverging"), std::string::npos) << found[0].text;
    }
  // Clipped to 1, the step across is the rate, to and fro between two points half of it from their middle.
  const auto found = of(problem, {5, 5}, "clip_norm(bound=1) | sgd(lr=0.3)", {.steps = 400});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(number(found[0], "step_length"), 0.3, 1e-9);
  EXPECT_NEAR(number(found[0], "radius"), 0.15, 1e-4);
}

TEST(Insight, AtTheLimitItselfStepsKeepTheirLength) {
  const auto found = of(FunctionProblem(Function::parse("x^2")), {3}, Sgd{.learning_rate = 1}, {.steps = 200});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::beyond_stability_limit);
  EXPECT_NEAR(number(found[0], "step_length"), 6, 1e-12);
}

TEST(Insight, TellsFallingForEverFromABound) {
  const struct {
    const char* function;
    std::vector<double> start;
    bool unbounded;
  } cases[] = {{"x^2 - y^2", {1, 0.1}, true},    {"0 - x", {1}, true},
               {"0 - log(x)", {1}, true},        {"x^3", {-1}, true},
               {"0 - sqrt(x)", {1}, true},       {"x*y", {1, -1}, true},
               {"exp(0 - x)", {1}, false},       {"1/x", {1}, false},
               {"0 - tanh(x)", {-1}, false},     {"sqrt(1 + x^2)", {1e3}, false},
               {"abs(x)", {50}, false},          {"x^2 - y^2 + 0.01*y^4", {1, 0.1}, false},
               {"0 - exp(0 - x^2)", {2}, false}, {"x^2 - y^2", {1, 1e-12}, false}};
  for (const char* method : {"sgd(lr=0.1)", "momentum(lr=0.05)", "adam(lr=0.1)"})
    for (const auto& [function, start, unbounded] : cases) {
      if (function == std::string_view("x^2 - y^2") && !unbounded && method[0] != 's') continue;  // they leave sooner
      const auto found = of(FunctionProblem(Function::parse(function)), start, Method::parse(method), {.steps = 100});
      const bool said = !found.empty() && found[0].kind == Finding::unbounded_below;
      EXPECT_EQ(said, unbounded) << method << " on " << function << (found.empty() ? "" : ": " + found[0].text);
    }
}

TEST(Insight, ASaddleIsWhereARunIsHeld) {
  const FunctionProblem problem(Function::parse("x^2 - y^2"));
  const Method descent = Sgd{.learning_rate = 0.1};
  // y grows by 1.2 a step: after 100 steps from 1e-12 it is 8e-5, from 0.1 it is 8e6.
  EXPECT_EQ(of(problem, {1, 1e-12}, descent, {.steps = 100}).at(0).kind, Finding::saddle);
  const auto left = of(problem, {1, 0.1}, descent, {.steps = 100});
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].kind, Finding::unbounded_below);
  EXPECT_NE(left[0].text.find("it left a saddle"), std::string::npos) << left[0].text;
  EXPECT_NEAR(number(left[0], "last_gradient"), 0.2 * std::pow(1.2, 100), 1e-9 * std::pow(1.2, 100));
  const auto top = of(FunctionProblem(Function::parse("cos(x)")), {0}, descent, {.steps = 100});
  ASSERT_EQ(top.size(), 1U);
  EXPECT_NE(top[0].text.find("at a maximum"), std::string::npos) << top[0].text;
}

TEST(Insight, SaysThatNothingMoves) {
  const FunctionProblem problem(bowl);
  for (const char* method : {"sgd(lr=0)", "adam(lr=0)", "momentum(lr=0*t)", "clip_norm(1) | sgd(lr=0)"}) {
    const auto found = of(problem, {5, 5}, Method::parse(method), {.steps = 50});
    ASSERT_EQ(found.size(), 1U) << method;
    EXPECT_EQ(found[0].kind, Finding::unmoved) << method;
    EXPECT_EQ(number(found[0], "moved"), 0) << method;
    EXPECT_NE(found[0].text.find("the learning rate was 0"), std::string::npos) << found[0].text;
  }
  // 5 * 51 * 1e-20 is nothing beside a digit of 5.
  EXPECT_EQ(of(problem, {5, 5}, Sgd{.learning_rate = 1e-20}, {.steps = 50}).at(0).kind, Finding::unmoved);
  // d tanh(x)²/dx = 2 tanh(x)/cosh(x)² is 1.65e-8 at 10: fifty steps go 50 * 0.1 * 1.65e-8.
  const auto plateau =
      of(FunctionProblem(Function::parse("tanh(x)^2")), {10}, Sgd{.learning_rate = 0.1}, {.steps = 50});
  ASSERT_EQ(plateau.size(), 1U);
  EXPECT_EQ(plateau[0].kind, Finding::unmoved);
  EXPECT_NEAR(number(plateau[0], "moved"), 5 * 2 / std::pow(std::cosh(10.0), 2), 1e-12);
  EXPECT_TRUE(of(problem, {0, 0}, Sgd{.learning_rate = 0}, {.steps = 50}).empty());
}

TEST(Insight, SaysThatTheStartIsBeyondDoubles) {
  for (const auto& [function, x] : {std::pair{"exp(x)", 800.0}, {"x^2", 1e160}, {"exp(x)", 400.0}}) {
    const auto found = of(FunctionProblem(Function::parse(function)), {x}, Sgd{.learning_rate = 0.1}, {.steps = 50});
    ASSERT_EQ(found.size(), 1U) << function;
    EXPECT_EQ(found[0].kind, Finding::left_domain) << function;
    EXPECT_EQ(found[0].step, 0U) << function;
    const char* why = std::isfinite(number(found[0], "f")) ? "counts as diverged" : "not finite in double precision";
    EXPECT_NE(found[0].text.find(why), std::string::npos) << found[0].text;
  }
}

TEST(Insight, OfARuleWithoutAKnownLimitASmallerRateIsTried) {
  const FunctionProblem problem(bowl);
  const RunOptions options{.steps = 100};
  for (const char* text : {"qhm(lr=1)", "lookahead(k=5, sgd(lr=0.3))", "l2(0.1) | sgd(lr=0.3)"}) {
    auto method = Method::parse(text);
    const auto found = of(problem, {5, 5}, method, options);
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found[0].kind, Finding::beyond_stability_limit) << text;
    method.set("learning_rate", Setting(number(found[0], "better_learning_rate")));
    const auto run = minimize(problem, std::vector<double>{5, 5}, method, options);
    EXPECT_EQ(run.f, number(found[0], "f_with_better")) << text;
    EXPECT_LT(run.f, 150) << text;
  }
}

TEST(Insight, NoiseOfALinkIsNoiseToo) {
  const auto found = of(FunctionProblem(bowl), {5, 5}, "noise(sigma=2) | sgd(lr=0.02)", {.steps = 3000});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, Finding::noise_floor);
}

TEST(Insight, ATroughOfMinimaIsArrivedAt) {
  // All of x = 0 or y = 0, all of xy = 1: H is singular there, and no minimum can be estimated.
  for (const char* function : {"x^2*y^2", "(x*y-1)^2"})
    for (const char* method : {"sgd(lr=0.1)", "adam(lr=0.05)"}) {
      const auto found = of(FunctionProblem(Function::parse(function)), {1, 2}, Method::parse(method), {.steps = 2000});
      EXPECT_TRUE(found.empty()) << method << " on " << function << ": " << found[0].text;
    }
}

TEST(Insight, AnInflectionIsNoMinimum) {
  // x³ and x³ + x⁴ (whose minimum is at -3/4) are level at 0, x⁴ and x²(1 + x) have a minimum there.
  for (const auto& [function, is_minimum] :
       {std::pair{"x^3", false}, {"x^3+x^4", false}, {"x^4", true}, {"x^2*(1+x)", true}}) {
    const auto found = of(FunctionProblem(Function::parse(function)), {1}, Sgd{.learning_rate = 0.05}, {.steps = 1000});
    EXPECT_EQ(found.empty(), is_minimum) << function;
    if (found.empty()) continue;
    EXPECT_EQ(found[0].kind, Finding::saddle) << found[0].text;
    EXPECT_LT(number(found[0], "f_ahead"), number(found[0], "f_reached")) << found[0].text;
  }
}

TEST(Insight, AKnownMinimumThatIsUndercutIsNone) {
  // Of a box, say: f falls below it for ever outside.
  const auto found = of(FunctionProblem(Function::parse("x^2 - y")), {1, 1}, Sgd{.learning_rate = 0.1}, {.steps = 300},
                        {.value = -2, .minimisers = {{0, 2}}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::unbounded_below);
}

TEST(Insight, AFadingGradientIsAPlateauAndNoMaximum) {
  // The first step leads from the wall exp(2x), of slope 787, to x = -76, where -exp(x) has hardly any gradient and as
  // much downward curvature, but no maximum at any point.
  const auto found =
      of(FunctionProblem(Function::parse("exp(2*x) - exp(x)")), {3}, Sgd{.learning_rate = 0.1}, {.steps = 100});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, Finding::saddle);
  EXPECT_NE(found[0].text.find("on a plateau"), std::string::npos) << found[0].text;
}

TEST(Insight, ARingOfMinimaIsARestNotARavine) {
  // All points of the unit circle are minima, of value 0; that another were lower is what it is told here.
  const FunctionProblem ring(Function::parse("(x^2 + y^2 - 1)^2"));
  const auto found = of(ring, {2, 1}, Sgd{.learning_rate = 0.04}, {.steps = 3000}, {.value = -1, .minimisers = {}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, Finding::local_minimum);
  EXPECT_NEAR(number(found[0], "f_above_minimum"), 1, 1e-9);
}

TEST(Insight, CirclesAtAKink) {
  // Of |x| from 5.03 at steps of 0.1: to and fro between 0.03 and -0.07.
  const auto found = of(FunctionProblem(Function::parse("abs(x)")), {5.03}, Sgd{.learning_rate = 0.1}, {.steps = 399});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].kind, Finding::circles_minimum);
  EXPECT_NEAR(number(found[0], "radius"), 0.05, 1e-9);
  EXPECT_NEAR(number(found[0], "step_length"), 0.1, 1e-9);
}

TEST(Insight, CallsAMinimumThatIsNotKnownEstimated) {
  const FunctionProblem problem(bowl);
  for (const Method& method : std::vector<Method>{Sgd{.learning_rate = 0.001}, Adagrad{.learning_rate = 0.02},
                                                  SignSgd{.learning_rate = 0.1}}) {
    const auto unknown = of(problem, {5.03, 4.01}, method, {.steps = 200});
    const auto known = of(problem, {5.03, 4.01}, method, {.steps = 200}, {.value = 0, .minimisers = {{0, 0}}});
    ASSERT_FALSE(unknown.empty() || known.empty()) << method.text();
    EXPECT_EQ(unknown[0].kind, known[0].kind) << method.text();
    EXPECT_NE(unknown[0].text.find("the estimated minimum"), std::string::npos) << unknown[0].text;
    EXPECT_EQ(known[0].text.find("estimated"), std::string::npos) << known[0].text;
    EXPECT_NE(known[0].text.find("the minimum"), std::string::npos) << known[0].text;
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
