#include "ravine/app/insights_of.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "ravine/problem/function_problem.hpp"

namespace ravine::app {
namespace {

std::string derivatives_of_run(const char* function, const std::vector<double>& start, const char* method,
                               std::size_t steps) {
  const FunctionProblem problem(Function::parse(function));
  RunOptions options;
  options.steps = steps;
  const auto run = minimize(problem, start, Method::parse(method), options);
  return derivatives_of(problem, start, Method::parse(method), run);
}

// f = 5 x^2 after T steps of gradient descent is 5 ((1 - 10 η)^T x0)^2: by η, at η = 0.05, T = 3, x0 = 5, it changes by
// 10 (0.125 * 5) (5 * 3 * 0.25 * -10) = -234.375.
TEST(Derivatives, OfAQuadraticAreTheClosedForms) {
  EXPECT_EQ(derivatives_of_run("5*x^2", {5}, "sgd(lr=0.05)", 3), "∂f/∂η = -234");
}

TEST(Derivatives, AreOfEverySettingThatIsANumber) {
  const auto text = derivatives_of_run("5*x^2 + y^2", {5, 5}, "adam(lr=0.1)", 50);
  for (const char* name : {"∂f/∂η = ", "∂f/∂β₁ = ", "∂f/∂β₂ = ", "∂f/∂ε = "})
    EXPECT_NE(text.find(name), std::string::npos) << name << " in " << text;
}

TEST(Derivatives, OfAChainAreOfSettingsWithClearNames) {
  const auto text = derivatives_of_run("5*x^2", {5}, "clip_norm(1) | adam(lr=0.1) | weight_decay(0.01)", 20);
  for (const char* name : {"∂f/∂clip_norm.epsilon = ", "∂f/∂adam.epsilon = ", "∂f/∂η = "})
    EXPECT_NE(text.find(name), std::string::npos) << name << " in " << text;
  EXPECT_EQ(text.find("∂f/∂ε"), std::string::npos) << text;
}

TEST(Derivatives, OfFailuresSchedulesNoiseAndSolversThereAreNone) {
  EXPECT_EQ(derivatives_of_run("5*x^2", {5}, "sgd(lr=1)", 500), "");
  EXPECT_EQ(derivatives_of_run("5*x^2", {5}, "sgd(lr=cosine(0.05, 0))", 20), "");
  EXPECT_EQ(derivatives_of_run("5*x^2", {5}, "lbfgs", 20), "");
  EXPECT_EQ(derivatives_of_run("5*x^2", {5}, "noise(sigma=0.1) | sgd(lr=0.01)", 20), "");
}

std::vector<std::string> insights_with(const char* function, const std::vector<double>& start, const char* method,
                                       RunOptions options) {
  const FunctionProblem problem(Function::parse(function));
  const auto run = minimize(problem, start, Method::parse(method), options);
  return insights_of(problem, start, Method::parse(method), options, run, std::nullopt, {}).texts;
}

// Each second point of a run that jumps between (3, 3) and (-3, -3) is the start; the decayed rates are found by steps
// of single rows.
TEST(Insights, AreOfEveryStepHoweverFewAreKept) {
  for (const auto& [function, start, method] :
       {std::tuple<const char*, std::vector<double>, const char*>{"x^2 + y^2", {3, 3}, "sgd(lr=1)"},
        {"5*x^2 + y^2", {5, 5}, "adagrad(lr=0.01)"},
        {"5*x^2 + y^2", {5, 5}, "sgd(lr=0.3)"},
        {"(1 - x)^2 + 100*(y - x^2)^2", {-1.2, 1}, "momentum(lr=0.002)"}}) {
    const auto whole = insights_with(function, start, method, {.steps = 100});
    EXPECT_FALSE(whole.empty()) << method;
    for (const std::size_t every : {0U, 2U, 7U, 200U})
      EXPECT_EQ(insights_with(function, start, method, {.steps = 100, .record = {.every = every}}), whole) << method;
    EXPECT_EQ(insights_with(function, start, method, {.steps = 100, .record = {.point = false}}), whole) << method;
  }
}

// A run that its callback ended is looked at up to there.
TEST(Insights, OfAThinnedRunEndWhereItEnded) {
  const auto ended = [](std::size_t every) {
    return insights_with(
        "5*x^2 + y^2", {5, 5}, "sgd(lr=0.3)",
        {.steps = 100, .record = {.every = every}, .callback = [](const StepView& view) { return view.step < 20; }});
  };
  EXPECT_EQ(ended(3), ended(1));
}

}  // namespace
}  // namespace ravine::app
