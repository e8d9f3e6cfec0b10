// Text is read as mathematics reads it, and what is wrong in it is answered with its place and what to write instead.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/expression/function.hpp"
#include "ravine/expression/other_forms.hpp"

namespace ravine {
namespace {

struct Value {
  const char* text;
  std::vector<double> x;
  double value;  // exact, or exactly rounded
};

class ParsedValue : public testing::TestWithParam<Value> {};

TEST_P(ParsedValue, IsTheValueOfTheFormula) {
  const auto& [text, x, value] = GetParam();
  const auto f = Function::parse(text, {{}, x.size()});
  EXPECT_EQ(f(x), value) << text;
}

INSTANTIATE_TEST_SUITE_P(Precedence, ParsedValue,
                         testing::Values(Value{"-x^2", {3}, -9}, Value{"2^3^2 + 0*x", {1}, 512},
                                         Value{"(2^3)^2*x", {1}, 64}, Value{"2 - 3 - 4*x", {1}, -5},
                                         Value{"8/4/2*x", {1}, 1}, Value{"2*-x", {3}, -6}, Value{"--x", {3}, 3},
                                         Value{"+x", {3}, 3}, Value{"x^-2", {2}, 0.25}, Value{"-2^-2*x", {1}, -0.25},
                                         Value{"6/2*x", {3}, 9}, Value{"1 - -x", {3}, 4},
                                         Value{"x - y*z", {1, 2, 3}, -5}));

INSTANTIATE_TEST_SUITE_P(Numbers, ParsedValue,
                         testing::Values(Value{"1.5*x", {2}, 3}, Value{".5*x", {2}, 1}, Value{"1e-3*x", {1000}, 1},
                                         Value{"2.E2*x", {1}, 200}, Value{"1.*x", {7}, 7}, Value{"0.1*x", {1}, 0.1},
                                         Value{"pi*x", {1}, 3.141592653589793},
                                         Value{"e + 0*x", {1}, 2.718281828459045}, Value{"1e-400 + x", {1}, 1}));

INSTANTIATE_TEST_SUITE_P(Names, ParsedValue,
                         testing::Values(Value{"x1 - x2", {5, 3}, 2}, Value{"x[1] - x[2]", {5, 3}, 2},
                                         Value{"x4 + 0*x1", {1, 2, 3, 4}, 4}, Value{"x[n]", {1, 2, 3, 4}, 4},
                                         Value{"x[2*1+1]", {1, 2, 3}, 3}, Value{"n*x", {5}, 5},
                                         Value{"z", {1, 2, 3}, 3}));

INSTANTIATE_TEST_SUITE_P(
    Series, ParsedValue,
    testing::Values(Value{"sum(i = 1..n, x[i])", {1, 2, 3, 4}, 10}, Value{"prod(i=1..n, x[i])", {1, 2, 3, 4}, 24},
                    Value{"sum(i = 1..n-1, (x[i+1] - x[i])^2)", {1, 2, 4}, 5},
                    Value{"sum(i = 1..n/2, x[2*i-1]*x[2*i])", {1, 2, 3, 4}, 14}, Value{"sum(i = 1..3, i)*x", {1}, 6},
                    Value{"sum(i = 1..n, sum(j = 1..i, x[j]))", {1, 2, 3}, 10},
                    Value{"sum(i=2..1, x[i]) + x[1]", {7}, 7}, Value{"prod(k = 1..5, k)*x", {1}, 120},
                    Value{"sum(i = -1..1, i^2)*x", {1}, 2}));

INSTANTIATE_TEST_SUITE_P(Functions, ParsedValue,
                         testing::Values(Value{"sqrt(x)", {9}, 3}, Value{"abs(x)", {-2}, 2}, Value{"sign(x)", {-2}, -1},
                                         Value{"floor(x)", {-1.5}, -2}, Value{"min(x, y)", {1, 2}, 1},
                                         Value{"max(x, y, z)", {1, 3, 2}, 3}, Value{"hypot(x, y)", {3, 4}, 5},
                                         Value{"exp(x)", {0}, 1}, Value{"log(x)", {1}, 0}, Value{"ln(x)", {1}, 0},
                                         Value{"pow(x, 3)", {2}, 8}, Value{"sigmoid(x)", {0}, 0.5},
                                         Value{"erf(x)", {-7}, -1}, Value{"cbrt(x)", {27}, 3},
                                         Value{"atan2(x, y)", {0, 1}, 0}, Value{"arcsin(x)", {0}, 0}));

INSTANTIATE_TEST_SUITE_P(Pasted, ParsedValue,
                         testing::Values(Value{"x − 1", {3}, 2}, Value{"2·x", {3}, 6}, Value{"2×x", {3}, 6},
                                         Value{"x²", {3}, 9}, Value{"x³ − y⁴", {2, 1}, 7}, Value{"x⁻²", {2}, 0.25},
                                         Value{"x¹⁰", {2}, 1024}, Value{"√x", {9}, 3}, Value{"2*√(x + 5)", {4}, 6},
                                         Value{"x₁ + x₂", {1, 2}, 3}, Value{"x÷2", {3}, 1.5},
                                         Value{"x\u00a0+\u20091", {3}, 4}, Value{"cos(π*x)", {0}, 1}));

TEST(Parse, DeclaredNamesWin) {
  const std::vector<double> x{5, 3};
  EXPECT_EQ(Function::parse("e - n", {{"e", "n"}, 0})(x), 2);
  EXPECT_EQ(Function::parse("вес*t", {{"вес", "t"}, 0})(x), 15);
  EXPECT_EQ(Function::parse("T", {{"t", "T"}, 0})(x), 3);
}

TEST(Parse, RefusesDeclarationsThatAreNoNames) {
  for (const auto& names :
       {std::vector<std::string>{"2x"}, {""}, {"a b"}, {"x+y"}, {"a", "a"}, {"x "}, {"("}, {"x²"}}) {
    EXPECT_THROW(Function::parse("1", {names, 0}), InputError) << names[0];
  }
  EXPECT_THROW(Function::parse("a", {{"a", "b"}, 3}), InputError);
}

TEST(Parse, NamesTheCoordinates) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(Function::parse("x*y").variables(), (Names{"x", "y"}));
  EXPECT_EQ(Function::parse("y").variables(), (Names{"x", "y"}));
}

TEST(Parse, TakesTheDimensionAskedFor) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(Function::parse("x^2", {{}, 2}).variables(), (Names{"x", "y"}));
  EXPECT_EQ(Function::parse("x1^2", {{}, 2}).variables(), (Names{"x1", "x2"}));
  EXPECT_EQ(Function::parse("sum(i=1..n, x[i])", {{}, 5}).variables().size(), 5U);
  EXPECT_EQ(Function::parse("sum(i=1..4, x[i])").dimension(), 4U);
  EXPECT_EQ(Function::parse("5", {{}, 2}).dimension(), 2U);
}

struct Fault {
  const char* text;
  const char* message;  // a part of what() that must be there
  std::size_t offset;   // bytes
  ParseOptions options = {};
};

class ParseFault : public testing::TestWithParam<Fault> {};

TEST_P(ParseFault, IsAnsweredWithPlaceAndAdvice) {
  const auto& fault = GetParam();
  try {
    Function::parse(fault.text, fault.options);
    FAIL() << fault.text << " was read";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find(fault.message), std::string::npos) << error.what();
    EXPECT_EQ(error.parts().offset, fault.offset) << error.what();
    EXPECT_EQ(error.parts().text, fault.text);
    EXPECT_GE(error.parts().length, 1U);
  }
}

INSTANTIATE_TEST_SUITE_P(ImpliedProducts, ParseFault,
                         testing::Values(Fault{"5x", "write 5*x", 1}, Fault{"2(x+1)", "write 2*(x+1)", 1},
                                         Fault{"x y", "write x*y", 2}, Fault{"(x+1)(y-1)", "write (x+1)*(y-1)", 5},
                                         Fault{"x(y+1)", "write x*(y+1)", 0}, Fault{"3.5sin(x)", "write 3.5*sin(x)", 3},
                                         Fault{"1 + 5xy", "write 5*x*y", 5}, Fault{"xy + 1", "write x*y", 0},
                                         Fault{"2pi", "write 2*pi", 1}, Fault{"sin(x)cos(x)", "write sin(x)*cos(x)", 6},
                                         Fault{"x^2y", "write x^2*y", 3}, Fault{"2e*x", "write 2*e", 1},
                                         Fault{"x²y", "write x²*y", 3}));

INSTANTIATE_TEST_SUITE_P(
    Names, ParseFault,
    testing::Values(Fault{"sqr(x)", "nearest known: `sqrt`", 0}, Fault{"x + foo", "unknown name `foo`", 4},
                    Fault{"x + sinn(x)", "nearest known: `sin`", 4}, Fault{"sin x", "write sin(x)", 0},
                    Fault{"sin + 1", "needs its argument in parentheses", 0},
                    Fault{"wieght*2", "nearest known: `weight`", 0, {{"weight"}, 0}},
                    Fault{"log10(x)", "write log(x)/log(10)", 0},
                    Fault{"sin^2(x)", "needs its argument in parentheses", 0}, Fault{"y[1]", "`y` has no elements", 1},
                    Fault{"x + x1", "one sort of name", 4}, Fault{"x1 + y", "one sort of name", 5},
                    Fault{"z", "out of range", 0, {{}, 2}}, Fault{"x", "is no coordinate", 0, {{}, 4}},
                    Fault{"x5", "out of range", 0, {{}, 4}},
                    Fault{"sum(i = 5..n, x7)", "`x7` is out of range", 14, {{}, 4}},
                    Fault{"x0", "unknown name `x0`", 0}, Fault{"n*x", "a start of so many numbers tells it", 0}));

INSTANTIATE_TEST_SUITE_P(
    OtherLanguages, ParseFault,
    testing::Values(Fault{"1 + relu(x)", "write max(0, x) for relu(x)", 4},
                    Fault{"if(x > 0, x, 0)", "write max(0, x)", 0}, Fault{"x if x > 0 else 0", "write max(0, x)", 2},
                    Fault{"x ? x : 0", "write max(0, x)", 2}, Fault{"x > 0", "write max(0, x)", 2},
                    Fault{"x == 1", "formulas know no comparison", 2},
                    Fault{"x != 1", "formulas know no comparison", 2}, Fault{"x and y", "write max(0, x)", 2},
                    Fault{"x % 2", "write x - y*floor(x/y) for x % y", 2}, Fault{"x // 2", "write floor(x/y)", 2},
                    Fault{"sum(i = 1 to 3, x)", "write sum(i = 1..n, x[i])", 10}, Fault{"x; y", "+ - * / ^", 1},
                    Fault{"f = x^2", "write the right side only", 0}, Fault{"lambda x: x", "write x^2 for lambda", 0},
                    Fault{"mod(x, 2)", "write x - y*floor(x/y)", 0}, Fault{"np.sin(x)", "write sin(x)", 0},
                    Fault{"x^2 + 3!", "write prod(i = 1..5, i) for the factorial 5!", 7}));

INSTANTIATE_TEST_SUITE_P(
    Shapes, ParseFault,
    testing::Values(Fault{"", "empty", 0}, Fault{"   ", "empty", 3}, Fault{"x +", "was expected", 3},
                    Fault{"(x + 1", "never closed", 0}, Fault{"x + 1)", "closes nothing", 5},
                    Fault{"x ** 2", "write ^", 2}, Fault{"x^^2", "`^^`", 2},
                    Fault{"sqrt()", "takes 1 argument, not 0", 0}, Fault{"sqrt(x, y)", "takes 1 argument, not 2", 0},
                    Fault{"atan2(x)", "takes 2 arguments, not 1", 0}, Fault{"min(x)", "at least 2", 0},
                    Fault{"0,5*x", "with a point", 1}, Fault{"x = 1", "not an equation", 2},
                    Fault{"|x|", "write abs(x)", 0}, Fault{"x < 1", "comparison", 2},
                    Fault{"x # 1", "`#` is no sign", 2}, Fault{"* x", "unexpected `*`", 0}, Fault{"x @ y", "`@`", 2},
                    Fault{"1e999*x", "too large", 0}, Fault{"x[1.5]", "must be an integer, not 1.5", 2},
                    Fault{"x[y]", "one sort of name", 2}, Fault{"x[0]", "index 0 is out of range", 0},
                    Fault{"x[x[1]]", "not constant", 2}, Fault{"x!", "factorial", 1},
                    Fault{"5", "names no variable", 0}, Fault{"x\x01", "control character", 1},
                    Fault{"x\xff", "not UTF-8", 1}, Fault{"[x]", "unexpected `[`", 0}));

INSTANTIATE_TEST_SUITE_P(
    Series, ParseFault,
    testing::Values(Fault{"sum(x)", "runs over an index", 4},
                    Fault{"sum(i = 1..n x[i])", "`*` is missing", 13, {{}, 3}}, Fault{"sum(i = 1, x[i])", "`..`", 9},
                    Fault{"sum(i = 1..3)", "terms", 12}, Fault{"sum(x = 1..3, x)", "already the name", 4},
                    Fault{"sum(i=1..2, sum(i=1..2, x[i]))", "already the name", 16},
                    Fault{
                        "sum(i = 1..n, x[i+1])", "index 4 is out of range: the dimension is 3, at i = 3", 14, {{}, 3}},
                    Fault{"sum(i = 1..0.5, x[i])", "must be an integer", 11}, Fault{"i + x", "unknown name `i`", 0},
                    Fault{"sum(i = 1..x[1], x[1])", "not constant", 11}));

TEST(Parse, WhatIsAdvisedIsAFormula) {
  for (const auto& form : other_forms()) {
    EXPECT_NO_THROW(Function::parse(form.written, {{}, 2})) << form.written;
    EXPECT_THROW(Function::parse(std::string(form.sign) + "(x)"), InputError) << form.sign << " is a formula itself";
  }
}

TEST(Parse, CaretStandsUnderTheFault) {
  try {
    Function::parse("x − 5x");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("\n  x − 5x\n       ^"), std::string::npos) << error.what();
  }
}

// ---- limits ----

std::string repeated(const std::string& part, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += part;
  return result;
}

TEST(ParseLimit, NestingIs256) {
  for (const auto& [open, close] :
       {std::pair("(", ")"), std::pair("-", ""), std::pair("sin(", ")"), std::pair("x^", "")}) {
    EXPECT_NO_THROW(Function::parse(repeated(open, 200) + "x" + repeated(close, 200)));
    EXPECT_THROW(Function::parse(repeated(open, 300) + "x" + repeated(close, 300)), InputError);
    EXPECT_THROW(Function::parse(repeated(open, 12000) + "x" + repeated(close, 12000)), InputError);
  }
  EXPECT_THROW(Function::parse(repeated("√", 20000) + "x"), InputError);
  EXPECT_NO_THROW(Function::parse(repeated("(", 256) + "x" + repeated(")", 256)));
  EXPECT_THROW(Function::parse(repeated("(", 257) + "x" + repeated(")", 257)), InputError);
}

TEST(ParseLimit, TextIs64KiB) {
  const auto terms = repeated("x+", 32767) + "x";
  ASSERT_LE(terms.size(), text_limit);
  const std::vector<double> x{1};
  EXPECT_EQ(Function::parse(terms)(x), 32768);
  EXPECT_THROW(Function::parse(terms + "+x"), InputError);
}

TEST(ParseLimit, OperationsAreAMillion) {
  for (const auto* text : {"sum(i = 1..10^9, x^i)", "sum(i = 1..1000000, sum(j = 1..1000000, 0))",
                           "sum(i=1..10^15, 0*x)", "prod(i = 1..999999, prod(j = 1..999999, prod(k = 1..999999, x)))",
                           "sum(i = 0..999999, sin(i*x))", "sum(i = 1..1e300, x)", "x1000001", "x[10^7]"}) {
    EXPECT_THROW(Function::parse(text), InputError) << text;
  }
  EXPECT_THROW(Function::parse("x", {{}, 2000000}), InputError);
  EXPECT_NO_THROW(Function::parse("sum(i = 1..100000, (x - i)^2)"));
}

}  // namespace
}  // namespace ravine
