// Plans: counting runs, labels, keys, cost, and what --dry-run prints.
#include "ravine/study/plan.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "ravine/base/math.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/run_key.hpp"
#include "ravine/study/spacing.hpp"

namespace ravine::study {
namespace {

Plan plan_of(const std::string& text, std::vector<std::string> overrides = {}) {
  return read_definition({text, "study.toml", std::move(overrides)});
}

const std::string bowl = R"toml(
title = "Опыт"
budget = 100
[problem.bowl]
title = "Чаша"
function = "5*x^2 + y^2"
start = [5, 5]
minimum = 0
[[run]]
label = "Адам"
method = "adam"
learning_rate = 0.1
)toml";

std::string key(const Plan& plan, std::size_t run = 0) { return key_text(run_key(plan, plan.run(run))); }

TEST(RunKey, CountsWhatDeterminesTheBits) {
  const auto plan = plan_of(bowl);
  std::set<std::string> keys{key(plan)};
  const std::vector<std::string> changes{"problem.bowl.function=5*x^2+y^4",
                                         "problem.bowl.start=[5,4]",
                                         "run.0.method=rmsprop",
                                         "run.0.learning_rate=0.2",
                                         "run.0.learning_rate=0.1/(1+t)",
                                         "run.0.beta1=0.8",
                                         "budget=101",
                                         "target=1e-3",
                                         "gradient_norm=0",
                                         "stall_steps=5",
                                         "seconds=5",
                                         "divergence=1e3",
                                         "problem.bowl.noise=gaussian",
                                         "problem.bowl.noise=gaussian(sigma=0.2)",
                                         "seed=2"};
  for (const auto& change : changes) {
    EXPECT_TRUE(keys.insert(key(plan_of(bowl, {change}))).second) << change;
  }
  EXPECT_EQ(key(plan).size(), 32U);
}

TEST(RunKey, CountsTheWordsOfAProgram) {
  const auto identity = [](const std::string& lines) {
    return plan_of("[problem.p]\n" + lines + "\nstart = [1, 2]\n[[run]]\nmethod = \"sgd\"\n").problems[0].identity;
  };
  EXPECT_EQ(identity("external = \"sh a.sh\""), identity("external = [\"sh\", \"a.sh\"]\ntimeout = 3"));
  const std::set<std::string> different{
      identity("external = \"sh a.sh\""), identity("external = [\"sh a.sh\"]"), identity("external = \"sh b.sh\""),
      identity("external = \"sh a.sh\"\ndifferences = true"), identity("external = \"sh a.sh\"\nlayout = \"w[1x2]\"")};
  EXPECT_EQ(different.size(), 5U);
}

TEST(RunKey, CountsNothingElse) {
  const auto expected = key(plan_of(bowl));
  const std::vector<std::string> changes{"title=другой",
                                         "problem.bowl.title=другая",
                                         "problem.bowl.minimum=1",
                                         "problem.bowl.view={x=[0,1],y=[0,1]}",
                                         "run.0.label=другой",
                                         "record={every=10}",
                                         "pictures=false",
                                         "problem.bowl.function=5 * x^2+(y^2)",
                                         "run.0.method=adam(lr=0.1)",
                                         "run.0.learning_rate=[0.1, 0.2]",
                                         "run.0.epsilon=1e-8"};
  for (const auto& change : changes) EXPECT_EQ(key(plan_of(bowl, {change})), expected) << change;
}

// Computed once by this program: a change means that keys in existing stores no longer mean the same run.
TEST(RunKey, IsTheSameForEver) {
  const auto plan = plan_of(bowl);
  EXPECT_EQ(key(plan), "4787b0bc2164ea21eeb84b16493db82e");
  EXPECT_EQ(parse_key(key(plan)), run_key(plan, plan.run(0)));
  for (const std::string text : {"", "0123", "g123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF"})
    EXPECT_FALSE(parse_key(text)) << text;
}

TEST(ValueLabels, AsShortAsTheyCanBe) {
  ParameterInfo parameter;
  const auto labels = [&](std::vector<double> values) {
    return value_labels(parameter, {values.begin(), values.end()});
  };
  EXPECT_EQ(labels({1e-4, 0.000316227766017, 1e-3}), (std::vector<std::string>{"0.0001", "0.000316", "0.001"}));
  EXPECT_EQ(labels({0.12345, 2}), (std::vector<std::string>{"0.12345", "2"}));
  EXPECT_EQ(labels({1.00000001, 1.00000002}), (std::vector<std::string>{"1.00000001", "1.00000002"}));
}

TEST(Spaced, EndsAreExactAndValuesIncrease) {
  for (const bool logarithmic : {false, true}) {
    for (const std::size_t points : {2, 3, 10, 101}) {
      for (const auto& [low, high] : {std::pair{1e-4, 1.0}, {0.1, 0.3}, {1.0, 1.0 + 1e-12}, {5e-324, 1e308}}) {
        const auto values = spaced(low, high, points, logarithmic);
        ASSERT_EQ(values.size(), points);
        EXPECT_EQ(values.front(), low);
        EXPECT_EQ(values.back(), high);
        for (std::size_t i = 1; i < points; ++i) EXPECT_GE(values[i], values[i - 1]);
      }
    }
  }
  EXPECT_EQ(spaced(1e-6, 1, 7, true), (std::vector<double>{1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1}));
  EXPECT_EQ(spaced(-1, 1, 5, false), (std::vector<double>{-1, -0.5, 0, 0.5, 1}));
}

TEST(Plan, AMillionRunsTakeNoRoom) {
  DefinitionLimits limits;
  limits.runs = 2'000'000;
  limits.history_bytes = 1e12;
  const auto base = plan_of(bowl, {"record={every=0}"});
  Plan plan;
  plan.problems = base.problems;
  auto block = base.blocks()[0];
  for (const std::size_t parameter : {0, 1}) {
    Axis axis;
    axis.parameter = parameter;
    for (const double value : spaced(0.1, 0.9, 1000, false)) axis.values.emplace_back(value);
    block.axes.push_back(std::move(axis));
  }
  plan.add(block);
  plan.add(base.blocks()[0]);
  ASSERT_EQ(plan.size(), 1'000'001U);
  const auto run = plan.run(123'456);
  EXPECT_EQ(run.varied[0].value.value, block.axes[0].values[123].value);
  EXPECT_EQ(run.varied[1].value.value, block.axes[1].values[456].value);
  EXPECT_EQ(run.method.settings()[1].value, block.axes[1].values[456].value);
  EXPECT_EQ(plan.run(1'000'000).label, "Адам");
}

TEST(Plan, Cost) {
  const auto total = cost(plan_of(bowl, {"run.0.beta1=[0.8,0.9]", "record={every=10}"}));
  EXPECT_EQ(total.runs, 2U);
  EXPECT_EQ(total.evaluations, 200);
  EXPECT_EQ(total.pictured, 0U);
  EXPECT_GT(total.history_bytes, 0);
}

TEST(Plan, Text) {
  const auto text = plan_text(plan_of(bowl, {"run.0.beta1=[0.8,0.9]", "budget=1000"}));
  EXPECT_EQ(text,
            "Опыт\n"
            "\n"
            "problem  function  start   minimum\n"
            "bowl     5x² + y²  (5, 5)  0\n"
            "\n"
            "problem  label  runs  budget  method                   varied\n"
            "bowl     Адам   2     1,000   adam(learning_rate=0.1)  beta1 = 0.8, 0.9\n"
            "\n"
            "2 runs, at most 2,000 gradient evaluations, about 220 bytes in the store and 61 MB of memory\n");
}

// Of a lattice, of drawn points and of a list there is no one start.
TEST(Plan, TextSaysWhereRunsStart) {
  const auto said = [](const std::string& start) {
    const auto text = plan_text(plan_of(bowl, {"budget=1000", "problem.bowl.start=" + start}));
    const auto begin = text.find("bowl     5x² + y²  ") + std::string("bowl     5x² + y²  ").size();
    return text.substr(begin, text.find("  0\n") - begin);
  };
  EXPECT_EQ(said("{box=[[-2,2],[-1,3]], lattice=[50,40]}"), "50 x 40 in [-2, 2] x [-1, 3]");
  EXPECT_EQ(said("{box=[-2,2], random=1000}"), "1,000 drawn in [-2, 2]^2");
  EXPECT_EQ(said("[[1,2],[3,4]]"), "2 points, (1, 2) first");
  const auto own = plan_text(plan_of(bowl, {"budget=1000", "run.0.start=[1,2]"}));
  EXPECT_NE(own.find("start: (1, 2)"), std::string::npos) << own;
}

// BFGS keeps n columns of n numbers; a run of a solver is one of its own, one a worker.
TEST(Plan, CostCountsTheStateOfSolvers) {
  const auto bytes = [](const char* method, std::size_t workers) {
    const std::string text =
        "budget = 10\nrepeats = 10\n[problem.bowl]\nfunction = \"sum(i = 1..n, x[i]^2)\"\ndimension = 3000\n"
        "start = 1\n[[run]]\nmethod = \"";
    return cost(plan_of(text + method + "\"\n"), workers).memory_bytes;
  };
  constexpr double matrix = 3000.0 * 3000 * sizeof(double);
  EXPECT_GT(bytes("bfgs", 1), matrix);
  EXPECT_LT(bytes("sgd", 1), matrix);
  EXPECT_GT(bytes("bfgs", 4) - bytes("bfgs", 1), 3 * matrix);
}

}  // namespace
}  // namespace ravine::study
