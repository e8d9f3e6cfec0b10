// Solvers against programs of 60 digits and PyTorch (test/golden/paper/line_search.py, test/golden/torch/lbfgs.py), and
// what they promise: few steps on a quadratic, a budget kept, evaluations counted.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/callable_problem.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

struct Row {
  std::string method, problem;
  std::size_t step = 0, evaluations = 0;
  std::vector<double> x;
  double strayed = 0;
};
std::vector<Row> rows(const std::string& source, bool counted) {
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/" + source + ".csv");
  std::string line, cell;
  std::getline(file, line);
  std::vector<Row> all;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    Row row;
    std::getline(cells, row.method, ';'), std::getline(cells, row.problem, ';'), std::getline(cells, cell, ';');
    row.step = std::stoul(cell);
    std::getline(cells, cell, ';');
    std::istringstream numbers(cell);
    for (std::string number; std::getline(numbers, number, ',');) row.x.push_back(std::stod(number));
    if (counted && std::getline(cells, cell, ';')) row.evaluations = std::stoul(cell);
    if (std::getline(cells, cell, ';')) row.strayed = std::stod(cell);
    all.push_back(row);
  }
  return all;
}

const char* formula(const std::string& problem) {
  if (problem == "bowl") return "5*x1^2 + x2^2";
  if (problem == "rosenbrock") return "(1 - x1)^2 + 100*(x2 - x1^2)^2";
  if (problem == "quadratic10") return "sum(i = 1..n, i*x[i]^2/2)";
  return "(x3*tanh(-x1 + x2) + x4 + 0.4)^2 + (x3*tanh(0.5*x1 + x2) + x4 - 0.7)^2 + (x3*tanh(2*x1 + x2) + x4 - 0.9)^2";
}

// 1e-12 of the largest coordinate, or 20 times what rounding was measured to do up to that step.
void expect_the_same_paths(const std::vector<Row>& all) {
  std::map<std::string, History> histories;
  for (const auto& row : all) {
    const auto key = row.method + " on " + row.problem;
    if (row.step == 0)
      histories[key] = minimize(FunctionProblem(Function::parse(formula(row.problem), {{}, row.x.size()})), row.x,
                                Method::parse(row.method), {.steps = 1100})
                           .history;
    const auto& history = histories.at(key);
    const auto at = std::min(row.step, history.size() - 1);  // one that stands still has ended
    if (row.evaluations > 0) {
      ASSERT_EQ(at, row.step) << key;
      EXPECT_EQ(history.evaluations[at] + 1, row.evaluations) << key << ", step " << row.step;
    }
    double size = 1;
    for (const double x : row.x) size = std::max(size, std::fabs(x));
    const double tolerance = std::max(1e-12, 20 * row.strayed) * size;
    for (std::size_t i = 0; i < row.x.size(); ++i)
      ASSERT_NEAR(history.point(at)[i], row.x[i], tolerance) << key << ", step " << row.step << ", coordinate " << i;
  }
}

TEST(Solver, LineSearchMethodsWalkTheirPapersPathsWithTheirEvaluations) {
  const auto all = rows("paper/line_search", true);
  ASSERT_GE(all.size(), 500U);
  expect_the_same_paths(all);
}

TEST(Solver, BfgsWalksTheBooksPathsWithTheirEvaluations) {
  const auto all = rows("paper/bfgs", true);
  ASSERT_GE(all.size(), 150U);
  expect_the_same_paths(all);
}

TEST(Solver, LbfgsWithoutALineSearchIsPyTorchs) {
  const auto all = rows("torch/lbfgs", false);
  ASSERT_GE(all.size(), 300U);
  expect_the_same_paths(all);
}

// n steps, and a few since a line search is not exact.
TEST(Solver, EndsOnAQuadraticInAboutAsManyStepsAsCoordinates) {
  for (const std::size_t n : {2U, 5U, 10U, 20U})
    for (const char* method : {"conjugate_gradient", "bfgs", "bfgs(scale_first=false)", "lbfgs(memory=20)"}) {
      const FunctionProblem problem(Function::parse("sum(i = 1..n, i*x[i]^2/2) + x1*x2/2", {{}, n}));
      const auto run =
          minimize(problem, std::vector<double>(n, 1.0), Method::parse(method), {.steps = 1000, .gradient_norm = 1e-6});
      EXPECT_EQ(run.outcome.kind, OutcomeKind::converged) << method;
      EXPECT_LE(run.steps, n + n / 2 + 6) << method << ", n = " << n;
    }
}

TEST(Solver, CountsWhatItEvaluatesAndKeepsTheBudget) {
  for (const char* method : {"gradient_descent", "gradient_descent(line_search=wolfe)", "conjugate_gradient", "bfgs",
                             "lbfgs", "lbfgs(line_search=none, lr=0.1)"})
    for (const std::size_t budget : {1U, 2U, 7U, 31U}) {
      std::size_t calls = 0;
      const CallableProblem problem(
          [&](std::span<const double> x, std::span<double> g) {
            ++calls;
            g[0] = -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] * x[0]);
            g[1] = 200 * (x[1] - x[0] * x[0]);
            return (1 - x[0]) * (1 - x[0]) + 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]);
          },
          2);
      const auto run = minimize(problem, std::vector<double>{-1.2, 1}, Method::parse(method), {.steps = budget});
      EXPECT_EQ(run.outcome.kind, OutcomeKind::budget) << method;
      EXPECT_EQ(calls, budget + 1) << method << ": the start's is outside, as every run's last is";
      EXPECT_EQ(run.evaluations, budget) << method;
      EXPECT_LE(run.history.evaluations.back(), budget) << method << ": the rest went into a search that was cut";
      EXPECT_EQ(run.history.evaluations.front(), 0U);
      EXPECT_TRUE(std::is_sorted(run.history.evaluations.begin(), run.history.evaluations.end()));
    }
}

TEST(Solver, StandsAlone) {
  for (const char* text : {"clip_norm(1) | lbfgs", "lbfgs | weight_decay(0.1)", "lookahead(conjugate_gradient)"})
    EXPECT_THROW(Method::parse(text).chain(), InputError) << text;
  EXPECT_THROW(Method::parse("lbfgs(memory=10 + t)"), InputError);
  EXPECT_THROW(Method::parse("lbfgs(memory=0)"), InputError);
  EXPECT_THROW(Method::parse("conjugate_gradient(c1=0.5)"), InputError);
  EXPECT_THROW(Method::parse("conjugate_gradient(c2=1)"), InputError);
}

TEST(Solver, BfgsRefusesMoreCoordinatesThanItsMatrixIsMeantFor) {
  const auto bfgs = Method::named("bfgs");
  EXPECT_NO_THROW(bfgs.require_fit(Layout::vector(4096)));
  try {
    bfgs.require_fit(Layout::vector(4097));
    ADD_FAILURE() << "4097 coordinates were accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("at most 4096 of them, and there are 4097"), std::string::npos)
        << error.what();
  }
}

// The gradient of a function that is not smooth does not end in a search without end.
TEST(Solver, EndsWhereNothingIsLower) {
  for (const char* method : {"gradient_descent", "conjugate_gradient", "bfgs", "lbfgs"}) {
    const auto run = minimize(FunctionProblem(Function::parse("abs(x - 1) + 2*abs(y)")), std::vector<double>{3, 2},
                              Method::parse(method), {.steps = 10000});
    EXPECT_FALSE(failed(run.outcome.kind)) << method;
    EXPECT_LE(run.f, 6);
  }
}

}  // namespace
}  // namespace ravine
