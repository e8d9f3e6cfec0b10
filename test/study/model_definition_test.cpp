// [data.NAME] and `model`: from files to problems, and what is refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/measures_csv.hpp"
#include "ravine/study/study.hpp"

namespace ravine::study {
namespace {

// Two clouds of four points: linearly separable.
constexpr const char* clouds = "x,y,kind\n0,0,a\n0,1,a\n1,0,a\n1,1,a\n5,5,b\n5,6,b\n6,5,b\n6,6,b\n";
constexpr const char* on_clouds =
    "[data.clouds]\nfile = \"clouds.csv\"\nscaling = \"standardise\"\nvalidation = 2\nstratified = true\n"
    "[problem.line]\nmodel = \"logistic(batch = 2)\"\ndata = \"clouds\"\n[[run]]\nmethod = \"adam(lr = 0.1)\"\n";

class ModelDefinition : public ::testing::Test {
 protected:
  ModelDefinition() : folder_(std::filesystem::path(::testing::TempDir()) / "ravine-model-definition") {
    std::filesystem::create_directories(folder_);
    write_file(folder_ / "clouds.csv", std::string(clouds));
  }
  Plan plan(const std::string& text) const { return read_definition({text, "study.toml", {}, folder_}); }
  void refuses(const std::string& text, const std::string& part) const {
    try {
      plan(text);
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(ModelDefinition, TrainsAndMeasuresOnceAnEpoch) {
  const auto study = plan("epochs = 20\n" + std::string(on_clouds));
  ASSERT_EQ(study.size(), 1U);
  EXPECT_EQ(study.run(0).options.steps, 60U);  // six samples to learn from, two at once
  EXPECT_EQ(study.run(0).options.record.measure, 3U);
  SerialExecutor executor;
  const auto results = run(study, executor);
  const auto& history = results.runs[0].history;
  EXPECT_EQ(history.measured_step.size(), 21U);
  for (std::size_t k = 0; k < history.measure_names.size(); ++k)
    if (history.measure_names[k].ends_with("accuracy")) {
      EXPECT_EQ(history.measures_at(20)[k], 1) << history.measure_names[k];
    }
  const auto csv = measures_csv(study, results, 0);
  EXPECT_EQ(csv.substr(0, csv.find(",seconds")), "run,step,evaluations,epoch,samples");
  EXPECT_NE(csv.find("\nAdam,3,3,1,6,"), std::string::npos) << csv;
}

TEST_F(ModelDefinition, KeysNameWhatTheDataIs) {
  const auto with = [&](const std::string& change) { return plan(change + on_clouds).problems[0].identity; };
  EXPECT_EQ(with(""), with("title = \"another\"\n"));
  EXPECT_NE(with(""), with("seed = 2\n"));  // divides the data otherwise
}

TEST_F(ModelDefinition, RefusesWhatItCannotBe) {
  const std::string text = on_clouds;
  const auto changed = [&](const std::string& from, const std::string& to) {
    auto copy = text;
    return copy.replace(copy.find(from), from.size(), to);
  };
  refuses(changed("data = \"clouds\"", "data = \"cloud\""), "nearest known: `clouds`");
  refuses(changed("data = \"clouds\"\n", ""), "a model needs `data`");
  refuses(changed("clouds.csv", "nowhere.csv"), "nowhere.csv");
  refuses(changed("logistic", "logistics"), "nearest known: `logistic`");
  refuses(changed("\"standardise\"", "\"standard\""), "`scaling`");
  refuses(changed("model = ", "function = \"x^2\"\nmodel = "), "`model` stands beside `function`");
  refuses(changed("data = ", "timeout = 3\ndata = "), "`timeout` is not of problems with `model`");
  // At the key that is wrong, and in the data's own file at its line and column.
  const auto keyed = [&](const std::string& line) { return changed("scaling = \"standardise\"", line); };
  refuses(keyed("target = \"klass\""), ":3:10: ");
  refuses(keyed("leave_out = [\"q\"]"), ":3:13: ");
  refuses(changed("validation = 2", "validation = 40"), ":4:14: the validation part");
  refuses(keyed("scaling = 0"), ":3:11: features cannot be divided by 0");
  refuses(keyed("target_file = \"nowhere.csv\""), ":3:15: cannot read");
  refuses(keyed("header = false"), "clouds.csv:1:1: ");
  refuses("epochs = 0\n" + text, "a number above 0");
  refuses("epochs = 1\nbudget = 10\n" + text, "say the same");
  refuses("epochs = 1\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"\n", "has none");
  EXPECT_THROW(read_definition({text, "study.toml", {}}), InputError);  // no folder: no files
}

}  // namespace
}  // namespace ravine::study
