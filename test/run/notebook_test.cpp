// The notebook's trajectories against values computed with 60 digits (test/golden/notebook/README.md).
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "ravine/method/adagrad.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/momentum.hpp"
#include "ravine/method/rmsprop.hpp"
#include "ravine/method/sgd.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

struct Row {
  double x, y, f;
};

std::vector<Row> golden(const std::string& name) {
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/notebook/" + name + ".csv");
  std::string line;
  std::getline(file, line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::string step, x, y, f;
    std::getline(cells, step, ','), std::getline(cells, x, ','), std::getline(cells, y, ','), std::getline(cells, f);
    rows.push_back({std::stod(x), std::stod(y), std::stod(f)});
  }
  return rows;
}

struct Case {
  std::string rule;
  Method simple, complex;
};

std::vector<Case> cases() {
  auto both = [](std::string rule, auto method) { return Case{std::move(rule), method, method}; };
  const Adam adam{.learning_rate = 0.1, .beta1 = 0.9, .beta2 = 0.9, .epsilon = 1e-6};
  auto code = adam, formula = adam;
  code.bias_correction = false;
  formula.epsilon_place = EpsilonPlace::inside;
  return {
      {"sgd", Sgd{.learning_rate = 0.01}, Sgd{.learning_rate = 0.0002}},
      {"momentum-0.9", Momentum{.learning_rate = 0.01, .momentum = 0.9},
       Momentum{.learning_rate = 0.0002, .momentum = 0.9}},
      {"momentum-0.7", Momentum{.learning_rate = 0.01, .momentum = 0.7},
       Momentum{.learning_rate = 0.0002, .momentum = 0.7}},
      both("adagrad", Adagrad{.learning_rate = 0.1, .epsilon = 1e-6, .epsilon_place = RootEpsilon::inside}),
      both("rmsprop",
           Rmsprop{.learning_rate = 0.1, .decay = 0.9, .epsilon = 1e-6, .epsilon_place = RootEpsilon::inside}),
      both("adam-notebook", code),
      both("adam-formula", formula),
      both("adam-paper", adam),
  };
}

// How far rounding error has grown in the chaotic run at a step, from the golden files' README.
double growth(const std::string& name, std::size_t step) {
  if (name != "complex-rmsprop" || step <= 60) return 1;
  if (step <= 65) return 2e-14 / 4e-16 * 10;
  if (step <= 70) return 5e-12 / 4e-16 * 10;
  if (step <= 75) return 1e-8 / 4e-16 * 10;
  return std::numeric_limits<double>::infinity();
}

void compare(const std::string& name, const Function& function, std::vector<double> start, const Method& method) {
  const auto rows = golden(name);
  ASSERT_EQ(rows.size(), 101U) << name;
  const auto run = minimize(FunctionProblem(function), start, method, {.steps = 100});
  ASSERT_EQ(run.history.size(), 101U) << name;
  for (std::size_t t = 0; t <= 100; ++t) {
    const auto& [x, y, f] = rows[t];
    const auto size = std::max({1.0, std::fabs(x), std::fabs(y)});
    const auto tolerance = 4e-15 * growth(name, t);
    if (std::isinf(tolerance)) continue;
    EXPECT_NEAR(run.history.point(t)[0], x, tolerance * std::max(1.0, std::fabs(x))) << name << " step " << t;
    EXPECT_NEAR(run.history.point(t)[1], y, tolerance * std::max(1.0, std::fabs(y))) << name << " step " << t;
    const auto slope = run.history.gradient_norm(t);
    EXPECT_NEAR(run.history.f[t], f, tolerance * (std::max(1.0, std::fabs(f)) + slope * size)) << name << " step " << t;
  }
}

TEST(Notebook, EveryRowOfEveryFile) {
  const auto simple = Function::parse("5*x^2 + y^2");
  const auto complex = Function::parse("(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)");
  for (const auto& c : cases()) {
    compare("simple-" + c.rule, simple, {5, 5}, c.simple);
    compare("complex-" + c.rule, complex, {5, -2}, c.complex);
  }
}

// Zhang, Lipton, Li & Smola, Dive into Deep Learning, chapter on optimisation: f = 0.1 x1² + 2 x2² from (-5, -2), 20
// steps, epsilon 1e-6 inside the root; printed to six digits.
TEST(Published, DiveIntoDeepLearning) {
  const FunctionProblem problem(Function::parse("0.1*x1^2 + 2*x2^2"));
  struct Known {
    const char* method;
    double x1, x2;
  };
  for (const auto& known : {
           Known{"sgd(lr=0.4)", -0.943467, -0.000073},
           Known{"sgd(lr=0.6)", -0.387814, -1673.365109},
           Known{"momentum(lr=0.6, mu=0.5)", 0.007188, 0.002553},
           Known{"momentum(lr=0.6, mu=0.25)", -0.126340, -0.186632},
           Known{"adagrad(lr=0.4, eps=1e-6, epsilon_place=inside)", -2.382563, -0.158591},
           Known{"adagrad(lr=2, eps=1e-6, epsilon_place=inside)", -0.002295, 0},
           Known{"rmsprop(lr=0.4, decay=0.9, eps=1e-6, epsilon_place=inside)", -0.010599, 0},
       }) {
    const auto run = minimize(problem, std::vector<double>{-5, -2}, Method::parse(known.method), {.steps = 20});
    EXPECT_NEAR(run.x[0], known.x1, 0.6e-6) << known.method;
    EXPECT_NEAR(run.x[1], known.x2, 0.6e-6) << known.method;
  }
}

// The Keras optimizer tests: x = 1, first gradient 0.01, then four steps with one gradient a coordinate; tolerance
// 5e-4.
TEST(Published, KerasOptimizerTests) {
  struct Known {
    const char* method;
    double low, high;  // after the fifth step, for later gradients of 0.1 and of 1
  };
  for (const auto& known : {
           Known{"adagrad(lr=0.2, accumulator_start=0.3, eps=1e-7, epsilon_place=inside)", 0.8560, 0.4825},
           Known{"rmsprop(lr=0.001, decay=0.9, eps=1e-7, epsilon_place=inside, centered=true)", 0.9864, 0.9864},
           Known{"adamw(lr=1, weight_decay=0.5, eps=2, epsilon_place=hat)", 0.0263, -0.0159},
           Known{"nadam(lr=0.5, beta1=0.5, beta2=0.67, eps=1e-5, psi=1)", -1.7492, -1.7454},
           Known{"adamax(lr=0.2, beta1=0.85, beta2=0.95, eps=1e-6, epsilon_place=outside)", 0.1933, 0.2126},
           Known{"adadelta(lr=1, rho=0.8, eps=1e-6)", 0.9849, 0.9849},
           Known{"amsgrad(lr=0.001, eps=1e-7, epsilon_place=hat)", 0.9955, 0.9955},
       }) {
    for (const auto& [later, expected] : {std::pair{0.1, known.low}, std::pair{1.0, known.high}}) {
      Stepper<double> stepper(Method::parse(known.method), 1);
      std::vector<double> x{1}, g{0.01};
      stepper.step(x, g);
      g[0] = later;
      for (int t = 0; t < 4; ++t) stepper.step(x, g);
      EXPECT_NEAR(x[0], expected, 5e-4) << known.method << " with " << later;
    }
  }
}

}  // namespace
}  // namespace ravine
