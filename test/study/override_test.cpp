// --set: what it reaches, and what it says when it does not.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/study/definition.hpp"

namespace ravine::study {
namespace {

constexpr std::string_view base_text = R"toml(
budget = 10
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
[problem.valley]
function = "x^2 + 8*y^4"
start = [5, -2]
[[run]]
label = "Спуск 0.1"
method = "sgd"
learning_rate = { bowl = 0.01, valley = 0.0002 }
[[run]]
method = "adam"
[[run]]
label = "0.9"
method = "momentum"
)toml";

Plan with(std::vector<std::string> overrides) {
  return read_definition({std::string(base_text), "study.toml", std::move(overrides)});
}

double learning_rate(const PlannedRun& run) {
  const auto& info = run.method.info();
  return run.method.settings()[static_cast<std::size_t>(info.find("learning_rate") - info.parameters.data())].value;
}

TEST(Override, TopLevel) {
  EXPECT_EQ(with({"budget=50"}).run(0).options.steps, 50U);
  EXPECT_EQ(with({"budget=50", "budget = 60"}).run(0).options.steps, 60U);  // the last one counts
  EXPECT_EQ(with({"title=Мой опыт"}).title, "Мой опыт");
  EXPECT_EQ(with({"seed=7"}).run(0).options.seed, 7U);
  EXPECT_EQ(with({"target=1e-3"}).run(0).options.target, 1e-3);
}

TEST(Override, Problem) {
  EXPECT_EQ(with({"problem.bowl.start=[4,4]"}).run(0).start, (std::vector<double>{4, 4}));
  EXPECT_EQ(with({"problem.valley.function=x^4+y^4"}).problems[1].identity, "x y: x^4 + y^4");
  const auto view = with({"problem.bowl.view.x=[0,1]", "problem.bowl.view.y=[0,2]"}).problems[0].view;
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->y_high, 2);
  EXPECT_EQ(with({"problem.\"bowl\".title=Чаша"}).problems[0].title, "Чаша");
}

TEST(Override, Run) {
  // Runs of a problem stand together: 0 ... 2 on the bowl.
  EXPECT_EQ(learning_rate(with({"run.0.learning_rate=0.5"}).run(0)), 0.5);
  EXPECT_EQ(learning_rate(with({"run.0.learning_rate.bowl=0.5"}).run(0)), 0.5);
  EXPECT_EQ(learning_rate(with({"run.0.lr=0.5"}).run(0)), 0.5);  // by another of the setting's names
  EXPECT_EQ(learning_rate(with({"run.1.lr=0.5", "run.1.eta=0.25"}).run(1)), 0.25);
  EXPECT_EQ(learning_rate(with({"run.\"Спуск 0.1\".learning_rate=0.5"}).run(0)), 0.5);
  EXPECT_EQ(learning_rate(with({"run.adam.learning_rate=0.5"}).run(1)), 0.5);
  EXPECT_EQ(learning_rate(with({"run.Adam.learning_rate=0.5"}).run(1)), 0.5);  // what it is called without a label
  EXPECT_EQ(learning_rate(with({"run.\"0.9\".learning_rate=0.5"}).run(2)), 0.5);
  EXPECT_EQ(with({"run.1.learning_rate=[0.1, 0.2]"}).size(), 8U);
  EXPECT_EQ(with({"run.1.method=sgd(lr=0.1)"}).run(1).method.info().name, "sgd");
}

struct OverrideFault {
  std::string override;
  std::string fragment;
};

TEST(Override, Errors) {
  const OverrideFault faults[] = {
      {"budget", "there is no `=`"},
      {"=5", "a part of the key is empty"},
      {"problem..start=5", "a part of the key is empty"},
      {"budget=", "the value is missing"},
      {"problem.bowl.start=[4,4", "not TOML"},
      {"\"budget=5", "not closed"},
      {"budget=0", "`budget` is the number 0"},
      {"budgt=5", "unknown key `budgt`"},
      {"problem.bowll.start=[4,4]", "no problem `bowll`; nearest known: `bowl`"},
      {"problem.bowl.strat=[4,4]", "unknown key `strat`"},
      {"problem.bowl.start=[4,4,4]", "`start` has 3 coordinates"},
      {"problem.bowl.start.x=4", "`problem.bowl.start` is a list"},
      {"problem.bowl.function=5x^2", "5*x"},
      {"run.5.method=adam", "there is no run 5"},
      {"run.0=5", "a run has no value of its own"},
      {"run.adma.learning_rate=0.5", "no run is called `adma`; nearest known: `adam`"},
      {"run.0.learning_rate=-1", "-1"},
      {"run.1.learning_rat=1", "unknown key `learning_rat`"},
      {"run.0.learning_rate=0.1/(1+q)", "q"},
      {"title=\xFF", "not UTF-8"},
  };
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.override);
    try {
      with({fault.override});
      ADD_FAILURE() << "no error";
    } catch (const InputError& error) {
      const std::string what = error.what();
      EXPECT_NE(what.find(fault.fragment), std::string::npos) << what;
      EXPECT_TRUE(what.starts_with("--set ")) << what;
      EXPECT_EQ(error.parts().place.line, 0U) << what;
    }
  }
}

TEST(Override, FaultsOfTheFileKeepTheirPlace) {
  try {
    read_definition({"budget = 0\n" + std::string(base_text).substr(12), "study.toml", {"seed=3"}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("study.toml:1:10: ")) << error.what();
  }
}

TEST(Override, AmbiguousMethod) {
  const auto text = std::string(base_text) + "[[run]]\nmethod = \"adam\"\nlearning_rate = 1\n";
  EXPECT_THROW(read_definition({text, "", {"run.adam.learning_rate=0.5"}}), InputError);
  EXPECT_NO_THROW(read_definition({text, "", {"run.3.learning_rate=0.5"}}));
}

}  // namespace
}  // namespace ravine::study
