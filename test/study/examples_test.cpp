// The examples run, and the notebook's twelve experiments go where 60-digit arithmetic says they go.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/problem/gradient_noise.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/definition_keys.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/summary.hpp"
#include "ravine/study/thread_pool.hpp"
#include "ravine/study/trajectory_file.hpp"
#include "test/sanitized.hpp"
#include "test/study/file_text.hpp"

namespace ravine::study {
namespace {

namespace fs = std::filesystem;

const fs::path source = RAVINE_SOURCE_DIR;

TEST(Examples, AllAreValid) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(source / "example")) {
    if (entry.path().extension() != ".toml") continue;
    const bool fetched = fs::exists(source / "data" / "fashion-mnist");  // by script/datasets
    if (entry.path().stem() == "fashion" && !fetched) continue;
    SCOPED_TRACE(entry.path());
    EXPECT_GE(read_definition_file(entry.path()).size(), 6U);
    ++count;
  }
  EXPECT_GE(count, 3U);
}

TEST(Examples, NotebookIsTwelveExperiments) {
  const auto plan = read_definition_file(source / "example" / "notebook.toml");
  ASSERT_EQ(plan.size(), 12U);
  EXPECT_EQ(plan.title, "Продвинутые методы оптимизации");
  ASSERT_EQ(plan.problems.size(), 2U);
  EXPECT_EQ(plan.problems[1].title, "Сложная функция");
  for (std::size_t i = 0; i < plan.size(); ++i) {
    EXPECT_EQ(plan.run(i).options.steps, 100U);
    EXPECT_EQ(plan.run(i).problem, i / 6);
    EXPECT_TRUE(plan.run(i).pictures);
  }
}

// The runs of an example, six or three a problem, against trajectories of 60 digits rounded once
// (test/golden/notebook).
void expect_sixty_digits(const std::string& example, const std::vector<std::string>& files) {
  const auto plan = read_definition_file(source / "example" / example);
  SerialExecutor executor;
  const auto results = run(plan, executor);
  ASSERT_EQ(plan.size(), 2 * files.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto name = (i < files.size() ? "simple-" : "complex-") + files[i % files.size()];
    SCOPED_TRACE(name);
    const auto expected = read_trajectory_file(source / "test" / "golden" / "notebook" / (name + ".csv"));
    const auto& history = results.runs[i].history;
    ASSERT_EQ(history.size(), 101U);
    ASSERT_EQ(expected.x.size(), 101U);
    // complex-rmsprop is chaotic: beyond step 60 no double-precision program can follow it.
    const std::size_t last = name == "complex-rmsprop" ? 60 : 100;
    for (std::size_t step = 0; step <= last; ++step) {
      const auto x = history.point(step);
      EXPECT_NEAR(x[0], expected.x[step], 4e-15 * std::max(1.0, std::fabs(expected.x[step]))) << step;
      EXPECT_NEAR(x[1], expected.y[step], 4e-15 * std::max(1.0, std::fabs(expected.y[step]))) << step;
    }
  }
}

TEST(Examples, NotebookAgreesWithSixtyDigits) {
  expect_sixty_digits("notebook.toml", {"sgd", "momentum-0.9", "momentum-0.7", "adagrad", "rmsprop", "adam-notebook"});
}

TEST(Examples, ThreeAdamsAgreeWithSixtyDigits) {
  expect_sixty_digits("three-adams.toml", {"adam-paper", "adam-formula", "adam-notebook"});
}

// A little of example/fashion.toml, where the data set was fetched: every method comes far below an untrained loss.
TEST(Examples, FashionTrains) {
  if (!std::filesystem::exists(source / "data" / "fashion-mnist")) GTEST_SKIP() << "script/datasets fetches it";
  if (!test::fast) GTEST_SKIP() << "70,000 images, measured 24 times: a minute without optimisation";
  const auto plan = read_definition_file(source / "example" / "fashion.toml", {"epochs=0.2"});
  ThreadExecutor executor(2);
  const auto results = run(plan, executor);
  ASSERT_EQ(results.runs.size(), 12U);
  for (const auto& result : results.runs) {
    const auto& history = result.history;
    const auto last = history.measured_step.size() - 1;
    ASSERT_EQ(history.measure_names.front(), "training loss");
    EXPECT_LT(history.measures_at(last)[0], 0.6 * history.measures_at(0)[0]) << plan.run(0).label;
    EXPECT_FALSE(history.has_points());
  }
}

TEST(Examples, TemplateEndsWell) {
  const auto plan = read_definition({std::string(definition_template()), "template", {}});
  SerialExecutor executor;
  const auto results = run(plan, executor);
  for (const auto& result : results.runs) {
    EXPECT_EQ(result.outcome.kind, OutcomeKind::budget) << result.outcome.reason;
    EXPECT_LT(result.f, result.history.f.front());
  }
}

// SGD wanders about the minimum at a mean f of lr sigma^2 n/4 and more; an average over 4000 steps comes far nearer,
// and under heavy tails where gradients are clipped.
TEST(Examples, AveragesComeNearerInNoise) {
  const auto plan = read_definition_file(source / "example" / "noise.toml");
  SerialExecutor executor;
  const auto results = run(plan, executor);
  ASSERT_EQ(plan.size(), 9U);
  const auto mean_of_last_half = [&](std::size_t i) {
    const auto& f = results.runs[i].history.f;
    const auto first = f.size() / 2;
    double sum = 0;
    for (auto row = first; row < f.size(); ++row) sum += f[row];
    return sum / static_cast<double>(f.size() - first);
  };
  for (std::size_t i = 0; i < plan.size(); ++i) {
    EXPECT_EQ(results.runs[i].outcome.kind, OutcomeKind::budget);
    EXPECT_EQ(results.runs[i].history.f.back(), results.runs[i].answer_f) << "the answer is what is recorded";
  }
  EXPECT_GT(mean_of_last_half(0), 0.05 * 4 * 2 / 4);
  for (const std::size_t averaged : {2, 3}) EXPECT_LT(mean_of_last_half(averaged), mean_of_last_half(0) / 10);
  EXPECT_LT(mean_of_last_half(8), mean_of_last_half(4) / 100);
}

// With a rate of 2/(condition + 1) the error of SGD shrinks by (condition - 1)/(condition + 1) a step, that of momentum
// in the end by a root's part; what SGD takes grows as the condition, what momentum takes as its root.
TEST(Examples, RavinesTakeStepsAsTheirConditionSays) {
  const auto plan = read_definition_file(source / "example" / "ravines.toml");
  SerialExecutor executor;
  const auto results = run(plan, executor);
  ASSERT_EQ(plan.size(), 42U);
  const auto steps = [&](std::size_t problem, std::size_t method) {
    const auto& result = results.runs[6 * problem + method];
    return result.outcome.kind == OutcomeKind::target ? static_cast<double>(result.steps) : HUGE_VAL;
  };
  for (std::size_t k = 2; k < 4; ++k) EXPECT_NEAR(steps(k, 0) / steps(k - 1, 0), 10, 1.5) << k;
  for (std::size_t k = 3; k < 7; ++k) EXPECT_NEAR(steps(k, 1) / steps(k - 1, 1), std::sqrt(10), 0.8) << k;
  for (std::size_t k = 4; k < 7; ++k) EXPECT_EQ(steps(k, 0), HUGE_VAL) << k;
  for (std::size_t k = 0; k < 7; ++k) EXPECT_LT(steps(k, 5), 20) << k;
}

TEST(Examples, ExternalFindsTheMinimum) {
  const auto plan = read_definition_file(source / "example" / "external.toml");
  SerialExecutor executor;
  const auto results = run(plan, executor);
  ASSERT_EQ(plan.size(), 6U);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    EXPECT_FALSE(failed(results.runs[i].outcome.kind)) << results.runs[i].outcome.reason;
    EXPECT_LT(results.runs[i].best_f, i % 3 == 2 ? 1e-9 : 1) << i;  // L-BFGS arrives
  }
}

// The large studies at small size: every run ends, none in an error.
TEST(Examples, LargeStudiesRunSmall) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> examples{
      {"million.toml", {"search.samples=300"}},
      {"heatmap.toml", {"run.0.learning_rate.points=5", "run.0.beta1.points=3", "run.1.learning_rate.points=4"}},
      {"halving.toml", {"search.samples=30"}},
      {"basins.toml", {"problem.himmelblau.start.lattice=9"}}};
  SerialExecutor executor;
  for (const auto& [name, overrides] : examples) {
    const auto plan = read_definition_file(source / "example" / name, overrides);
    EXPECT_FALSE(plan.is_traced()) << name;
    std::size_t records = 0;
    run_records(plan, executor, {}, [&](std::size_t, std::span<const RunRecord> part) {
      records += part.size();
      for (const auto& record : part) EXPECT_NE(record.kind, OutcomeKind::error) << record.reason;
    });
    EXPECT_EQ(records, plan.size()) << name;
  }
  EXPECT_EQ(read_definition_file(source / "example" / "million.toml").size(), 1'000'000U);
  EXPECT_EQ(read_definition_file(source / "example" / "basins.toml").size(), 3U * 512 * 512);
  const auto compared = read_definition_file(source / "example" / "compare.toml");
  EXPECT_EQ(compared.problems.size(), 12U);
  EXPECT_EQ(compared.blocks().size(), 12U * 20);
}

// Tables of the documents are written by the program; a difference means that one of them is stale. To renew: copy
// what the test prints.
TEST(Documents, HoldTheProgramsTables) {
  const auto definition = file_text(source / "doc" / "definition.md");
  EXPECT_NE(definition.find(definition_reference()), std::string::npos) << definition_reference();
  const auto noise = file_text(source / "doc" / "noise.md");
  EXPECT_NE(noise.find(gradient_noise_reference()), std::string::npos) << gradient_noise_reference();
  const auto results = file_text(source / "doc" / "results.md");
  EXPECT_NE(results.find(summary_reference()), std::string::npos) << summary_reference();
}

// Every definition shown in doc/definition.md can be run.
TEST(Documents, ShownDefinitionsAreValid) {
  auto text = file_text(source / "doc" / "definition.md");
  std::size_t count = 0;
  const std::string fence = "```toml\n# a whole definition\n";
  for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
    const auto begin = at + 8, end = text.find("```\n", begin);
    EXPECT_NO_THROW(read_definition({text.substr(begin, end - begin), "doc/definition.md", {}}));
    ++count;
  }
  EXPECT_GE(count, 1U);
}

}  // namespace
}  // namespace ravine::study
