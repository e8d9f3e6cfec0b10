// Simplification changes no value: not for NaN, infinities, zeros of either sign, subnormals.
#include "ravine/expression/simplify.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "ravine/expression/expand.hpp"
#include "test/expression/random_expression.hpp"
#include "test/expression/same.hpp"

namespace ravine {
namespace {

using test::joined;

Expanded graph_of(const std::string& text, bool simplify) {
  const ParseOptions options{{}, 3};
  return expand(parse_syntax(text, options), text, options, simplify);
}

void expect_same_values(const std::string& text, test::Random& random, int points) {
  const auto plain = graph_of(text, false);
  const auto simple = graph_of(text, true);
  for (int i = 0; i < points; ++i) {
    const auto x = test::any_point(random);
    const double a = evaluate_nodes(*plain.graph, plain.output, x)[plain.output];
    const double b = evaluate_nodes(*simple.graph, simple.output, x)[simple.output];
    ASSERT_TRUE(test::same_bits(a, b)) << text << " at " << x[0] << ", " << x[1] << ", " << x[2] << ": " << a
                                       << " became " << b;
  }
}

TEST(Simplify, ChangesNoValueOfRandomFormulas) {
  for (std::uint64_t key = 0; key < 1500; ++key) {
    test::Random random(key);
    const auto text = test::any_text(random, 4);
    expect_same_values(text, random, 30);
  }
}

// Every small pattern around the constants the rules look for.
TEST(Simplify, ChangesNoValueOfSmallPatterns) {
  test::Random random(7);
  for (const auto* p : {"x", "(-x)", "0", "(-0)", "1", "(-1)", "2", "(-2)", "(-2*x)", "(x*(-2))", "(y/(-3))", "(3/y)",
                        "abs(x)", "x^2", "(x+0)"}) {
    for (const auto* q : {"x", "y", "(-y)", "0", "(-0)", "1", "(-1)", "(-3)", "(-2*y)", "(y*(-2))", "abs(y)"}) {
      for (const auto* infix : {"+", "-", "*", "/"}) {
        expect_same_values(joined({p, infix, q}), random, 40);
        expect_same_values(joined({"-(", p, infix, q, ")"}), random, 40);
      }
      for (const auto* function : {"min", "max", "pow", "hypot", "atan2"}) {
        expect_same_values(joined({function, "(", p, ",", q, ")"}), random, 40);
      }
    }
    for (const auto* k : {"-3", "-2", "-1", "0", "1", "2", "3", "4", "7", "64", "65", "-64"})
      expect_same_values(joined({p, "^(", k, ")"}), random, 40);
    for (const auto* function : {"abs", "-", "sqrt", "cos", "exp"})
      expect_same_values(joined({function, "(", p, ")"}), random, 40);
  }
}

bool are_one(const std::string& p, const std::string& q) {
  const auto a = graph_of(p, true);
  const auto b = graph_of(q, true);
  return test::SameGraph(*a.graph, *b.graph)(a.output, b.output);
}

using Pair = std::pair<const char*, const char*>;

TEST(Simplify, KnowsWhatIsTheSame) {
  for (const auto& [p, q] :
       {Pair{"x*1", "x"},          Pair{"1*x", "x"},        Pair{"x/1", "x"},         Pair{"x - 0", "x"},
        Pair{"x^1", "x"},          Pair{"--x", "x"},        Pair{"x*x", "x^2"},       Pair{"x + (-y)", "x - y"},
        Pair{"x - (-y)", "x + y"}, Pair{"-x + y", "y - x"}, Pair{"x*(-1)", "-x"},     Pair{"(-x)*(-y)", "x*y"},
        Pair{"-(2*x)", "(-2)*x"},  Pair{"(-x)^2", "x^2"},   Pair{"(-x)^3", "-(x^3)"}, Pair{"abs(-x)", "abs(x)"},
        Pair{"abs(x)^2", "x^2"},   Pair{"x*y", "y*x"},      Pair{"x + y", "y + x"},   Pair{"max(x, x)", "x"},
        Pair{"x + 2*3", "x + 6"},  Pair{"x^2 + 0", "x^2"},  Pair{"x + -3", "x - 3"},  Pair{"x + -3*y", "x - 3*y"},
        Pair{"x^(1+1)", "x^2"},    Pair{"pow(x, 2)", "x^2"}}) {
    EXPECT_TRUE(are_one(p, q)) << p << " and " << q;
  }
}

TEST(Simplify, LeavesWhatIsNotTheSame) {
  for (const auto& [p, q] :
       {Pair{"x + 0", "x"}, Pair{"0 - x", "-x"}, Pair{"x*0", "0"}, Pair{"x - x", "0"}, Pair{"x/x", "1"},
        Pair{"sqrt(x)^2", "x"}, Pair{"sqrt(x^2)", "abs(x)"}, Pair{"(x*2)*3", "x*6"}, Pair{"x + y + z", "x + (y + z)"},
        Pair{"x^0.5", "sqrt(x)"}, Pair{"-(x - y)", "y - x"}, Pair{"x*y + x*z", "x*(y + z)"}, Pair{"exp(log(x))", "x"},
        Pair{"1/0 + x", "x"}}) {
    EXPECT_FALSE(are_one(p, q)) << p << " and " << q;
  }
}

TEST(Graph, FoldsNumbersToTheBitsTheyWouldHave) {
  for (const auto* text : {"sin(1)", "2^0.5", "exp(-1)*3", "hypot(3, 4)", "2^10", "3^-2", "1/3", "atan2(1, -1)"}) {
    const auto graph = graph_of(text, true);
    EXPECT_TRUE(graph.graph->is_constant(graph.output)) << text;
  }
  EXPECT_FALSE(graph_of("1/0", true).graph->is_constant(graph_of("1/0", true).output));
}

TEST(Graph, HoldsEqualPartsOnce) {
  Graph graph;
  const auto x = graph.variable(0);
  const auto y = graph.variable(1);
  const auto sum = graph.make(Operation::add, x, y);
  EXPECT_EQ(sum, graph.make(Operation::add, y, x));
  EXPECT_NE(graph.make(Operation::subtract, x, y), graph.make(Operation::subtract, y, x));
  EXPECT_NE(graph.constant(0.0), graph.constant(-0.0));
  EXPECT_EQ(graph.constant(0.1), graph.constant(0.1));
  const auto size = graph.size();
  graph.make(Operation::add, x, y);
  EXPECT_EQ(graph.size(), size);
}

TEST(Graph, WritesInfinityAsAQuotient) {
  Graph graph;
  const auto infinity = graph.constant(std::numeric_limits<double>::infinity());
  EXPECT_EQ(graph[infinity].operation, Operation::divide);
  const auto nan = graph.constant(std::numeric_limits<double>::quiet_NaN());
  EXPECT_TRUE(std::isnan(evaluate_nodes(graph, nan, {})[nan]));
  EXPECT_EQ(evaluate_nodes(graph, nan, {})[infinity], std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace ravine
