// Groups of a layout with settings of their own: each is stepped as if its settings were everybody's, sums are over all
// coordinates whatever the groups, and what a group cannot have is refused.
#include <gtest/gtest.h>

#include <bit>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/method/state_text.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/derivative.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {
namespace {

const char* const grouped_text = "x1^2 + 2*x2^2 + 3*x3^2 + x1*x3 + (x4 - 1)^2 + x5^4 + x2*x6 + 4*x6^2";
const char* const grouped_layout = "w[2x2] b[1]@slow c[1]";
const std::vector<double> grouped_start{1, -2, 0.5, 3, -1, 2};
FunctionProblem problem() { return {Function::parse(grouped_text), parse_layout(grouped_layout)}; }

std::vector<double> last(const std::string& method, std::size_t steps = 30) {
  return minimize(problem(), grouped_start, Method::parse(method), {.steps = steps}).x;
}

// On a function whose coordinates do not meet, so that each walks alone.
TEST(Groups, StepAsIfTheirSettingsWereEverybodys) {
  const FunctionProblem apart(Function::parse("x1^2 + 2*x2^2 + 3*x3^2 + (x4 - 1)^2 + x5^4 + 4*x6^2"),
                              parse_layout(grouped_layout));
  const auto walk = [&](const std::string& method) {
    return minimize(apart, grouped_start, Method::parse(method), {.steps = 30}).x;
  };
  for (const auto& [grouped, all, slow] :
       {std::tuple{"adam(lr=0.1, lr@slow=0.01)", "adam(lr=0.1)", "adam(lr=0.01)"},
        std::tuple{"adam(lr=0.1, beta1@slow=0.5, lr@slow=0.02/(1 + t))", "adam(lr=0.1)",
                   "adam(lr=0.02/(1 + t), beta1=0.5)"},
        std::tuple{"adagrad(lr=0.1, accumulator_start@slow=1)", "adagrad(lr=0.1)",
                   "adagrad(lr=0.1, accumulator_start=1)"},
        std::tuple{"adam(lr=0.1) | weight_decay(0.1, rate@slow=0)", "adam(lr=0.1) | weight_decay(0.1)", "adam(lr=0.1)"},
        std::tuple{"adam(lr=0.1, lr@slow=0.05) | weight_decay(0.1)", "adam(lr=0.1) | weight_decay(0.1)",
                   "adam(lr=0.05) | weight_decay(0.1)"},
        std::tuple{"l2(0, weight_decay@slow=0.5) | lars(lr=0.1, lr@slow=0.3)", "lars(lr=0.1)",
                   "l2(0.5) | lars(lr=0.3)"}}) {
    const auto found = walk(grouped), of_all = walk(all), of_slow = walk(slow);
    for (std::size_t i = 0; i < grouped_start.size(); ++i)
      EXPECT_EQ(std::bit_cast<std::uint64_t>(found[i]), std::bit_cast<std::uint64_t>(i == 4 ? of_slow[i] : of_all[i]))
          << grouped << ", coordinate " << i;
  }
}

// A setting that says for the group what holds for all changes nothing, sums and noise among them.
TEST(Groups, OfNoDifferenceMakeNone) {
  for (const auto& [grouped, plain] :
       {std::pair{"clip_norm(1, bound@slow=1) | adam(lr=0.1)", "clip_norm(1) | adam(lr=0.1)"},
        std::pair{"clip_norm(1) | adam(lr=0.1, lr@slow=0.1)", "clip_norm(1) | adam(lr=0.1)"},
        std::pair{"prodigy(lr=1, lr@slow=1)", "prodigy"}, std::pair{"dog(lr=1, lr@slow=1)", "dog(lr=1)"},
        std::pair{"noise(0.1, sigma@slow=0.1) | sgd(lr=0.01)", "noise(0.1) | sgd(lr=0.01)"},
        std::pair{"sam(0.1, radius@slow=0.1, sgd(lr=0.01))", "sam(0.1, sgd(lr=0.01))"},
        std::pair{"lookahead(3, adam(lr=0.1, lr@slow=0.1))", "lookahead(3, adam(lr=0.1))"}}) {
    try {
      EXPECT_EQ(last(grouped), last(plain)) << grouped;
    } catch (const InputError& error) {
      ADD_FAILURE() << grouped << ": " << error.what();
    }
  }
}

TEST(Groups, TogetherAsAlone) {
  SerialExecutor serial;
  for (const char* method : {"adam(lr=0.1, lr@slow=0.01)", "clip_norm(1, bound@slow=0.3) | momentum(lr=0.05/(1 + t))",
                             "prodigy(lr@slow=0.5)", "adam(lr=0.1)", "lamb(lr=0.1, lr@slow=0.2)"}) {
    std::vector<Descent> descents;
    for (int i = 0; i < 7; ++i) {
      descents.push_back({grouped_start, Method::parse(method), {.steps = 20 + static_cast<std::size_t>(i)}});
      descents.back().start[4] += 0.25 * i;
    }
    const auto together = minimize_all(problem(), descents, serial);
    for (std::size_t i = 0; i < descents.size(); ++i)
      EXPECT_EQ(together[i].history.x,
                minimize(problem(), descents[i].start, descents[i].method, descents[i].options).history.x)
          << method;
  }
}

TEST(Groups, NormsAreOfAllCoordinatesOrOfATensor) {
  const FunctionProblem bowl(Function::parse("x1^2/2 + x2^2/2 + x3^2/2"), parse_layout("w[2] b[1]"));
  const auto step = [&](const char* method) {
    return minimize(bowl, std::vector<double>{3, 4, 12}, Method::parse(method), {.steps = 1}).x;
  };
  EXPECT_EQ(step("clip_norm(6.5) | sgd(lr=1)"), (std::vector<double>{1.5, 2, 6}));
  EXPECT_EQ(step("clip_norm(2.5, over=tensor) | sgd(lr=1)"), (std::vector<double>{1.5, 2, 9.5}));
}

TEST(Groups, StandInTheNotationAndInAState) {
  const auto method = Method::parse("clip_norm(2, bound@slow=1) | adam(lr = 0.1, lr@slow = 0.01)");
  EXPECT_EQ(method.text(), "clip_norm(bound=2, bound@slow=1) | adam(learning_rate=0.1, learning_rate@slow=0.01)");
  EXPECT_EQ(Method::parse(method.text()).text(), method.text());
  Stepper<double> whole(method, parse_layout(grouped_layout)), first(method, parse_layout(grouped_layout)),
      second(method, parse_layout(grouped_layout));
  auto x = grouped_start, y = grouped_start;
  const auto function = Function::parse(grouped_text);
  for (int t = 0; t < 20; ++t) whole.step(x, function);
  for (int t = 0; t < 9; ++t) first.step(y, function);
  second.restore(read_state(state_text(first.save())));
  for (int t = 9; t < 20; ++t) second.step(y, function);
  EXPECT_EQ(x, y);
  EXPECT_THROW(Stepper<double>(method, parse_layout("w[2x2] b[1]@slow c[1]@slow")).restore(first.save()), InputError);
}

TEST(Groups, WhatTheyCannotHaveIsRefused) {
  for (const auto& [method, message] : {std::pair{"adam(lr@=0.1)", "a group's name is missing"},
                                        std::pair{"adam(lr@slow=-1)", "is -1, which is not in"},
                                        std::pair{"adam(epsilon_place@slow=inside)", "is one for all coordinates"},
                                        std::pair{"adam(foo@slow=1)", "has no setting `foo`"},
                                        std::pair{"adam(lr@slow=1, lr@slow=2)", "is given twice"},
                                        std::pair{"lbfgs(memory@slow=3)", "is one for all coordinates"}}) {
    try {
      Method::parse(method);
      ADD_FAILURE() << method;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
    }
  }
  EXPECT_THROW(last("adam(lr@fast=0.1)"), InputError);
  EXPECT_THROW(last("lbfgs(c1@slow=0.01)"), InputError);
  EXPECT_THROW(derivative_by_setting(problem(), grouped_start, Method::parse("adam(lr@slow=0.1)"), "lr", 5),
               InputError);
  EXPECT_THROW(last("sgd(lr=0.01, lr@slow=0.05 - 0.01*t)"), InputError);  // negative from step 6
}

}  // namespace
}  // namespace ravine
