// What theory says of whole paths: scale of f, rotation of the plane, the closed form on a quadratic, rates that find
// themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"
#include "test/method/conventions.hpp"

namespace ravine {
namespace {

RunResult walk(const std::string& function, const std::vector<double>& start, const std::string& method,
               std::size_t steps) {
  const auto chosen = Method::parse(method);
  return minimize(FunctionProblem(Function::parse(function)), start, chosen,
                  {.steps = steps * chosen.chain().gradients_a_step()});
}

// A factor of f that is a power of two changes no rounding, so the paths are the same bits.
TEST(Invariance, OfTheScaleOfTheFunction) {
  for (const char* method : {"adam(lr=0.02, epsilon=0)",
                             "adam(lr=0.02, epsilon=0, bias_correction=false)",
                             "adamax(lr=0.02, epsilon=0)",
                             "nadam(lr=0.02, epsilon=0)",
                             "amsgrad(lr=0.02, epsilon=0)",
                             "adamw(lr=0.02, epsilon=0)",
                             "adagrad(lr=0.1, epsilon=0)",
                             "rmsprop(lr=0.02, epsilon=0)",
                             "adabelief(lr=0.02, epsilon=0, moment_epsilon=0)",
                             "optimistic_adam(lr=0.02, epsilon=0)",
                             "adan(lr=0.02, epsilon=0)",
                             "adopt(lr=0.02, epsilon=0)",
                             "ademamix(lr=0.02, epsilon=0)",
                             "simplified_ademamix(lr=0.001, alpha=3, epsilon=0)",
                             "schedule_free_adamw(lr=0.02, epsilon=0)",
                             "lamb(lr=0.02, epsilon=0)",
                             "lars(lr=2)",
                             "novograd(lr=0.02, epsilon=0)",
                             "adafactor(epsilon1=0)",
                             "nadamax(lr=0.02, epsilon=0)",
                             "ftml(lr=0.02, epsilon=0)",
                             "smorms3(lr=0.02, epsilon=0)",
                             "eve(lr=0.02, epsilon=0)",
                             "momo_adam(lr=0.02, epsilon=0)",
                             "sm3(lr=0.02)",
                             "fromage(lr=0.02)",
                             "sign_sgd(lr=0.0137)",
                             "signum(lr=0.0137)",
                             "lion(lr=0.0137)",
                             "rprop",
                             "normalize | sgd(lr=0.05)",
                             "normalize | momentum(lr=0.01)",
                             "dadapt_sgd",
                             "dadapt_adam(epsilon=0)",
                             "prodigy(epsilon=0)",
                             "dog(epsilon=0)",
                             "dowg",
                             "polyak",
                             "sam(0.05, adam(lr=0.02, epsilon=0))",
                             "lookahead(adam(lr=0.02, epsilon=0))"}) {
    const auto plain = walk("(1-x)^2 + 100*(y-x^2)^2", {-1.2, 1}, method, 100);
    for (const char* factor : {"1024", "0.0009765625"}) {
      const auto scaled = walk(std::string(factor) + "*((1-x)^2 + 100*(y-x^2)^2)", {-1.2, 1}, method, 100);
      EXPECT_EQ(scaled.history.x, plain.history.x) << method << ", f times " << factor;
    }
  }
}

// Methods of inner products alone walk the turned path on a turned function; those that look at coordinates do not. The
// turn costs a rounding of every coordinate, of which 40 steps of these smooth paths make no more than 10^4 (a first
// reach of 10^-6 would leave dowg few digits).
TEST(Invariance, OfARotationOfThePlane) {
  const double c = 0.8, s = 0.6;  // cos and sin, exact in decimal
  const std::string function = "5*x^2 + y^2 + x^4/10";
  const std::string turned = "5*(0.8*x + 0.6*y)^2 + (-0.6*x + 0.8*y)^2 + (0.8*x + 0.6*y)^4/10";
  const auto difference = [&](const std::string& method) {
    const auto here = walk(function, {2, 3}, method, 40);
    const auto there = walk(turned, {c * 2 - s * 3, s * 2 + c * 3}, method, 40);
    double largest = 0;
    for (std::size_t row = 0; row < here.history.size(); ++row) {
      const auto p = here.history.point(row), q = there.history.point(row);
      largest = std::max(largest, std::hypot(q[0] - (c * p[0] - s * p[1]), q[1] - (s * p[0] + c * p[1])));
    }
    return largest;
  };
  for (const char* method : {"sgd(lr=0.02)",
                             "momentum(lr=0.01)",
                             "nesterov(lr=0.01)",
                             "nesterov(lr=0.01, sequence=true)",
                             "qhm(lr=0.02)",
                             "clip_norm(3) | sgd(lr=0.05)",
                             "normalize | sgd(lr=0.05)",
                             "l2(0.1) | momentum(lr=0.01)",
                             "sgd(lr=0.02) | weight_decay(0.1)",
                             "sgd(lr=0.05) | clip_step(0.1)",
                             "asgd(lr=0.02)",
                             "schedule_free_sgd(lr=0.02)",
                             "dadapt_sgd",
                             "dog",
                             "dowg(first_reach=0.01)",
                             "polyak",
                             "novograd(lr=0.02)",
                             "lars(lr=2)",
                             "fromage(lr=0.02)",
                             "wngrad(lr=0.02)",
                             "momo",
                             "optimistic_gradient(lr=0.02)",
                             "sam(0.05, sgd(lr=0.02))",
                             "lookahead(momentum(lr=0.01))"})
    EXPECT_LT(difference(method), 1e4 * 0x1p-52) << method;
  for (const char* method : {"adam(lr=0.1)", "adagrad(lr=0.5)", "sign_sgd(lr=0.05)", "clip_value(1) | sgd(lr=0.05)"})
    EXPECT_GT(difference(method), 1e-3) << method;
}

// Solvers see the plane through scalar products alone. On the way down: near the minimum a line search goes by
// rounding.
TEST(Invariance, SolversOfARotationOfThePlane) {
  const double c = 0.8, s = 0.6;
  const std::string function = "5*x^2 + y^2 + x^4/10";
  const std::string turned = "5*(0.8*x + 0.6*y)^2 + (-0.6*x + 0.8*y)^2 + (0.8*x + 0.6*y)^4/10";
  for (const char* method : {"gradient_descent", "gradient_descent(line_search=wolfe)", "conjugate_gradient", "bfgs",
                             "bfgs(scale_first=false)", "lbfgs", "lbfgs(memory=2)"}) {
    const auto here = walk(function, {2, 3}, method, 100);
    const auto there = walk(turned, {c * 2 - s * 3, s * 2 + c * 3}, method, 100);
    std::size_t row = 0;
    for (; row < std::min(here.history.size(), there.history.size()) && here.history.f[row] > 1e-6; ++row) {
      const auto p = here.history.point(row), q = there.history.point(row);
      EXPECT_NEAR(q[0], c * p[0] - s * p[1], 1e-10) << method << ", row " << row;
      EXPECT_NEAR(q[1], s * p[0] + c * p[1], 1e-10) << method << ", row " << row;
      EXPECT_EQ(here.history.evaluations[row], there.history.evaluations[row]) << method << ", row " << row;
    }
    EXPECT_GE(row, 3U) << method;
  }
}

// On f = (a x^2 + b y^2)/2 gradient descent is (1 - η a)^t x_0, and the heavy ball the t-th power of the iteration
// matrix
// [[1 + μ - η a, -μ], [1, 0]] on (x_t, x_{t-1}). Each step rounds a few times; the factors do not exceed 1.
TEST(ClosedForm, OfTheQuadratic) {
  constexpr std::size_t steps = 60;
  const double curvature[] = {3, 0.25}, start[] = {2, -5}, rate = 0.3, mu = 0.7;
  const auto descent = walk("(3*x^2 + 0.25*y^2)/2", {2, -5}, "sgd(lr=0.3)", steps);
  const auto ball = walk("(3*x^2 + 0.25*y^2)/2", {2, -5}, "momentum(lr=0.3, momentum=0.7)", steps);
  for (std::size_t i = 0; i < 2; ++i) {
    double power = start[i], now = start[i], before = start[i];
    for (std::size_t t = 0; t <= steps; ++t) {
      const double size = std::fabs(start[i]) * 0x1p-52 * static_cast<double>(8 * (t + 1));
      EXPECT_NEAR(descent.history.point(t)[i], power, size) << "sgd, coordinate " << i << ", step " << t;
      EXPECT_NEAR(ball.history.point(t)[i], now, size) << "momentum, coordinate " << i << ", step " << t;
      power *= 1 - rate * curvature[i];
      const double next = (1 + mu - rate * curvature[i]) * now - mu * before;
      before = now;
      now = next;
    }
  }
}

// Methods without a learning rate come near the minimum of a function and of it times 10^-3 ... 10^3, nothing changed.
TEST(NoLearningRate, ReachesATargetAtEveryScaleOfTheFunction) {
  for (const char* method : {"dadapt_sgd", "dadapt_adam", "prodigy", "dog", "dowg", "cocob", "adgd", "polyak",
                             "barzilai_borwein(first_rate=1e-6)", "barzilai_borwein(first_rate=1e-6, form=short)"})
    for (const double factor : {1e-3, 1e-2, 0.1, 1.0, 10.0, 100.0, 1e3}) {
      const std::string text = shortest(factor) + "*(5*(x-1)^2 + (y+2)^2 + x*y/2)";
      const FunctionProblem problem(Function::parse(text));
      const auto exact = minimize(problem, std::vector<double>{1, -2}, "adgd(first_rate=1e-9)", {.steps = 3000});
      const double least = exact.best_f;
      auto chosen = Method::parse(method);
      if (test::has(chosen, "minimum")) chosen.set("minimum", Setting(least));
      const auto run = minimize(problem, std::vector<double>{4, 3}, chosen, {.steps = 5000});
      const double above = run.history.f.front() - least;
      EXPECT_LT(run.best_f - least, 1e-3 * above) << method << " at " << factor;
    }
}

}  // namespace
}  // namespace ravine
