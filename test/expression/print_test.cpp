// What is printed: read back it is the same function; for people it looks as a book would print it.
#include "ravine/expression/print.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/expression/function.hpp"
#include "test/expression/random_expression.hpp"
#include "test/expression/same.hpp"

namespace ravine {
namespace {

struct Form {
  const char *text, *source, *unicode, *latex;
};

class Printed : public testing::TestWithParam<Form> {};

TEST_P(Printed, IsAsPeopleWriteIt) {
  const auto& form = GetParam();
  const auto f = Function::parse(form.text, {{}, 3});
  EXPECT_EQ(f.text(Notation::source), form.source);
  EXPECT_EQ(f.text(Notation::unicode), form.unicode);
  EXPECT_EQ(f.text(Notation::latex), form.latex);
}

INSTANTIATE_TEST_SUITE_P(
    Formulas, Printed,
    testing::Values(
        Form{"(x-3)^2+8*(y-5)^4+sqrt(x)+sin(x*y)", "(x - 3)^2 + 8*(y - 5)^4 + sqrt(x) + sin(x*y)",
             "(x − 3)² + 8(y − 5)⁴ + √x + sin(xy)",
             R"(\left(x - 3\right)^{2} + 8 \left(y - 5\right)^{4} + \sqrt{x} + \sin\left(x y\right))"},
        Form{"5*x^2 + y^2", "5*x^2 + y^2", "5x² + y²", "5 x^{2} + y^{2}"},
        Form{"y + x - 2", "y + x - 2", "y + x − 2", "y + x - 2"},
        Form{"x - (y - 2)", "x - (y - 2)", "x − (y − 2)", R"(x - \left(y - 2\right))"},
        Form{"x + (y - 2)", "x + (y - 2)", "x + y − 2", "x + y - 2"},
        Form{"-x^2 + -y", "-x^2 - y", "−x² − y", "-x^{2} - y"},
        Form{"-(x*y)*2", "-(x*y)*2", "−xy·2", R"(-x y \cdot 2)"},
        Form{"(-x)^2", "(-x)^2", "(−x)²", R"(\left(-x\right)^{2})"}, Form{"2^-x", "2^(-x)", "2^(−x)", "2^{-x}"},
        Form{"x^-2", "x^(-2)", "x⁻²", "x^{-2}"},
        Form{"(x^2)^3^y", "(x^2)^3^y", "(x²)^(3^y)", R"(\left(x^{2}\right)^{3^{y}})"},
        Form{"x/2*y", "x/2*y", "x/2·y", R"(\frac{x}{2} y)"}, Form{"x/(2*y)", "x/(2*y)", "x/(2y)", R"(\frac{x}{2 y})"},
        Form{"x*(y/2)", "x*(y/2)", "xy/2", R"(\frac{x y}{2})"},
        Form{"(x + 1)/(x - 1)", "(x + 1)/(x - 1)", "(x + 1)/(x − 1)", R"(\frac{x + 1}{x - 1})"},
        Form{"2*3*x", "2*3*x", "2·3x", R"(2 \cdot 3 x)"},
        Form{"1e-8*x + 2.5e20", "1e-8*x + 2.5e20", "10⁻⁸x + 2.5·10²⁰", R"(10^{-8} x + 2.5 \cdot 10^{20})"},
        Form{"3*sin(x)*cos(y)", "3*sin(x)*cos(y)", "3 sin(x)·cos(y)", R"(3 \sin\left(x\right) \cos\left(y\right))"},
        Form{"x*(y+1)", "x*(y + 1)", "x·(y + 1)", R"(x \left(y + 1\right))"},
        Form{"(x+1)*(y+1)*z", "(x + 1)*(y + 1)*z", "(x + 1)(y + 1)z", R"(\left(x + 1\right) \left(y + 1\right) z)"},
        Form{"2*pi*x + e^x", "2*pi*x + e^x", "2πx + e^x", R"(2 \pi x + e^{x})"},
        Form{"abs(x) + floor(y)", "abs(x) + floor(y)", "|x| + ⌊y⌋", R"(\left|x\right| + \left\lfloor y\right\rfloor)"},
        Form{"sqrt(x+1)*2", "sqrt(x + 1)*2", "√(x + 1)·2", R"(\sqrt{x + 1} \cdot 2)"},
        Form{"sqrt(x)^2", "sqrt(x)^2", "(√x)²", R"(\left(\sqrt{x}\right)^{2})"},
        Form{"max(x, y, 0)", "max(x, y, 0)", "max(x, y, 0)", R"(\max\left(x, y, 0\right))"},
        Form{"x*x*x*y", "x*x*x*y", "x³y", "x^{3} y"}, Form{"pow(x, y+1)", "x^(y + 1)", "x^(y + 1)", "x^{y + 1}"}));

INSTANTIATE_TEST_SUITE_P(
    Series, Printed,
    testing::Values(
        Form{
            "sum(i=1..n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)",
            "sum(i = 1..n - 1, 100*(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2)", "Σᵢ₌₁ⁿ⁻¹ (100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²)",
            R"(\sum_{i=1}^{n - 1} \left(100 \left(x_{i + 1} - x_{i}^{2}\right)^{2} + \left(1 - x_{i}\right)^{2}\right))"},
        Form{"prod(k=1..n, x[k])/2", "prod(k = 1..n, x[k])/2", "(Πₖ₌₁ⁿ xₖ)/2", R"(\frac{\prod_{k=1}^{n} x_{k}}{2})"},
        Form{"2*sum(i=1..3, i*x[i])^2 + 1", "2*sum(i = 1..3, i*x[i])^2 + 1", "2(Σᵢ₌₁³ ixᵢ)² + 1",
             R"(2 \left(\sum_{i=1}^{3} i x_{i}\right)^{2} + 1)"},
        Form{"sum(a=1..n, x[a])", "sum(a = 1..n, x[a])", "Σ[a = 1 … n] x[a]", R"(\sum_{a=1}^{n} x_{a})"},
        Form{"x1*x2^2 - x[3]", "x1*x2^2 - x[3]", "x₁x₂² − x₃", "x_{1} x_{2}^{2} - x_{3}"}));

TEST(Print, DeclaredNamesStayThemselves) {
  const auto f = Function::parse("weight*t^2*weight/t", {{"weight", "t"}, 0});
  EXPECT_EQ(f.text(Notation::unicode), "weight·t²·weight/t");
  EXPECT_EQ(f.text(Notation::latex), R"(\frac{\mathrm{weight} t^{2} \mathrm{weight}}{t})");
}

void expect_round_trip(const Function& f, const std::string& made_of) {
  const auto source = f.text(Notation::source);
  const auto again = Function::parse(source, {f.variables(), 0});
  EXPECT_TRUE(test::SameGraph(f.graph(), again.graph())(f.output(), again.output()))
      << made_of << " printed as " << source;
  EXPECT_EQ(again.text(Notation::source), source) << made_of;
}

TEST(Print, SourceReadsBackAsTheSameGraph) {
  for (std::uint64_t key = 0; key < 2000; ++key) {
    test::Random random(key);
    const auto text = key % 2 == 0 ? test::any_text(random, 5) : test::smooth_text(random, 4);
    const auto f = Function::parse(text, {{}, 3});
    expect_round_trip(f, text);
    // And printed from the graph, as a lambda's function is.
    expect_round_trip(Function(std::make_shared<Graph>(f.graph()), f.output(), f.variables()), text);
  }
}

TEST(Print, FromAGraphWithMuchSharingIsCut) {
  auto graph = std::make_shared<Graph>();
  auto node = graph->variable(0);
  for (int i = 0; i < 200; ++i)
    node = graph->make(Operation::sin, graph->make(Operation::add, node, graph->make(Operation::cos, node)));
  const Function f(graph, node, {"x"});  // written out it has 2^200 terms
  EXPECT_LT(f.text(Notation::unicode).size(), 4000U);
  EXPECT_NE(f.text(Notation::unicode).find("…"), std::string::npos);
  EXPECT_LT(f.text(Notation::source).size(), 400000U);
  auto deep = graph->variable(0);
  for (int i = 0; i < 100000; ++i) deep = graph->make(Operation::sin, deep);
  EXPECT_LT(Function(graph, deep, {"x"}).text(Notation::latex).size(), 20000U);
}

// What may be typed can be read back as printed, up to the limit of nesting.
TEST(Print, DeepTextsReadBack) {
  for (const auto& [piece, last] :
       {std::pair{"-", "x"}, std::pair{"2^-", "x"}, std::pair{"3*-", "x"}, std::pair{"--1*-", "x"}}) {
    for (std::size_t count : {10U, 60U, 70U, 120U, 250U}) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i) text += piece;
      std::optional<Function> typed;
      try {
        typed = Function::parse(text + last);
      } catch (const InputError&) {
        continue;  // nested too deep to be typed
      }
      expect_round_trip(*typed, text);
      expect_round_trip(Function::parse("-9 - " + text + last + " - y"), text);
    }
  }
}

TEST(Print, LongChainsFromAGraphAreWrittenOut) {
  auto graph = std::make_shared<Graph>();
  auto node = graph->variable(0);
  for (int i = 1; i < 3000; ++i)
    node = graph->make(Operation::add, node,
                       graph->make(Operation::multiply, graph->variable(0), graph->constant(i + 0.5)));
  expect_round_trip(Function(graph, node, {"x"}), "a long sum");
}

}  // namespace
}  // namespace ravine
