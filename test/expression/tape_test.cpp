// A tape gives each lane the bits it has alone, and those of the graph evaluated node by node.
#include "ravine/expression/tape.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ravine/expression/function.hpp"
#include "ravine/expression/gradient.hpp"
#include "test/expression/random_expression.hpp"
#include "test/expression/same.hpp"

namespace ravine {
namespace {

using test::same_bits;

constexpr std::array<std::size_t, 7> block_sizes{1, 2, 7, 8, 64, 256, 257};

// Results of `tape` for many points at once, point after point.
std::vector<double> evaluated(const Tape& tape, const std::vector<std::vector<double>>& points,
                              std::size_t workspace_lanes) {
  const auto lanes = points.size();
  LaneBlock<double> x(tape.inputs(), lanes);
  LaneBlock<double> rest(tape.outputs() - 1, lanes);
  std::vector<double> first(lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (std::size_t i = 0; i < tape.inputs(); ++i) x[i][lane] = points[lane][i];
  }
  TapeWorkspace workspace(tape, workspace_lanes);
  tape.evaluate(lanes, x.columns(), first.data(), rest.columns(), workspace);
  std::vector<double> results;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    results.push_back(first[lane]);
    for (std::size_t i = 0; i + 1 < tape.outputs(); ++i) results.push_back(rest[i][lane]);
  }
  return results;
}

// The same from the graph, node by node.
std::vector<double> by_nodes(const Function& f, const std::vector<double>& x) {
  auto graph = f.graph();
  graph.set_limit(derivative_node_limit);
  std::vector<NodeId> outputs{f.output()};
  const auto first = gradient(graph, f.output(), x.size());
  outputs.insert(outputs.end(), first.begin(), first.end());
  const auto second = hessian(graph, first);
  outputs.insert(outputs.end(), second.begin(), second.end());
  const auto values = evaluate_nodes(graph, static_cast<NodeId>(graph.size() - 1), x);
  std::vector<double> results;
  results.reserve(outputs.size());
  for (const auto id : outputs) results.push_back(values[id]);
  return results;
}

void expect_same_bits(const std::vector<double>& a, const std::vector<double>& b, const std::string& text) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_TRUE(same_bits(a[i], b[i])) << text << ": result " << i << " is " << a[i] << " and " << b[i];
  }
}

void expect_one_law(const Function& f, test::Random& random, const std::string& text) {
  const auto& tape = f.value_gradient_hessian();
  for (const auto lanes : block_sizes) {
    std::vector<std::vector<double>> points(lanes);
    for (auto& point : points) {
      for (std::size_t i = 0; i < f.dimension(); ++i) point.push_back(test::any_number(random));
    }
    const auto together = evaluated(tape, points, lanes);
    expect_same_bits(evaluated(tape, points, 3), together, text);
    for (std::size_t lane = 0; lane < lanes; lane += 1 + lanes / 16) {
      const auto at = together.begin() + static_cast<std::ptrdiff_t>(lane * tape.outputs());
      const std::vector<double> here(at, at + static_cast<std::ptrdiff_t>(tape.outputs()));
      expect_same_bits(here, evaluated(tape, {points[lane]}, 1), text);
      expect_same_bits(here, by_nodes(f, points[lane]), text);
    }
  }
}

TEST(Tape, GivesALaneItsOwnBitsForKnownFormulas) {
  test::Random random(1);
  for (const auto* text : {"5*x^2 + y^2", "(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)", "(1.3-x)^2 + 97*(y-x^2)^2",
                           "x^7 - y^-3 + z^-1 + x^5*y^64", "x^-2 + y^65 - x^-65", "x", "7 + 0*x", "x*y - z/4 + 3/z",
                           "max(x, y)*min(y, z) + abs(x)*sign(y)*floor(z)", "x^y + 2^x + y^2.5 + atan2(x, 2)",
                           "sum(i=1..n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)"}) {
    expect_one_law(Function::parse(text, {{}, 3}), random, text);
  }
}

TEST(Tape, GivesALaneItsOwnBitsForRandomFormulas) {
  for (std::uint64_t key = 0; key < 60; ++key) {
    test::Random random(key);
    const auto text = test::any_text(random, 4);
    expect_one_law(Function::parse(text, {{}, 3}), random, text);
  }
}

// Every pair of operations one inside the other, so that every fused instruction occurs.
TEST(Tape, FusesWithoutChangingBits) {
  test::Random random(3);
  for (const auto* inner : {"x*y", "2.5*x", "x*2.5", "x^2", "x-y", "x+y", "x-2.5", "2.5-x", "x+2.5", "2.5*x^2", "x/y",
                            "x/4", "x/3", "-x"}) {
    for (const auto* outer :
         {"(#)+z", "z+(#)", "(#)-z", "z-(#)", "(#)*z", "(#)*3.5", "(#)^2", "(#)^3", "(#)^4", "3.5-(#)", "(#)/z",
          "3.5/(#)", "(#)*(#)+(#)", "(#)*z+(#)^2", "3.5*(#)^2 + z", "3.5*(#)*z", "-(#)"}) {
      std::string text = outer;
      for (auto at = text.find('#'); at != std::string::npos; at = text.find('#')) text.replace(at, 1, inner);
      expect_one_law(Function::parse(text, {{}, 3}), random, text);
    }
  }
}

TEST(Tape, NeedsNoPlaceForAValueNobodyWants) {
  const auto f = Function::parse("exp(x)*y");  // the value is its own derivative's part
  const auto& tape = f.value_and_gradient();
  LaneBlock<double> x(2, 5);
  LaneBlock<double> g(2, 5);
  for (std::size_t lane = 0; lane < 5; ++lane) x[0][lane] = x[1][lane] = static_cast<double>(lane);
  TapeWorkspace workspace(tape, 5);
  tape.evaluate(5, x.columns(), nullptr, g.columns(), workspace);
  for (std::size_t lane = 0; lane < 5; ++lane) {
    std::vector<double> gradient(2);
    f(std::vector<double>{x[0][lane], x[1][lane]}, gradient);
    EXPECT_EQ(g[0][lane], gradient[0]);
    EXPECT_EQ(g[1][lane], gradient[1]);
  }
  double one = 0;
  double rest[2];
  tape.evaluate(1, {x[0] + 3, x.stride()}, nullptr, {rest, 1}, workspace);
  EXPECT_EQ(rest[0], g[0][3]);
  tape.evaluate(1, {x[0] + 3, x.stride()}, &one, {rest, 1}, workspace);
  EXPECT_EQ(one, g[0][3]);
}

TEST(Tape, TakesColumnsThatStandCloseTogether) {
  const auto f = Function::parse("x*y + x^2");
  const std::vector<double> x{1, 2, 3, 4, 5, 6};  // three lanes, stride 3
  std::vector<double> first(3);
  std::vector<double> rest(7, -1);
  TapeWorkspace workspace(f.value_and_gradient(), 3);
  f.value_and_gradient().evaluate(3, {x.data(), 3}, first.data(), {rest.data(), 3}, workspace);
  EXPECT_EQ(first, (std::vector<double>{5, 14, 27}));
  EXPECT_EQ(rest, (std::vector<double>{6, 9, 12, 1, 2, 3, -1}));
}

TEST(Tape, ReusesRegisters) {
  const auto f = Function::parse("sum(i=1..n-1, 97*(x[i+1]-x[i]^2)^2 + (1.3-x[i])^2)", {{}, 1000});
  EXPECT_LE(f.value_and_gradient().registers(), 8U);
  EXPECT_LE(f.value().registers(), 4U);
}

TEST(Tape, FusesRosenbrock) {
  const auto f = Function::parse("(1.3-x)^2 + 97*(y-x^2)^2");
  EXPECT_LE(f.value_and_gradient().instructions().size(), 7U);
}

}  // namespace
}  // namespace ravine
