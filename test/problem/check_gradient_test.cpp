// A gradient that is right passes at any point; one that is wrong in a coordinate is told by that coordinate.
#include "ravine/problem/check_gradient.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/base/random.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

using Verdict = CoordinateCheck::Verdict;

constexpr const char* smooth[] = {
    "5*x^2 + y^2", "(1-x)^2 + 100*(y-x^2)^2", "exp(x/3)*sin(3*y) + tanh(x*y)", "1e8 + x^2 + y^2", "1e-9*(x^4 + x*y^3)",
    "x + y",       "0*x + 0*y + 7",
};

// Exact gradients of the graph, at points of several scales.
TEST(CheckGradient, PassesWhatIsRight) {
  const math::RandomStream random({.seed = 5});
  std::uint64_t draw = 0;
  for (const char* text : smooth) {
    const auto f = Function::parse(text);
    for (const double scale : {0.0, 1e-3, 1.0, 3.0})
      for (int i = 0; i < 50; ++i) {
        const std::vector<double> x{scale * random.normal(draw), scale * random.normal(draw + 1)};
        draw += 2;
        const auto check = check_gradient(f, x);
        EXPECT_TRUE(check.right()) << text << " at " << x[0] << ", " << x[1] << ": " << check.text();
      }
  }
}

// Rosenbrock's function in n dimensions, by hand, with a fault of our choice in one coordinate.
struct ByHand {
  std::size_t wrong = 99;
  double factor = 1, added = 0;
  double operator()(std::span<const double> x, std::span<double> g) const {
    double f = 0;
    std::fill(g.begin(), g.end(), 0.0);
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
      const double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
      f += 100 * a * a + b * b;
      g[i] += -400 * a * x[i] - 2 * b;
      g[i + 1] += 200 * a;
    }
    if (wrong < g.size()) g[wrong] = factor * g[wrong] + added;
    return f;
  }
};

TEST(CheckGradient, TellsTheCoordinateThatIsWrong) {
  const std::vector<double> x{-1.2, 1, 0.3, 2, -0.7};
  EXPECT_TRUE(check_gradient(ByHand{}, x).right()) << check_gradient(ByHand{}, x).text();
  for (std::size_t wrong = 0; wrong < x.size(); ++wrong)
    for (const auto& [factor, added] : {std::pair{-1.0, 0.0}, {2.0, 0.0}, {1.0, 0.5}, {1 + 1e-6, 0.0}, {0.0, 0.0}}) {
      const auto check = check_gradient(ByHand{wrong, factor, added}, x);
      ASSERT_EQ(check.count(Verdict::wrong), 1U) << wrong << ' ' << factor << ' ' << check.text();
      EXPECT_EQ(check.count(Verdict::right), 4U);
      EXPECT_EQ(check.coordinates[wrong].verdict, Verdict::wrong);
      std::vector<double> g(x.size());
      ByHand{}(x, g);
      const double error = (factor - 1) * g[wrong] + added;
      EXPECT_NEAR(check.coordinates[wrong].error(), error, check.coordinates[wrong].uncertainty);
      EXPECT_EQ(check.text().rfind("x" + std::to_string(wrong + 1) + ": the gradient says ", 0), 0U) << check.text();
    }
}

TEST(CheckGradient, SaysWhatItCannotTell) {
  // Beside the square root's domain differences have no value; a gradient that is NaN is wrong where f is smooth.
  const auto edge = check_gradient(Function::parse("sqrt(x) + y^2"), {1e-9, 1});
  EXPECT_EQ(edge.coordinates[0].verdict, Verdict::unclear);
  EXPECT_EQ(edge.coordinates[1].verdict, Verdict::right);
  const auto check = check_gradient(ByHand{1, std::nan(""), 0}, {1, 2, 3});
  EXPECT_EQ(check.coordinates[1].verdict, Verdict::wrong);
  EXPECT_EQ(check.count(Verdict::right), 2U);
  EXPECT_THROW(check_gradient(Function::parse("x + y"), {1}), InputError);
  EXPECT_THROW(check_gradient(Function::parse("x + y"), {1, std::nan("")}), InputError);
}

TEST(CheckGradient, SeesPastNoise) {
  const auto exact = std::make_shared<FunctionProblem>(Function::parse("5*x^2 + y^2"));
  const std::vector<double> x{1, 2};
  EXPECT_TRUE(check_gradient(NoisyProblem(exact, {.sigma = 3}), x).right());
}

}  // namespace
}  // namespace ravine
