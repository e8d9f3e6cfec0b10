// A study on threads: the same bits for any number of them, and a quick end when asked.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "ravine/study/definition.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/summary.hpp"
#include "ravine/study/thread_pool.hpp"

namespace ravine::study {
namespace {

constexpr std::string_view two_problems = R"toml(
budget = 60
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
minimum = 0
[problem.valley]
function = "(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)"
start = [5, -2]
[[run]]
method = "adam"
learning_rate = { log_range = [1e-3, 1], points = 8 }
beta1 = [0.5, 0.9]
[[run]]
method = "sgd"
learning_rate = { bowl = [0.01, 0.3], valley = 0.0002 }
)toml";

void expect_same(const RunResult& a, const RunResult& b) {
  EXPECT_EQ(a.outcome.kind, b.outcome.kind);
  EXPECT_EQ(a.outcome.reason, b.outcome.reason);
  EXPECT_EQ(a.x, b.x);
  EXPECT_EQ(a.best_f, b.best_f);
  EXPECT_EQ(a.steps, b.steps);
  EXPECT_EQ(a.history.step, b.history.step);
  EXPECT_EQ(a.history.x, b.history.x);
  EXPECT_EQ(a.history.f, b.history.f);
}

TEST(Study, AnyNumberOfWorkersAndEachAlone) {
  const auto plan = read_definition({std::string(two_problems), "", {"problem.bowl.noise=student_t(2)"}});
  ASSERT_EQ(plan.size(), 16U + 2 + 16 + 1);
  SerialExecutor serial;
  const auto expected = run(plan, serial);
  ASSERT_EQ(expected.runs.size(), plan.size());
  EXPECT_FALSE(expected.cancelled);
  for (const std::size_t workers : {1, 2, 5}) {
    ThreadExecutor executor(workers);
    const auto results = run(plan, executor);
    ASSERT_EQ(results.runs.size(), plan.size());
    for (std::size_t i = 0; i < plan.size(); ++i) expect_same(results.runs[i], expected.runs[i]);
    EXPECT_EQ(runs_csv(summarise(plan, results)), runs_csv(summarise(plan, expected)));
  }
  for (std::size_t i = 0; i < plan.size(); i += 7) {
    const auto one = plan.run(i);
    expect_same(minimize(*plan.problems[one.problem].problem, one.start, one.method, one.options), expected.runs[i]);
  }
}

TEST(Study, CountsWhatItDoes) {
  const auto plan = read_definition({std::string(two_problems), "", {}});
  ThreadExecutor executor(2);
  StudyControl control;
  const auto results = run(plan, executor, &control);
  std::uint64_t evaluations = 0;
  for (const auto& result : results.runs) evaluations += result.evaluations;
  EXPECT_EQ(control.runs, plan.size());
  EXPECT_EQ(control.evaluations, evaluations);
}

TEST(Study, CancelledBeforeItBegan) {
  const auto plan = read_definition({std::string(two_problems), "", {}});
  ThreadExecutor executor(2);
  StudyControl control;
  control.cancel = true;
  const auto results = run(plan, executor, &control);
  ASSERT_EQ(results.runs.size(), plan.size());
  EXPECT_TRUE(results.cancelled);
  for (const auto& result : results.runs) {
    EXPECT_EQ(result.outcome.kind, OutcomeKind::cancelled);
    EXPECT_EQ(result.history.size(), 0U);
  }
  EXPECT_FALSE(runs_csv(summarise(plan, results)).empty());
}

TEST(Study, CancelledOnTheWayEndsSoon) {
  // Ten thousand million steps: hours, if they were made.
  const auto plan = read_definition(
      {"budget = 1e10\nrecord = { every = 0 }\n[problem.bowl]\nfunction = \"5*x^2 + y^2\"\nstart = [5, 5]\n"
       "[[run]]\nmethod = \"adam\"\nlearning_rate = [1e-3, 1e-4, 1e-5, 1e-6]\n",
       "",
       {}});
  ThreadExecutor executor(2);
  StudyControl control;
  std::thread watcher([&] {
    while (control.evaluations == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    control.cancel = true;
  });
  const auto results = run(plan, executor, &control);
  watcher.join();
  EXPECT_TRUE(results.cancelled);
  EXPECT_LT(results.seconds, 60);  // an overloaded machine's seconds
  for (const auto& result : results.runs) EXPECT_EQ(result.outcome.kind, OutcomeKind::cancelled);
}

TEST(Study, SinkSeesThePlansOrderAndMayThrow) {
  const auto plan = read_definition({std::string(two_problems), "", {}});
  ThreadExecutor executor(2);
  std::vector<std::size_t> order;
  run_each(plan, executor, [&](const PlannedRun& run, RunResult&&) { order.push_back(run.index); });
  ASSERT_EQ(order.size(), plan.size());
  for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
  EXPECT_THROW(run_each(plan, executor, [](const PlannedRun&, RunResult&&) { throw std::runtime_error("full"); }),
               std::runtime_error);
}

}  // namespace
}  // namespace ravine::study
