// Derivatives: against central differences, at kinks, and where they are not finite.
#include "ravine/expression/gradient.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/expression/function.hpp"
#include "test/expression/random_expression.hpp"

namespace ravine {
namespace {

constexpr double unit = std::numeric_limits<double>::epsilon();

using Values = std::vector<double>;

// f, gradient and Hessian at x.
Values all_at(const Function& f, const Values& x) {
  const auto& tape = f.value_gradient_hessian();
  Values results(tape.outputs());
  TapeWorkspace workspace(tape, 1);
  tape.evaluate(x, results, workspace);
  return results;
}

// A difference quotient with an estimate of its error; `settled` where the steps are small beside the function's own
// scale.
struct Quotient {
  double value, error;
  bool settled;
};

// d/dx_i of output `output` (0: f, 1 + j: the j-th partial derivative) by central differences at h, h/2 and h/4, h =
// eps^(1/5) of |x| or 1. Their errors fall as h^2, so the second change is a quarter of the first where they settle;
// the last two are extrapolated (Richardson), with an error of O(h^4), below the last change. Rounding adds the largest
// number met on the way, times the unit over h.
Quotient difference_quotient(const Function& f, const Values& x, std::size_t i, std::size_t output) {
  const double h = std::pow(unit, 0.2) * std::max(1.0, std::abs(x[i]));
  const auto central = [&](double step) {
    auto above = x;
    auto below = x;
    above[i] += step;
    below[i] -= step;
    return (all_at(f, above)[output] - all_at(f, below)[output]) / (above[i] - below[i]);
  };
  const double wide = central(h);
  const double narrow = central(h / 2);
  const double narrowest = central(h / 4);
  // The largest value on the way to the output: its rounding is what the difference sees.
  auto graph = f.graph();
  graph.set_limit(derivative_node_limit);
  auto node = f.output();
  if (output > 0) node = gradient(graph, node, x.size())[output - 1];
  double largest = 0;
  for (const double value : evaluate_nodes(graph, node, x)) largest = std::max(largest, std::abs(value));
  const double rounding = 256 * unit * largest / h;
  const double first = narrow - wide;
  const double second = narrowest - narrow;
  return {narrowest + second / 3, std::abs(second) + rounding,
          std::abs(first - 4 * second) <= 0.3 * std::abs(first) + 8 * rounding};
}

// Whether there was something to compare: not where f or a derivative is huge or not finite, or differences do not
// settle.
bool expect_derivatives(const Function& f, const Values& x, const std::string& text) {
  const auto n = x.size();
  const auto results = all_at(f, x);
  if (!std::all_of(results.begin(), results.end(), [](double v) { return std::isfinite(v) && std::abs(v) < 1e12; }))
    return false;
  bool all = true;
  const auto compare = [&](double derivative, const Quotient& quotient, const std::string& what) {
    all = all && quotient.settled;
    if (!quotient.settled) return;
    EXPECT_NEAR(derivative, quotient.value, quotient.error) << what << " of " << text;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const auto by = "dx" + std::to_string(i);
    compare(results[1 + i], difference_quotient(f, x, i, 0), "d/" + by);
    for (std::size_t j = 0; j < n; ++j) {
      compare(results[1 + n + j * n + i], difference_quotient(f, x, i, 1 + j), "d2/" + by + "dx" + std::to_string(j));
      EXPECT_EQ(results[1 + n + j * n + i], results[1 + n + i * n + j]) << text;
    }
  }
  return all;
}

struct Case {
  const char* text;
  std::vector<Values> points;
};

class Derivatives : public testing::TestWithParam<Case> {};

TEST_P(Derivatives, AgreeWithDifferences) {
  const auto& [text, points] = GetParam();
  for (const auto& x : points) EXPECT_TRUE(expect_derivatives(Function::parse(text, {{}, x.size()}), x, text));
}

// Each operation alone.
INSTANTIATE_TEST_SUITE_P(
    Unary, Derivatives,
    testing::Values(Case{"-x", {{2}}}, Case{"x^2", {{-3}, {0}, {2}}}, Case{"x^3", {{-3}, {0.5}}},
                    Case{"x^7", {{-1.2}, {1.3}}}, Case{"x^-1", {{-3}, {0.5}}}, Case{"x^-3", {{-1.5}, {2}}},
                    Case{"x^64", {{1.1}}}, Case{"x^65", {{1.1}}}, Case{"x^0.5", {{2}}}, Case{"x^2.5", {{0.7}, {3}}},
                    Case{"x^-1.5", {{0.7}, {3}}}, Case{"2^x", {{-1}, {3}}}, Case{"abs(x)", {{-2}, {3}}},
                    Case{"sqrt(x)", {{0.3}, {4}}}, Case{"cbrt(x)", {{-2}, {5}}}, Case{"exp(x)", {{-3}, {0}, {2}}},
                    Case{"expm1(x)", {{-3}, {0}, {2}}}, Case{"log(x)", {{0.2}, {3}}},
                    Case{"log1p(x)", {{-0.5}, {0}, {3}}}, Case{"sin(x)", {{-1}, {2}}}, Case{"cos(x)", {{-1}, {2}}},
                    Case{"tan(x)", {{-1}, {0.5}}}, Case{"asin(x)", {{-0.5}, {0.8}}}, Case{"acos(x)", {{-0.5}, {0.8}}},
                    Case{"atan(x)", {{-3}, {0.5}}}, Case{"sinh(x)", {{-2}, {1}}}, Case{"cosh(x)", {{-2}, {1}}},
                    Case{"tanh(x)", {{-2}, {0}, {1}}}, Case{"sigmoid(x)", {{-3}, {0}, {2}}},
                    Case{"softplus(x)", {{-3}, {0}, {2}}}, Case{"erf(x)", {{-1.5}, {0}, {0.7}}}));

INSTANTIATE_TEST_SUITE_P(Binary, Derivatives,
                         testing::Values(Case{"x + y", {{1, 2}}}, Case{"x - y", {{1, 2}}}, Case{"x*y", {{3, -2}}},
                                         Case{"x/y", {{3, -2}, {0, 1}}}, Case{"x^y", {{2, 3}, {0.5, -1.5}}},
                                         Case{"hypot(x, y)", {{3, 4}, {-1, 0}, {0, 2}}},
                                         Case{"atan2(y, x)", {{3, 4}, {-1, 1}, {-1, -2}}},
                                         Case{"min(x, y)", {{1, 2}, {3, -1}}}, Case{"max(x, y)", {{1, 2}, {3, -1}}},
                                         Case{"min(x*y, x + y)", {{1, 2}, {3, -1}}},
                                         Case{"max(x, y, x*y)", {{3, 0.5}, {3, 4}}}, Case{"x*x*y*y", {{3, -2}}},
                                         Case{"(x + y)^2*(x - y)^3", {{1, 2}}},
                                         Case{"x*floor(y) + sign(x)*y", {{1.5, 2.5}, {-1.5, -2.5}}}));

INSTANTIATE_TEST_SUITE_P(
    Whole, Derivatives,
    testing::Values(Case{"5*x^2 + y^2", {{5, 5}}},
                    Case{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", {{5, -2}, {0.5, 6}}},
                    Case{"(1-x)^2 + 100*(y-x^2)^2", {{-1.2, 1}, {1, 1}}},
                    Case{"sum(i=1..n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)", {{0.3, -0.5, 1.2, 0.7}}},
                    Case{"prod(i=1..n, x[i])", {{1, 2, 3}}}, Case{"exp(-sum(i=1..n, x[i]^2))", {{0.1, 0.2, 0.3}}},
                    Case{"-20*exp(-0.2*sqrt((x^2+y^2)/2)) - exp((cos(2*pi*x)+cos(2*pi*y))/2)", {{0.3, 0.4}}}));

TEST(Gradient, OfRandomSmoothFormulasAgreesWithDifferences) {
  int compared = 0;
  for (std::uint64_t key = 0; key < 150; ++key) {
    test::Random random(key);
    const auto text = test::smooth_text(random, 4);
    const Values x{random.uniform(-1.5, 1.5), random.uniform(-1.5, 1.5), random.uniform(-1.5, 1.5)};
    compared += expect_derivatives(Function::parse(text, {{}, 3}), x, text) ? 1 : 0;
  }
  EXPECT_GE(compared, 140);
}

struct At {
  const char* text;
  Values x, gradient;
};

class GradientAt : public testing::TestWithParam<At> {};

TEST_P(GradientAt, IsAsAgreed) {
  const auto& [text, x, expected] = GetParam();
  Values gradient(x.size());
  Function::parse(text, {{}, x.size()})(x, gradient);
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_TRUE(gradient[i] == expected[i] || (std::isnan(gradient[i]) && std::isnan(expected[i])))
        << text << ": d/dx" << i << " is " << gradient[i] << ", not " << expected[i];
  }
}

// The choices that gradient.hpp states.
INSTANTIATE_TEST_SUITE_P(Kinks, GradientAt,
                         testing::Values(At{"abs(x)", {0}, {0}}, At{"max(x, -x)", {0}, {0}},
                                         At{"max(x, y)", {1, 1}, {0.5, 0.5}}, At{"min(x, y)", {1, 1}, {0.5, 0.5}},
                                         At{"max(x, 0)", {0}, {0.5}}, At{"max(x, x)", {3}, {1}},
                                         At{"sign(x)", {0}, {0}}, At{"floor(x)", {2}, {0}},
                                         At{"hypot(x, y)", {0, 0}, {0, 0}}, At{"x*sign(x)", {-2}, {-1}},
                                         At{"abs(x)*x", {0}, {0}}));

// Not finite where the slope is, and only there.
INSTANTIATE_TEST_SUITE_P(Infinite, GradientAt,
                         testing::Values(At{"sqrt(x)", {0}, {infinity}}, At{"cbrt(x)", {0}, {infinity}},
                                         At{"log(x)", {0}, {infinity}}, At{"x^0.5", {0}, {infinity}},
                                         At{"x^1.5", {0}, {0}}, At{"x^2.5", {0}, {0}}, At{"x^1", {0}, {1}},
                                         At{"x^0", {0}, {0}}, At{"x^y", {0, 2}, {0, 0}}, At{"x^y", {0, 1}, {1, 0}},
                                         At{"x^y", {2, 0}, {0, 0.69314718055994530942}}, At{"asin(x)", {1}, {infinity}},
                                         At{"acos(x)", {-1}, {-infinity}}, At{"1/x", {0}, {-infinity}},
                                         At{"x^2*y", {0, infinity}, {std::nan(""), 0}}, At{"exp(x)", {-infinity}, {0}},
                                         At{"tanh(x)", {800}, {0}}, At{"sigmoid(x)", {-800}, {0}},
                                         At{"sigmoid(x)", {800}, {0}}, At{"softplus(x)", {800}, {1}},
                                         At{"softplus(x)", {-800}, {0}}, At{"log1p(x)", {-1}, {infinity}},
                                         At{"x/y", {1, infinity}, {0, 0}}));

TEST(Gradient, KeepsItsAccuracyWhereFormulasCancel) {
  // tanh' = 1/cosh^2 and sigmoid' = s(x) s(-x): at 20, 1 - tanh^2 would have lost every digit. Values: mpmath, 40
  // digits.
  Values gradient(1);
  Function::parse("tanh(x)")(Values{20}, gradient);
  EXPECT_NEAR(gradient[0], 1.6993417021166355e-17, 8 * unit * 1.7e-17);
  Function::parse("sigmoid(x)")(Values{40}, gradient);
  EXPECT_NEAR(gradient[0], 4.2483542552915889e-18, 8 * unit * 4.3e-18);
  Function::parse("asin(x)")(Values{1 - 0x1p-52}, gradient);
  EXPECT_NEAR(gradient[0], 0x1p26 / std::sqrt(2.0), 8 * unit * 4.8e7);  // 1/sqrt((1 - x)(1 + x))
}

TEST(Gradient, SharesPartsWithTheFunction) {
  // exp is computed once for the value and all derivatives.
  const auto f = Function::parse("exp(sin(x)*y)");
  const auto& tape = f.value_gradient_hessian();
  auto graph = f.graph();
  graph.set_limit(derivative_node_limit);
  const auto first = gradient(graph, f.output(), 2);
  hessian(graph, first);
  std::size_t exponentials = 0;
  for (NodeId id = 0; id < graph.size(); ++id) exponentials += graph[id].operation == Operation::exp ? 1 : 0;
  EXPECT_EQ(exponentials, 1U);
  EXPECT_LE(tape.instructions().size(), 20U);
}

TEST(Gradient, OfLargeAndDeepFunctionsIsQuick) {
  // 10^5 terms in a row: as deep as it is large.
  const auto f = Function::parse("sum(i = 1..n, (x[i] - i)^2)", {{}, 100000});
  Values x(100000, 0.5);
  Values gradient(100000);
  f(x, gradient);
  EXPECT_EQ(gradient[99999], 2 * (0.5 - 100000));
  EXPECT_LE(f.value_and_gradient().registers(), 8U);
}

TEST(Gradient, BeyondTheLimitIsAnError) {
  // The Hessian of 5000 coordinates has 25 million entries.
  EXPECT_THROW(Function::parse("sum(i=1..n, x[i])^2*sum(i=1..n, x[i]^2)", {{}, 5000}).value_gradient_hessian(),
               std::exception);
}

}  // namespace
}  // namespace ravine
