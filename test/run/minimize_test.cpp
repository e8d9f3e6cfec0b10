// How runs end, what they record, and what they accept.
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "ravine/base/number_text.hpp"
#include "ravine/ravine.hpp"
#include "ravine/run/sample.hpp"

namespace ravine {
namespace {

const auto bowl = function([](auto x, auto y) { return 5 * x * x + y * y; });

TEST(Minimize, TakesFunctionTextLambdaAndCallable) {
  const Adam adam{.learning_rate = 0.1};
  const RunOptions options{.steps = 100};
  const auto a = minimize(bowl, {5, 5}, adam, options);
  const auto b = minimize("5*x^2 + y^2", {5, 5}, adam, options);
  const auto c = minimize([](auto x, auto y) { return 5 * x * x + y * y; }, {5, 5}, adam, options);
  EXPECT_EQ(a.history.x, b.history.x);
  EXPECT_EQ(a.history.x, c.history.x);
  const auto d = minimize(
      [](std::span<const double> x, std::span<double> g) {
        g[0] = 10 * x[0], g[1] = 2 * x[1];
        return 5 * x[0] * x[0] + x[1] * x[1];
      },
      {5, 5}, adam, options);
  EXPECT_NEAR(d.x[0], a.x[0], 1e-12);
  EXPECT_EQ(a.outcome.kind, OutcomeKind::budget);
  EXPECT_EQ(a.steps, 100U);
  EXPECT_EQ(a.evaluations, 100U);
  EXPECT_EQ(a.history.size(), 101U);
}

TEST(Minimize, ReturnsFAtTheReturnedPoint) {
  const auto run = minimize(bowl, {5, 5}, Momentum{.learning_rate = 0.05}, {.steps = 37});
  EXPECT_EQ(run.f, bowl(run.x));
  EXPECT_EQ(run.best_f, bowl(run.best_x));
  EXPECT_EQ(run.history.f[run.best_step], run.best_f);
  EXPECT_EQ(run.history.f.back(), run.f);
}

TEST(History, TheEffectiveStepIsTheRateReallyTaken) {
  // Plain gradient descent takes its learning rate at every coordinate; where a gradient is 0 there is none.
  const auto run = minimize(bowl, {5, 0}, Sgd{.learning_rate = 0.05}, {.steps = 9, .record = {.update = true}});
  for (std::size_t row = 0; row < 9; ++row) {
    EXPECT_NEAR(run.history.effective_step(row, 0), 0.05, 1e-15);  // two roundings: of the step and of the quotient
    EXPECT_TRUE(std::isnan(run.history.effective_step(row, 1)));
  }
  EXPECT_TRUE(std::isnan(run.history.effective_step(9, 0))) << "no step leads from the last point";
  const auto silent = minimize(bowl, {5, 0}, Sgd{.learning_rate = 0.05}, {.steps = 9});
  EXPECT_TRUE(std::isnan(silent.history.effective_step(0, 0)));
}

TEST(Outcome, Target) {
  const auto run = minimize(bowl, {5, 5}, Sgd{.learning_rate = 0.05}, {.steps = 1000, .target = 1});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::target);
  EXPECT_LE(run.f, 1);
  EXPECT_GT(run.history.f[run.steps - 1], 1);
  EXPECT_EQ(run.evaluations, run.steps);
}

TEST(Outcome, ConvergedByGradient) {
  const auto run = minimize(bowl, {5, 5}, Sgd{.learning_rate = 0.05}, {.steps = 10000, .gradient_norm = 1e-6});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::converged);
  EXPECT_LE(run.gradient_norm, 1e-6);
}

TEST(Outcome, Stalled) {
  const auto run = minimize(bowl, {5, 5}, Sgd{.learning_rate = 0.05}, {.steps = 100000, .stall_steps = 20});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::stalled);
  EXPECT_LT(run.f, 1e-9);
  // A negative f is no obstacle.
  const auto low = minimize("x^2 - 1000", {3}, Sgd{.learning_rate = 0.1}, {.steps = 100000, .stall_steps = 20});
  EXPECT_EQ(low.outcome.kind, OutcomeKind::stalled);
  EXPECT_NEAR(low.f, -1000, 1e-6);
}

TEST(Outcome, DivergedKeepsTheTrajectory) {
  const auto run = minimize(bowl, {5, 5}, Sgd{.learning_rate = 1}, {.steps = 1000});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::diverged);
  EXPECT_EQ(run.history.size(), run.outcome.step + 1);
  EXPECT_GT(std::fabs(run.f), 1e100);
  EXPECT_EQ(run.best_f, 150);
  EXPECT_EQ(run.best_step, 0U);
}

TEST(Outcome, DivergedByOverflowNamesTheSubexpression) {
  RunOptions options{.steps = 10};
  options.divergence = std::numeric_limits<double>::max();
  const auto run = minimize("exp(x)", {800}, Sgd{}, options);
  EXPECT_EQ(run.outcome.kind, OutcomeKind::diverged);
  EXPECT_EQ(run.outcome.reason, "exp(x) at step 0: x = 800");
}

TEST(Outcome, LeftDomainNamesTheSubexpressionAndItsArgument) {
  const auto run = minimize("sqrt(x) + (y-1)^2", {0.5, 0}, Sgd{.learning_rate = 0.1}, {.steps = 100});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::left_domain);
  const auto last = run.history.point(run.history.size() - 1)[0];
  EXPECT_LT(last, 0);
  EXPECT_EQ(run.outcome.reason, "sqrt(x) at step " + std::to_string(run.outcome.step) + ": x = " + shortest(last));
  EXPECT_TRUE(std::isfinite(run.best_f));
}

TEST(Outcome, Timeout) {
  const auto run = minimize(bowl, {5, 5}, Sgd{.learning_rate = 1e-9},
                            {.steps = 2'000'000'000, .seconds = 0.02, .record = {.every = 0}});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::timeout);
  EXPECT_LT(run.seconds, 2);
}

TEST(Callback, SeesEachStepAndMayStop) {
  std::size_t calls = 0;
  RunOptions options{.steps = 100};
  options.callback = [&](const StepView& now) {
    EXPECT_EQ(now.step, calls++);
    EXPECT_EQ(now.f, bowl(now.x));
    EXPECT_EQ(now.gradient.size(), 2U);
    return now.step < 7;
  };
  const auto run = minimize(bowl, {5, 5}, Sgd{}, options);
  EXPECT_EQ(run.outcome.kind, OutcomeKind::cancelled);
  EXPECT_EQ(run.steps, 7U);
  EXPECT_EQ(calls, 8U);
}

TEST(Callback, AnExceptionPassesThrough) {
  RunOptions options{.steps = 100};
  options.callback = [](const StepView& now) -> bool {
    if (now.step == 3) throw std::logic_error("enough");
    return true;
  };
  EXPECT_THROW(minimize(bowl, {5, 5}, Sgd{}, options), std::logic_error);
  auto throwing = [](std::span<const double>, std::span<double>) -> double { throw std::domain_error("mine"); };
  EXPECT_THROW(minimize(throwing, {1}, Sgd{}), std::domain_error);
  EXPECT_EQ(minimize(bowl, {5, 5}, Sgd{}, {.steps = 3}).steps, 3U);  // nothing is left broken
}

TEST(History, EveryKthWithFirstAndLast) {
  RunOptions options{.steps = 100};
  options.record = {.every = 30, .gradient = true, .update = true, .slots = true};
  const auto thin = minimize(bowl, {5, 5}, Momentum{}, options);
  options.record.every = 1;
  const auto full = minimize(bowl, {5, 5}, Momentum{}, options);
  EXPECT_EQ(thin.history.step, (std::vector<std::size_t>{0, 30, 60, 90, 100}));
  for (std::size_t row = 0; row < thin.history.size(); ++row) {
    const auto step = thin.history.step[row];
    EXPECT_EQ(thin.history.point(row)[1], full.history.point(step)[1]);
    EXPECT_EQ(thin.history.update[2 * row + 1], full.history.update[2 * step + 1]);
    EXPECT_EQ(thin.history.slots[2 * row + 1], full.history.slots[2 * step + 1]);
  }
  for (std::size_t step = 0; step < 100; ++step)
    EXPECT_EQ(full.history.x[2 * step] + full.history.update[2 * step], full.history.x[2 * step + 2]);
  EXPECT_EQ(full.history.update[200], 0);
  options.record = {.every = 0, .gradient = false, .update = false, .slots = false};
  const auto least = minimize(bowl, {5, 5}, Momentum{}, options);
  EXPECT_EQ(least.history.step, (std::vector<std::size_t>{0, 100}));
  EXPECT_EQ(least.f, full.f);
}

TEST(Minimize, RefusesAStartThatDoesNotFit) {
  EXPECT_THROW(minimize(bowl, {5}, Sgd{}), InputError);
  EXPECT_THROW(minimize(bowl, {5, std::nan("")}, Sgd{}), InputError);
}

TEST(Minimize, NoStepsMeasuresTheStart) {
  const auto run = minimize(bowl, {5, 5}, Sgd{}, {.steps = 0});
  EXPECT_EQ(run.outcome.kind, OutcomeKind::budget);
  EXPECT_EQ(run.f, 150);
  EXPECT_EQ(run.history.size(), 1U);
}

TEST(Minimize, EndsAtItsMostSteps) {
  const auto valley = Function::parse("(1 - x)^2 + 100*(y - x^2)^2");
  for (const auto* method : {"sgd(lr=0.001)", "sam(sgd(lr=0.001))", "lbfgs"}) {
    const auto whole = minimize(valley, {-1.2, 1}, Method::parse(method), {.steps = 1000});
    const auto run = minimize(valley, {-1.2, 1}, Method::parse(method), {.steps = 1000, .most_steps = 10});
    EXPECT_EQ(run.outcome.kind, OutcomeKind::budget) << method;
    EXPECT_EQ(run.steps, 10U) << method;
    EXPECT_GE(run.evaluations, 10U) << method;
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(run.x[i], whole.history.point(10)[i]) << method;
    const auto less = minimize(valley, {-1.2, 1}, Method::parse(method), {.steps = 8, .most_steps = 10});
    EXPECT_LT(less.steps, 10U) << method;
  }
  // T is the steps that both allow.
  const auto falling = Method::parse("sgd(lr = linear(0.001, 0))");
  const auto run = minimize(valley, {-1.2, 1}, falling, {.steps = 1000, .most_steps = 10});
  EXPECT_EQ(run.x, minimize(valley, {-1.2, 1}, falling, {.steps = 10}).x);
}

TEST(Sample, IsTheFunctionOnTheGrid) {
  const FunctionProblem problem(bowl);
  SerialExecutor serial;
  const auto values = sample(problem, {-1, 2, -3, 3, 7, 41, 0, 1}, std::vector<double>{0, 0}, serial);
  ASSERT_EQ(values.size(), 7U * 41U);
  EXPECT_EQ(values.front(), 5 * 1 + 9);
  EXPECT_EQ(values.back(), 5 * 4 + 9);
  EXPECT_EQ(values[20 * 7 + 0], 5);
}

TEST(Derivative, RefusesWhatIsNoNumber) {
  const FunctionProblem problem(bowl);
  const std::vector<double> start{1, 1};
  EXPECT_THROW(derivative_by_setting(problem, start, Adam{}, "epsilon_place", 3), InputError);
  EXPECT_THROW(derivative_by_setting(problem, start, Adam{}, "nothing", 3), InputError);
  EXPECT_THROW(derivative_by_setting(problem, start, Method::parse("sgd(lr=1/(1+t))"), "lr", 3), InputError);
}

TEST(EuclideanNorm, NeitherOverflowsNorUnderflows) {
  EXPECT_EQ(euclidean_norm(std::vector<double>{3, 4}), 5);
  EXPECT_NEAR(euclidean_norm(std::vector<double>{3e200, 4e200}), 5e200, 1e185);
  EXPECT_NEAR(euclidean_norm(std::vector<double>{3e-200, 4e-200}), 5e-200, 1e-215);
  EXPECT_TRUE(std::isnan(euclidean_norm(std::vector<double>{1, std::nan("")})));
}

// Where no lower point is found the gradient tells why: it promises less than f can show, or it does not vanish, as at
// a kink.
TEST(Minimize, ALineSearchThatEndsAtRoundingHasConverged) {
  const auto end = [](const char* function, const std::vector<double>& start, const char* method) {
    return minimize(FunctionProblem(Function::parse(function)), start, Method::parse(method), {.steps = 200}).outcome;
  };
  for (const auto& [function, start] : {std::pair<const char*, std::vector<double>>{"1 - cos(x)", {1}},
                                        {"cosh(x) - 3*x + (y - x)^2", {0.3, 2}},
                                        {"exp(x) - x + sin(y)", {1.3, 4}}}) {
    const auto outcome = end(function, start, "lbfgs");
    EXPECT_EQ(outcome.kind, OutcomeKind::converged) << function << ": " << outcome.reason;
  }
  EXPECT_EQ(end("max(x, -2*x)", {3.1}, "conjugate_gradient").kind, OutcomeKind::stalled);
}

}  // namespace
}  // namespace ravine
