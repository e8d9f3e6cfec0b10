// What insights() says of the twelve runs of the lecture (example/notebook.toml).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ravine/analysis/insight/insight.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

using enum Finding;

struct Lecture {
  FunctionProblem problem;
  std::vector<double> start;
  KnownMinimum known;
  double rate = 0;  // of descent
};

// The six methods' main findings, as names; "" for none.
std::vector<std::string> findings(const Lecture& lecture) {
  const double rate = lecture.rate;
  const auto inside = RootEpsilon::inside;
  const std::vector<Method> methods{
      Sgd{.learning_rate = rate},
      Momentum{.learning_rate = rate, .momentum = 0.9},
      Momentum{.learning_rate = rate, .momentum = 0.7},
      Adagrad{.learning_rate = 0.1, .epsilon = 1e-6, .epsilon_place = inside},
      Rmsprop{.learning_rate = 0.1, .decay = 0.9, .epsilon = 1e-6, .epsilon_place = inside},
      "adam(lr=0.1, beta1=0.9, beta2=0.9, epsilon=1e-6, epsilon_place=outside, bias_correction=false)"};
  std::vector<std::string> said;
  for (const auto& method : methods) {
    const RunOptions options{.steps = 100};
    const auto run = minimize(lecture.problem, lecture.start, method, options);
    const auto found = insights(lecture.problem, method, options, run, lecture.known);
    said.emplace_back(found.empty() ? "" : name(found.front().kind));
  }
  return said;
}

TEST(InsightLecture, OfTheBowl) {
  // Descent's y is 5 * 0.98^100 = 0.66, 9 % of the first distance; Adagrad ends at (3.3, 3.3); the others at less than
  // 0.03 from the minimiser, 0.4 % of it.
  const Lecture bowl{
      FunctionProblem(Function::parse("5*x^2 + y^2")), {5, 5}, {.value = 0, .minimisers = {{0, 0}}}, 0.01};
  EXPECT_EQ(findings(bowl), (std::vector<std::string>{"too-slow", "", "", "effective-step-decayed", "", ""}));
}

TEST(InsightLecture, OfTheValley) {
  // Where they lead: Newton's method finds a saddle at (5.0207, 5.4956), 0.09 from the end of momentum 0.7, and a local
  // minimum at (1.1604, 4.7085), f = 3.788, where RMSProp and Adam are after twice the steps. Momentum 0.9 is at the
  // known one after 1000 steps.
  const Lecture valley{FunctionProblem(Function::parse("(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)")),
                       {5, -2},
                       {.value = 0.9177156346963713, .minimisers = {{3.2622206131213503, 5.2496533765621995}}},
                       0.0002};
  EXPECT_EQ(findings(valley), (std::vector<std::string>{"too-slow", "too-slow", "saddle", "effective-step-decayed",
                                                        "local-minimum", "local-minimum"}));
}

}  // namespace
}  // namespace ravine
