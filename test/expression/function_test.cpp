// Functions: from lambdas and from text, their values, and what they say where they have none.
#include "ravine/expression/function.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "test/expression/random_expression.hpp"
#include "test/expression/same.hpp"

namespace ravine {
namespace {

void expect_same(const Function& a, const Function& b) {
  EXPECT_TRUE(test::SameGraph(a.graph(), b.graph())(a.output(), b.output()))
      << a.text(Notation::source) << " and " << b.text(Notation::source);
  EXPECT_EQ(a.variables(), b.variables());
}

TEST(Lambda, GivesTheGraphOfItsText) {
  expect_same(function([](auto x, auto y) { return 5 * pow(x, 2) + y * y; }), Function::parse("5*x^2 + y^2"));
  expect_same(function([](auto x, auto y) { return (x - 3) * (x - 3) + 8 * pow(y - 5, 4) + sqrt(x) + sin(x * y); }),
              Function::parse("(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)"));
  expect_same(function([](auto x) { return exp(-x) / 2 - 1.5F + x; }), Function::parse("exp(-x)/2 - 1.5 + x"));
  expect_same(function([](Symbol a, Symbol b, Symbol c, Symbol d) { return a * b - c / d; }),
              Function::parse("x1*x2 - x3/x4"));
  expect_same(function([](auto x, auto y) {
                return max(x, 0) + min(1, y) + pow(2, x) + pow(x, y) + hypot(x, 3) + atan2(1L, y) + abs(x);
              }),
              Function::parse("max(x, 0) + min(1, y) + 2^x + x^y + hypot(x, 3) + atan2(1, y) + abs(x)"));
  expect_same(function([](auto x) {
                return sign(x) + floor(x) + cbrt(x) + expm1(x) + log(x) + log1p(x) + cos(x) + tan(x) + asin(x) +
                       acos(x) + atan(x) + sinh(x) + cosh(x) + tanh(x) + sigmoid(x) + ravine::softplus(x) + erf(x) + +x;
              }),
              Function::parse(
                  "sign(x) + floor(x) + cbrt(x) + expm1(x) + log(x) + log1p(x) + cos(x) + tan(x) + asin(x) + acos(x) + "
                  "atan(x) + sinh(x) + cosh(x) + tanh(x) + sigmoid(x) + softplus(x) + erf(x) + x"));
}

TEST(Lambda, OfASpanIsASumWrittenOut) {
  const auto chain = function(
      [](std::span<const Symbol> x) {
        Symbol sum = 0;
        for (std::size_t i = 0; i + 1 < x.size(); ++i) sum += 100 * pow(x[i + 1] - x[i] * x[i], 2) + pow(1 - x[i], 2);
        return sum;
      },
      5);
  expect_same(chain, Function::parse("sum(i = 1..n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)", {{}, 5}));
  EXPECT_EQ(chain(std::vector<double>(5, 1.0)), 0);
}

TEST(Lambda, MayAccumulateAndReturnNumbers) {
  const auto f = function([](auto x, auto y) {
    auto result = x;
    result *= y;
    result -= 1;
    result /= 4;
    result += Symbol(2) * 3;
    return result;
  });
  EXPECT_EQ(f(std::vector<double>{3, 5}), 9.5);
  EXPECT_EQ(function([](auto) { return 7; })(std::vector<double>{1}), 7);
  EXPECT_EQ(function([](auto) { return pow(Symbol(2), 10) + sqrt(Symbol(9)); })(std::vector<double>{1}), 1027);
  EXPECT_EQ(Function::parse("x").dimension(), 1U);
}

TEST(Lambda, MayHoldVariablesOfItsOwnAndThrow) {
  const std::array<double, 2> weights{2.5, -1};
  const auto f = function([&weights](const auto& x, const auto& y) { return weights[0] * x + weights[1] * y; });
  EXPECT_EQ(f(std::vector<double>{2, 3}), 2);
  EXPECT_THROW(function([](auto x) {
                 throw std::runtime_error("mine");
                 return x;
               }),
               std::runtime_error);
}

TEST(Lambda, WithTooManyOperationsIsAnError) {
  EXPECT_THROW(function([](auto x) {
                 auto sum = x;
                 for (int i = 0; i < 2000000; ++i) sum = sin(sum + i);
                 return sum;
               }),
               InputError);
}

struct Known {
  const char* text;
  double x, y, f, gradient_bound;
};

// f(x, y) computed with 60 digits and rounded once, at points of gradient descents on these two functions. The
// tolerance is that of the trajectories: a few units of f, and those of x times the slope.
TEST(Function, HasTheValuesOfSixtyDigits) {
  for (const auto& [text, x, y, f, slope] :
       {Known{"5*x^2 + y^2", 4.5, 4.9, 125.26, 46},
        Known{"5*x^2 + y^2", 1.7433922005, 4.085364034437735, 31.88728111769852, 20},
        Known{"5*x^2 + y^2", 0.00013280699443793737, 0.6630977794737659, 0.43969875333152797, 1.4},
        Known{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", 5, -2, 19214.78008908839, 10981},
        Known{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", 4.998819650028819, 0.19603907152907657, 4267.829225639587,
              3600},
        Known{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", 4.990772816209643, 2.5941960085587406, 274.5663536042943,
              450},
        Known{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", 4.88298202857671, 4.11268080057437, 11.657895631677835, 30},
        Known{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", 3.547271291325622, -0.4054712936524562, 6831.247433456201,
              5060},
        Known{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", 4.9754503557649565, 6.213862643032442, 23.023020692734168,
              60}}) {
    const double tolerance = 4e-15 * (std::max(1.0, std::abs(f)) + slope * std::max(1.0, std::hypot(x, y)));
    EXPECT_NEAR(Function::parse(text)(std::vector<double>{x, y}), f, tolerance) << text;
  }
}

struct Faulty {
  const char* text;
  std::vector<double> x;
  const char* fault;  // "" where all is finite
};

TEST(Function, NamesThePartThatLeftItsDomain) {
  for (const auto& [text, x, fault] :
       {Faulty{"(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", {-0.31, 1}, "sqrt(x): x = -0.31"},
        Faulty{"log(x - y)", {1, 3}, "log(x - y): x - y = -2"}, Faulty{"1/(x - 1)", {1}, "1/(x - 1): x - 1 = 0"},
        Faulty{"x/y", {1, 0}, "x/y: y = 0"}, Faulty{"x^0.5", {-2}, "x^0.5: x = -2"},
        Faulty{"exp(x)", {1000}, "exp(x): x = 1000"}, Faulty{"x^2", {1e200}, "x^2: x = 1e200"},
        Faulty{"asin(x) + log(x)", {-2}, "asin(x): x = -2"}, Faulty{"sqrt(x)", {4}, ""},
        Faulty{"2^x", {5000}, "2^x: x = 5000"}, Faulty{"max(0, log(x))", {-1}, "log(x): x = -1"},
        Faulty{"sum(i=1..n, log(x[i]))", {1, 2, -3, 4}, "log(x3): x3 = -3"}, Faulty{"1/0 + x", {1}, "1/0: 0 = 0"}}) {
    const auto found = Function::parse(text, {{}, x.size()}).domain_fault(x);
    EXPECT_EQ(found ? found->text() : "", fault) << text;
  }
}

TEST(Function, LooksAtTheGradientToo) {
  const auto f = Function::parse("sqrt(x)");
  ASSERT_TRUE(f.domain_fault(std::vector<double>{0}));
  EXPECT_EQ(f.domain_fault(std::vector<double>{0})->text(), "0.5/sqrt(x): sqrt(x) = 0");
}

TEST(Function, ShortensALongPart) {
  std::string inner = "x";
  for (int i = 0; i < 100; ++i) inner = test::joined({"(", inner, " + ", std::to_string(i), "*y)"});
  const auto fault = Function::parse(std::string("log(") + inner + ")").domain_fault(std::vector<double>{-1e9, 0});
  ASSERT_TRUE(fault);
  EXPECT_LT(fault->text().size(), 400U);
}

TEST(Function, IsCheapToCopyAndOutlivesItsSource) {
  const auto copy = [] {
    const auto f = Function::parse("x*y");
    f.value_and_gradient();
    return Function(f);
  }();
  EXPECT_EQ(copy(std::vector<double>{2, 3}), 6);
}

}  // namespace
}  // namespace ravine
