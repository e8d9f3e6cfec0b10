// A comparison: contenders are treated alike, and what wins is what is better.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "ravine/base/infinity.hpp"
#include "ravine/study/comparison_result.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/sqlite.hpp"
#include "ravine/study/study_file.hpp"
#include "ravine/study/thread_pool.hpp"

namespace ravine::study {
namespace {

constexpr std::string_view methods = R"toml(
budget = 300
[compare]
target = 1e-3
tuning = 16
starts = 3
scored = 7
[problem.bowl]
function = "5*x^2 + y^2"
start = { box = [-5, 5] }
minimum = 0
[problem.valley]
catalogue = "rosenbrock"
[problem.noisy]
function = "x^2 + 3*y^2"
noise = "gaussian(sigma = 0.01)"
start = [3, 4]
minimum = 0
[[run]]
method = "adam"
learning_rate = { log_range = [1e-4, 3] }
beta1 = [0.5, 0.9]
[[run]]
method = "sgd"
learning_rate = { log_range = [1e-6, 1] }
[[run]]
method = "lbfgs"
)toml";

struct Compared {
  Plan base;
  ContenderPlan tuning, scoring;
  std::vector<Tuned> tuned;
  ComparisonResult result;
};

std::vector<RunRecord> records_of(const Plan& plan, Executor& executor) {
  std::vector<RunRecord> records(plan.size());
  run_records(plan, executor, {}, [&](std::size_t, std::span<const RunRecord> part) {
    for (const auto& record : part) records[record.index] = record;
  });
  return records;
}

Compared compared(std::string_view definition, std::size_t workers, std::vector<std::string> overrides = {}) {
  ThreadExecutor executor(workers);
  Compared all{read_definition({std::string(definition), "", std::move(overrides)}), {}, {}, {}, {}};
  all.tuning = tuning_plan(all.base);
  const auto tried = records_of(all.tuning.plan, executor);
  all.tuned = best_settings(all.tuning, tried);
  all.scoring = scoring_plan(all.base, all.tuning, all.tuned, tried);
  all.result = compare(all.base, all.scoring, records_of(all.scoring.plan, executor));
  return all;
}

TEST(Comparison, KnowsWhatIsTunedAndWhatByItsRateAlone) {
  const auto base = read_definition({std::string(methods) + R"toml([[run]]
method = "momentum"
learning_rate = 0.01
momentum = { range = [0.5, 0.9] }
)toml",
                                     "",
                                     {}});
  const auto tuning = tuning_plan(base);
  const auto expect = [&](std::string_view label, bool any, bool rate_alone) {
    const auto tried = tried_settings(base, tuning, label);
    EXPECT_EQ(tried.any, any) << label;
    EXPECT_EQ(tried.rate_alone, rate_alone) << label;
  };
  expect("Adam", true, true);
  expect("SGD", true, true);
  expect("L-BFGS", false, false);
  expect("Momentum", true, false);
}

TEST(Comparison, ContendersGetTheSame) {
  const auto all = compared(methods, 2);
  const auto& tuning = all.tuning.plan;
  // Adam, its rate alone, SGD; L-BFGS has nothing to tune. On each of three problems.
  ASSERT_EQ(tuning.blocks().size(), 9U);
  for (std::size_t b = 0; b < tuning.blocks().size(); ++b) {
    EXPECT_EQ(tuning.blocks()[b].size(), 16U * 3);
    for (std::size_t i = 0; i < 48; ++i)
      EXPECT_EQ(tuning.run(tuning.first_run(b) + i).start, tuning.run(tuning.first_run(b / 3 * 3) + i).start);
  }
  // Judged from other starts, the same for all, with other noise.
  const auto& scoring = all.scoring.plan;
  ASSERT_EQ(scoring.blocks().size(), 3U * (3 + 2 + 2));
  EXPECT_NE(scoring.seed, tuning.seed);
  for (std::size_t b = 0; b < scoring.blocks().size(); ++b) {
    EXPECT_EQ(scoring.blocks()[b].size(), 7U);
    EXPECT_EQ(scoring.blocks()[b].options.seed, scoring.seed);
    for (std::size_t i = 0; i < 7; ++i) {
      const auto start = scoring.run(scoring.first_run(b) + i).start;
      EXPECT_EQ(start, scoring.run(scoring.first_run(b / 7 * 7) + i).start);
      for (std::size_t k = 0; k < 3; ++k) EXPECT_NE(start, tuning.run(tuning.first_run(b / 7 * 3) + k).start);
    }
  }
}

// A setting without effect ties: what is judged is the default, not the first that was tried. Of f at the end, twice a
// number below 0 is no bound.
TEST(Comparison, WhereAllTieTheDefaultsWin) {
  const auto all = compared(R"toml(
budget = 60
[compare]
target = "none"
tuning = 16
starts = 3
scored = 5
[problem.bowl]
function = "5*x^2 + y^2 - 1000"
start = { box = [-5, 5] }
[[run]]
method = "lbfgs"
learning_rate = { log_range = [1e-3, 10] }
[[run]]
method = "sgd"
learning_rate = { log_range = [1e-3, 0.19] }
)toml",
                            1);
  ASSERT_EQ(all.tuned.size(), 2U);
  EXPECT_TRUE(all.tuned[0].tied);
  EXPECT_EQ(all.tuned[0].near, 16U);
  EXPECT_EQ(all.scoring.plan.blocks()[0].method.text(), "lbfgs");
  EXPECT_FALSE(all.tuned[1].tied);
  EXPECT_GT(all.tuned[1].near, 1U);
  EXPECT_LT(all.tuned[1].near, 16U);
}

TEST(Comparison, TunedIsTheBestThatWasTried) {
  const auto all = compared(methods, 1);
  SerialExecutor executor;
  const auto& plan = all.tuning.plan;
  const auto tried = records_of(plan, executor);
  for (std::size_t b = 0; b < plan.blocks().size(); ++b) {
    const auto median_of = [&](std::size_t settings) {
      std::vector<double> scores;
      for (std::size_t i = 0; i < 3; ++i)
        scores.push_back(score_of(*plan.comparison, tried[plan.first_run(b) + 3 * settings + i]));
      return comparison::median(scores);
    };
    for (std::size_t settings = 0; settings < 16; ++settings)
      EXPECT_LE(median_of(all.tuned[b].settings), median_of(settings));
    EXPECT_EQ(all.tuned[b].score, median_of(all.tuned[b].settings));
  }
  const auto& result = all.result;
  ASSERT_EQ(result.methods.size(), 3U);
  EXPECT_EQ(result.tuned.table.instances, 21U);
  EXPECT_EQ(result.methods[result.order.front()].label, "L-BFGS");
  for (const auto& method : result.methods) {
    EXPECT_GE(method.solved, method.solved_by_default) << method.label;
    EXPECT_LE(method.median.low, method.median.high);
  }
  EXPECT_LT(result.friedman.p_f, 0.05);
  EXPECT_EQ(result.pairs.size(), 3U);
}

TEST(Comparison, DoesNotDependOnThreads) {
  const auto one = compared(methods, 1), two = compared(methods, 2);
  EXPECT_EQ(one.result.tuned.table.scores, two.result.tuned.table.scores);
  EXPECT_EQ(one.result.rate_tuned.table.scores, two.result.rate_tuned.table.scores);
  EXPECT_EQ(one.result.by_default.table.scores, two.result.by_default.table.scores);
  EXPECT_EQ(one.result.friedman.p_f, two.result.friedman.p_f);
  EXPECT_EQ(one.result.methods[0].median.low, two.result.methods[0].median.low);
}

TEST(Comparison, WithHalvingWhatIsChosenWentOn) {
  const std::vector<std::string> halved{"compare.halving=2", "compare.target=none"};
  const auto one = compared(methods, 1, halved), two = compared(methods, 2, halved);
  EXPECT_EQ(one.result.tuned.table.scores, two.result.tuned.table.scores);
  SerialExecutor executor;
  const auto& plan = one.tuning.plan;
  const auto tried = records_of(plan, executor);
  std::size_t pruned = 0;
  for (const auto& record : tried) pruned += record.kind == OutcomeKind::pruned ? 1 : 0;
  EXPECT_GT(2 * pruned, tried.size());
  for (std::size_t b = 0; b < plan.blocks().size(); ++b)
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_NE(tried[plan.first_run(b) + 3 * one.tuned[b].settings + i].kind, OutcomeKind::pruned)
          << plan.blocks()[b].label;
}

// What the tuning runs came to is no known minimum, of whatever the targets count from.
TEST(Comparison, CountsFromTheLeastSeenWhereNoMinimumIsKnown) {
  constexpr std::string_view unknown = R"toml(
budget = 300
[compare]
target = 1e-3
tuning = 8
starts = 3
scored = 3
[problem.bowl]
function = "5*x^2 + y^2 + 2"
start = { box = [-5, 5] }
[[run]]
method = "sgd"
learning_rate = { log_range = [1e-4, 0.2] }
)toml";
  const auto all = compared(unknown, 1);
  const auto& problem = all.scoring.plan.problems[0];
  EXPECT_FALSE(problem.minimum);
  ASSERT_TRUE(problem.least_seen);
  SerialExecutor executor;
  double least = infinity;
  for (const auto& record : records_of(all.tuning.plan, executor)) least = std::min(least, record.best_f);
  EXPECT_EQ(*problem.least_seen, least);
  EXPECT_EQ(target_levels(problem)[2], least + 1e-3);
  EXPECT_EQ(all.result.methods[0].solved, 1);

  const auto path = std::filesystem::path(testing::TempDir()) / "least-seen.sqlite";
  std::filesystem::remove(path);
  { const StudyFile file(path, all.scoring.plan, {}, true); }
  const Database database(path.string(), SQLITE_OPEN_READONLY);
  Query query(database, "SELECT minimum, minimum_from FROM problem");
  ASSERT_TRUE(query.next());
  EXPECT_EQ(query.real(0), least);
  EXPECT_EQ(query.text(1), "seen");
}

TEST(Comparison, JudgesByTheEndWhereThereIsNoTarget) {
  const auto all = compared(methods, 2, {"compare.target=none"});
  EXPECT_FALSE(all.base.comparison->target);
  for (const double score : all.result.tuned.table.scores) EXPECT_FALSE(std::isnan(score));
}

}  // namespace
}  // namespace ravine::study
