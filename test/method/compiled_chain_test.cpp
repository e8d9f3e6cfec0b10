// A chain compiled as one makes the bits that its links make one after the other. What is compiled stands beside the
// same chain behind `scale(1)`, which changes no number and has no compiled form.
#include "ravine/method/compiled_chain.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <optional>
#include <string>

#include "ravine/base/executor.hpp"
#include "ravine/method/schedule.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

std::string text_of(const CompiledChain& chain) {
  std::string text;
  for (const auto* link : chain.links) text += (text.empty() ? "" : " | ") + std::string(link->info.name);
  return text;
}

// NaNs are one.
bool are_same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}
template <class A>
void expect_same(const A& a, const A& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size()) << what;
  for (std::size_t i = 0; i < a.size(); ++i)
    ASSERT_TRUE(are_same(a[i], b[i])) << what << ", entry " << i << ": " << a[i] << " and " << b[i];
}

Method method_of(const CompiledChain& chain, std::optional<Method> before) {
  for (const auto* link : chain.links) {
    const auto next = Method::named(link->info.name);
    before = before ? *before | next : next;
  }
  return *before;
}

class CompiledChains : public testing::TestWithParam<const CompiledChain*> {
 protected:
  const Method together = method_of(*GetParam(), std::nullopt), apart = method_of(*GetParam(), Method::named("scale"));
};

TEST_P(CompiledChains, IsFoundByItsLinksAlone) {
  EXPECT_EQ(together.chain().compiled(), GetParam());
  EXPECT_EQ(apart.chain().compiled(), nullptr);
}

// Rates from 1e-4 to far beyond what is stable, and schedules.
TEST_P(CompiledChains, HasTheBitsOfItsLinksInBlocksOfRuns) {
  const FunctionProblem problem(Function::parse("(1-x)^2 + 100*(y-x^2)^2"));
  const auto descents = [&](const Method& method) {
    std::vector<Descent> all;
    for (int i = 0; i < 203; ++i) {
      Descent descent{{-2 + 0.02 * i, 2 - 0.013 * i}, method, {.steps = 60 + static_cast<std::size_t>(i)}};
      const double rate = 1e-4 * std::exp2(i % 20);
      descent.method.set("learning_rate",
                         i % 7 == 0 ? Setting(schedule("cosine(" + std::to_string(rate) + ")")) : Setting(rate));
      all.push_back(descent);
    }
    return all;
  };
  SerialExecutor serial;
  const auto one = minimize_all(problem, descents(together), serial),
             other = minimize_all(problem, descents(apart), serial);
  for (std::size_t i = 0; i < one.size(); ++i) {
    const auto what = together.text() + ", run " + std::to_string(i);
    EXPECT_EQ(one[i].outcome.kind, other[i].outcome.kind) << what;
    EXPECT_EQ(one[i].steps, other[i].steps) << what;
    expect_same(one[i].x, other[i].x, what);
    expect_same(one[i].best_x, other[i].best_x, what);
  }
}

template <class T>
std::vector<double> walked(const Method& method, std::size_t n) {
  Stepper<T> stepper(method, n);
  std::vector<T> x(n), g(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<T>(static_cast<double>(i * 37 % 1001) / 250 - 2);
  for (int t = 0; t < 12; ++t) {
    for (std::size_t i = 0; i < n; ++i) g[i] = (x[i] - T(0.5)) * static_cast<T>(1 + i % 5);
    stepper.step(x, g);
  }
  const auto state = stepper.save();
  std::vector<double> all(x.begin(), x.end());
  all.insert(all.end(), state.scalars.begin(), state.scalars.end());
  all.insert(all.end(), state.slots.begin(), state.slots.end());
  return all;
}
// Of one coordinate, of a few, and of more than are fetched ahead.
TEST_P(CompiledChains, HasTheBitsOfItsLinksInALongRun) {
  for (const std::size_t n : {1, 7, 1003}) {
    const auto what = together.text() + " of " + std::to_string(n);
    expect_same(walked<double>(together, n), walked<double>(apart, n), what);
    expect_same(walked<float>(together, n), walked<float>(apart, n), what + " floats");
  }
}

INSTANTIATE_TEST_SUITE_P(Table, CompiledChains, testing::ValuesIn(compiled_chains()), [](const auto& test) {
  auto text = text_of(*test.param);
  for (auto& c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return text;
});

// The flags of links are the defaults in the compiled step; others take the links one by one.
TEST(CompiledChain, LeavesOtherChoicesToTheLinks) {
  const FunctionProblem problem(Function::parse("x^2 + 3*y^2"));
  SerialExecutor serial;
  const auto run = [&](const std::string& text) {
    const std::vector<Descent> all(9, {{3, 1}, Method::parse(text), {.steps = 50}});
    return minimize_all(problem, all, serial).front().x;
  };
  const std::string chain = "adam(lr=0.1) | weight_decay(0.1, fixed=true)";
  expect_same(run(chain), run("scale(1) | " + chain), chain);
  EXPECT_NE(run(chain), run("adam(lr=0.1) | weight_decay(0.1)"));
}

}  // namespace
}  // namespace ravine
