// What a definition says is what the plan holds.
#include "ravine/study/definition.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_keys.hpp"
#include "ravine/study/run_key.hpp"

namespace ravine::study {
namespace {

Plan plan_of(std::string_view text) { return read_definition({std::string(text), "study.toml", {}}); }

Setting setting(const PlannedRun& run, std::string_view name) {
  const auto& info = run.method.info();
  return run.method.settings()[static_cast<std::size_t>(info.find(name) - info.parameters.data())];
}

// A problem on two lines, then what follows.
std::string on_bowl(std::string_view rest) {
  return "[problem.bowl]\nfunction = \"5*x^2 + y^2\"\nstart = [5, 5]\n" + std::string(rest);
}

TEST(Definition, EveryKeyArrives) {
  const auto plan = plan_of(R"toml(
title = "Методы из одной точки"
seed = 42
budget = 100
target = -1.5
gradient_norm = 1e-9
stall_steps = 20
stall_tolerance = 1e-6
seconds = 2.5
divergence = 1e6
record = { every = 5, gradient = false, update = true, slots = true }

[problem.bowl]
title = "Чаша"
function = "5*u^2 + v^2"
variables = ["u", "v"]
dimension = 2
start = [5, 5.5]
minimum = 0
minimisers = [[0, 0], [1, 1]]
view = { x = [-7, 7], y = [-6, 8] }
levels = [0.5, 10, 30]
noise = "student_t(0.2)"

[[run]]
label = "Адам"
method = "adam(beta1 = 0.8)"
learning_rate = 0.1
beta2 = 0.99
bias_correction = false
epsilon_place = "inside"
pictures = false
)toml");
  EXPECT_EQ(plan.title, "Методы из одной точки");
  EXPECT_EQ(plan.seed, 42U);
  ASSERT_EQ(plan.problems.size(), 1U);
  const auto& problem = plan.problems[0];
  EXPECT_EQ(problem.name, "bowl");
  EXPECT_EQ(problem.title, "Чаша");
  EXPECT_EQ(problem.identity, "u v: 5*u^2 + v^2\nnoise student_t(scale = 0.2, degrees = 3)");
  EXPECT_TRUE(problem.problem->stochastic());
  EXPECT_EQ(problem.problem->coordinate_names(), (std::vector<std::string>{"u", "v"}));
  EXPECT_EQ(problem.start, (std::vector<double>{5, 5.5}));
  EXPECT_EQ(problem.minimum, 0);
  EXPECT_EQ(problem.minimisers, (std::vector<std::vector<double>>{{0, 0}, {1, 1}}));
  ASSERT_TRUE(problem.view.has_value());
  EXPECT_EQ(problem.view->x_low, -7);
  EXPECT_EQ(problem.view->x_high, 7);
  EXPECT_EQ(problem.view->y_low, -6);
  EXPECT_EQ(problem.view->y_high, 8);
  EXPECT_EQ(problem.levels, (std::vector<double>{0.5, 10, 30}));
  ASSERT_EQ(plan.size(), 1U);
  const auto run = plan.run(0);
  EXPECT_EQ(run.label, "Адам");
  EXPECT_EQ(run.method.info().name, "adam");
  EXPECT_EQ(setting(run, "learning_rate").value, 0.1);
  EXPECT_EQ(setting(run, "beta1").value, 0.8);
  EXPECT_EQ(setting(run, "beta2").value, 0.99);
  EXPECT_EQ(setting(run, "bias_correction").value, 0);
  EXPECT_EQ(run.method.info().find("epsilon_place")->value_text(setting(run, "epsilon_place").value), "inside");
  EXPECT_FALSE(run.pictures);
  EXPECT_EQ(run.start, problem.start);
  EXPECT_EQ(run.options.steps, 100U);
  EXPECT_EQ(run.options.target, -1.5);
  EXPECT_EQ(run.options.gradient_norm, 1e-9);
  EXPECT_EQ(run.options.stall_steps, 20U);
  EXPECT_EQ(run.options.stall_tolerance, 1e-6);
  EXPECT_EQ(run.options.seconds, 2.5);
  EXPECT_EQ(run.options.divergence, 1e6);
  EXPECT_EQ(run.options.seed, 42U);
  EXPECT_EQ(run.options.record.every, 5U);
  EXPECT_FALSE(run.options.record.gradient);
  EXPECT_TRUE(run.options.record.update);
  EXPECT_TRUE(run.options.record.slots);
}

TEST(Definition, ThePlaneIsChosenInThreeWays) {
  const auto plane = [](std::string_view line) {
    return plan_of("[problem.p]\nfunction = \"x + y^2 + z^2\"\nstart = 1\n" + std::string(line) +
                   "\n[[run]]\nmethod = \"adam\"\n")
        .problems[0]
        .plane;
  };
  EXPECT_EQ(plane("").kind, PlaneChoice::Kind::principal);
  EXPECT_EQ(plane("plane = \"principal\"").kind, PlaneChoice::Kind::principal);
  const auto coordinates = plane("plane = [\"z\", 1]");
  EXPECT_EQ(coordinates.kind, PlaneChoice::Kind::coordinates);
  EXPECT_EQ(coordinates.x, 2U);
  EXPECT_EQ(coordinates.y, 0U);
  const auto directions = plane("plane = { x = [0, 0, 2], y = [3, 0, 1] }");
  EXPECT_EQ(directions.kind, PlaneChoice::Kind::directions);
  EXPECT_EQ(directions.x_direction, (std::vector<double>{0, 0, 1}));
  EXPECT_EQ(directions.y_direction, (std::vector<double>{1, 0, 0}));
}

TEST(Definition, DefaultsAreTheLibrarysOwn) {
  const auto run = plan_of(on_bowl("[[run]]\nmethod = \"adam\"\n")).run(0);
  const RunOptions options;
  EXPECT_EQ(run.options.steps, options.steps);
  EXPECT_EQ(run.options.target, options.target);
  EXPECT_EQ(run.options.gradient_norm, options.gradient_norm);
  EXPECT_EQ(run.options.stall_steps, options.stall_steps);
  EXPECT_EQ(run.options.divergence, options.divergence);
  EXPECT_EQ(run.options.record.every, options.record.every);
  EXPECT_EQ(run.method.text(), Method::named("adam").text());
  EXPECT_EQ(run.label, run.method.info().title);
  EXPECT_TRUE(run.pictures);
}

// The table says "1000 when not given"; RunOptions is what holds it.
TEST(Definition, StandardsOfTheTableAreTrue) {
  const RunOptions options;
  const std::map<std::string_view, double> values{{"budget", static_cast<double>(options.steps)},
                                                  {"stall_tolerance", options.stall_tolerance},
                                                  {"divergence", options.divergence}};
  for (const auto& table : definition_keys()) {
    for (const auto& key : table.keys) {
      if (const auto found = values.find(key.name); found != values.end()) {
        EXPECT_EQ(key.standard, shortest(found->second)) << key.name;
      }
    }
  }
}

// Where a step costs the same always, steps are evaluations; a solver counts both.
TEST(Definition, StepsStandBesideTheBudget) {
  const auto options = [](std::string_view stops, std::string_view method) {
    return plan_of(std::string(stops) + "\n" + on_bowl("[[run]]\nmethod = \"" + std::string(method) + "\"\n"))
        .blocks()[0]
        .options;
  };
  EXPECT_EQ(options("budget = 100\nsteps = 30", "adam").steps, 30U);
  EXPECT_EQ(options("budget = 100\nsteps = 300", "adam").steps, 100U);
  EXPECT_EQ(options("budget = 100\nsteps = 30", "sam(adam)").steps, 60U);
  EXPECT_EQ(options("budget = 100\nsteps = 30", "lbfgs").steps, 100U);
  EXPECT_EQ(options("budget = 100\nsteps = 30", "lbfgs").most_steps, 30U);
  const auto shorter = plan_of("budget = 30\n" + on_bowl("[[run]]\nmethod = \"adam\"\n"));
  const auto limited = plan_of("budget = 100\nsteps = 30\n" + on_bowl("[[run]]\nmethod = \"adam\"\n"));
  EXPECT_EQ(run_key(shorter, shorter.run(0)), run_key(limited, limited.run(0)));
  const auto solver = [](std::string_view stops) {
    const auto plan = plan_of(std::string(stops) + "\n" + on_bowl("[[run]]\nmethod = \"lbfgs\"\n"));
    return key_text(run_key(plan, plan.run(0)));
  };
  EXPECT_NE(solver("budget = 100\nsteps = 3"), solver("budget = 100"));
}

// A setting that shares its name with a key of [[run]] could not be set.
TEST(Definition, NoSettingIsHiddenByAKey) {
  std::set<std::string_view> keys;
  for (const auto& table : definition_keys()) {
    if (table.title != "[[run]]" && table.title != "Stop rules") continue;
    for (const auto& key : table.keys) keys.insert(key.name);
  }
  for (const auto* method : methods()) {
    for (const auto& parameter : method->parameters) {
      EXPECT_FALSE(keys.contains(parameter.name)) << method->name << " " << parameter.name;
      for (const auto alias : parameter.aliases) EXPECT_FALSE(keys.contains(alias)) << method->name << " " << alias;
    }
  }
}

TEST(Definition, RunsOfAProblemStandTogether) {
  const auto plan = plan_of(R"toml(
[problem.valley]
function = "x^2 + 8*y^4"
start = [1, 1]
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
[[run]]
method = "sgd"
learning_rate = { bowl = 0.01, valley = 0.0002 }
budget = { bowl = 5, valley = 6 }
start = { bowl = [1, 2], valley = [3, 4] }
[[run]]
method = "adam"
problem = "bowl"
[[run]]
method = "momentum"
problem = ["bowl", "valley"]
)toml");
  ASSERT_EQ(plan.size(), 5U);
  const std::vector<std::string> labels{"SGD", "Momentum", "SGD", "Adam", "Momentum"};
  for (std::size_t i = 0; i < plan.size(); ++i) {
    EXPECT_EQ(plan.run(i).index, i);
    EXPECT_EQ(plan.run(i).label, labels[i]);
    EXPECT_EQ(plan.problems[plan.run(i).problem].name, i < 2 ? "valley" : "bowl");  // the order of the file
  }
  EXPECT_EQ(setting(plan.run(0), "learning_rate").value, 0.0002);
  EXPECT_EQ(setting(plan.run(2), "learning_rate").value, 0.01);
  EXPECT_EQ(plan.run(0).options.steps, 6U);
  EXPECT_EQ(plan.run(2).options.steps, 5U);
  EXPECT_EQ(plan.run(0).start, (std::vector<double>{3, 4}));
  EXPECT_EQ(plan.run(3).start, (std::vector<double>{5, 5}));
}

TEST(Definition, SettingsByAliasAndAsSchedules) {
  const auto plan = plan_of(on_bowl(R"toml([[run]]
method = "adam"
lr = "0.1/(1 + 0.01*t)"
beta1 = "0.5"
)toml"));
  const auto run = plan.run(0);
  const auto rate = setting(run, "learning_rate");
  ASSERT_TRUE(rate.schedule);
  EXPECT_EQ(rate.at(0, 100), 0.1);
  EXPECT_EQ(rate.at(100, 100), 0.05);
  EXPECT_EQ(setting(run, "beta1").at(0, 1), 0.5);
}

TEST(Definition, StartOfOneNumberAndSumsToN) {
  const auto plan = plan_of(R"toml(
[problem.rosenbrock]
function = "sum(i = 1..n-1, 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)"
dimension = 5
start = -1
[problem.inferred]
function = "sum(i = 1..n, x[i]^2)"
start = [1, 2, 3, 4]
[problem.flat]
function = "x^2"
dimension = 2
start = [1, 2]
[[run]]
method = "sgd"
)toml");
  EXPECT_EQ(plan.problems[0].start, std::vector<double>(5, -1.0));
  EXPECT_EQ(plan.problems[1].problem->dimension(), 4U);
  EXPECT_EQ(plan.problems[2].problem->dimension(), 2U);
}

TEST(Definition, LabelsOfTheirOwnAccordDiffer) {
  const auto plan = plan_of(on_bowl(R"toml(
[[run]]
method = "sgd"
learning_rate = 0.1
[[run]]
method = "sgd"
learning_rate = 0.2
[[run]]
method = "sgd(lr = 0.3)"
[[run]]
method = "sgd(lr = 0.4)"
[[run]]
method = "adam"
)toml"));
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < plan.size(); ++i) labels.push_back(plan.run(i).label);
  EXPECT_EQ(labels, (std::vector<std::string>{"SGD, η = 0.1", "SGD, η = 0.2", "SGD", "SGD (2)", "Adam"}));
}

TEST(Definition, TheSameLabelOnDifferentProblems) {
  const auto plan = plan_of(R"toml(
[problem.a]
function = "x^2"
start = [1]
[problem.b]
function = "x^4"
start = [1]
[[run]]
label = "спуск"
method = "sgd(lr = 0.1)"
problem = "a"
[[run]]
label = "спуск"
method = "sgd(lr = 0.2)"
problem = "b"
)toml");
  EXPECT_EQ(plan.run(0).label, "спуск");
  EXPECT_EQ(plan.run(1).label, "спуск");
}

TEST(Sweep, ListsMultiplyOut) {
  const auto plan = plan_of(on_bowl(R"toml([[run]]
budget = 100
label = "Адам"
method = "adam"
learning_rate = [0.1, "0.1/(1 + t)"]
beta1 = [0.8, 0.9, 0.95]
epsilon_place = ["inside", "hat"]
)toml"));
  ASSERT_EQ(plan.size(), 12U);
  ASSERT_EQ(plan.blocks().size(), 1U);
  // The first key of the file varies slowest.
  EXPECT_EQ(plan.run(0).label, "Адам, η = 0.1, β₁ = 0.8, epsilon_place = inside");
  EXPECT_EQ(plan.run(1).label, "Адам, η = 0.1, β₁ = 0.8, epsilon_place = hat");
  EXPECT_EQ(plan.run(2).label, "Адам, η = 0.1, β₁ = 0.9, epsilon_place = inside");
  EXPECT_TRUE(setting(plan.run(6), "learning_rate").schedule);
  EXPECT_EQ(plan.run(5).varied.size(), 3U);
  EXPECT_FALSE(plan.run(0).pictures);  // sweeps get pictures where asked for
  std::set<std::string> labels, keys;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    labels.insert(plan.run(i).label);
    keys.insert(key_text(run_key(plan, plan.run(i))));
  }
  EXPECT_EQ(labels.size(), plan.size());
  EXPECT_EQ(keys.size(), plan.size());
}

TEST(Sweep, Ranges) {
  const auto plan = plan_of(on_bowl(R"toml([[run]]
budget = 100
method = "adam"
learning_rate = { log_range = [1e-4, 1], points = 9 }
beta1 = { range = [0.1, 0.9], points = 9 }
pictures = true
)toml"));
  ASSERT_EQ(plan.size(), 81U);
  const auto& axes = plan.blocks()[0].axes;
  // Whole decades are themselves, the others have twelve digits.
  const std::vector<double> rates{1e-4, 0.000316227766017, 1e-3, 0.00316227766017, 0.01, 0.0316227766017,
                                  0.1,  0.316227766017,    1};
  for (std::size_t i = 0; i < rates.size(); ++i) EXPECT_EQ(axes[0].values[i].value, rates[i]);
  const std::vector<double> betas{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  for (std::size_t i = 0; i < betas.size(); ++i) EXPECT_EQ(axes[1].values[i].value, betas[i]);
  EXPECT_EQ(axes[0].labels[1], "0.000316");
  EXPECT_TRUE(plan.run(80).pictures);
}

TEST(Sweep, RangesByProblem) {
  const auto plan = plan_of(R"toml(
budget = 100
[problem.a]
function = "x^2"
start = [1]
[problem.b]
function = "x^4"
start = [1]
[[run]]
method = "sgd"
learning_rate = { a = [0.1, 0.2, 0.3], b = { log_range = [1e-3, 1e-2], points = 2 } }
)toml");
  EXPECT_EQ(plan.size(), 5U);
  EXPECT_EQ(setting(plan.run(2), "learning_rate").value, 0.3);
  EXPECT_EQ(setting(plan.run(3), "learning_rate").value, 1e-3);
}

TEST(Sweep, AListOfOneIsANumber) {
  const auto plan = plan_of(on_bowl("[[run]]\nmethod = \"sgd\"\nlearning_rate = [0.1]\n"));
  EXPECT_EQ(plan.run(0).label, "SGD");
  EXPECT_TRUE(plan.run(0).pictures);
}

TEST(Definition, TheSameTextGivesTheSamePlan) {
  const auto text = on_bowl("[[run]]\nbudget = 100\nmethod = \"adam\"\nbeta1 = { range = [0.1, 0.9], points = 9 }\n");
  const auto a = plan_of(text), b = plan_of(text);
  EXPECT_EQ(plan_text(a), plan_text(b));
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(run_key(a, a.run(i)), run_key(b, b.run(i)));
}

TEST(Definition, TemplateRunsAsItIs) {
  const auto plan = plan_of(definition_template());
  EXPECT_GE(plan.size(), 2U);
  EXPECT_NE(definition_template().find('#'), std::string_view::npos);
}

}  // namespace
}  // namespace ravine::study
