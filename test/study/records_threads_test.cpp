// Studies that keep records: what is stored is each run's own, whoever made it, in whatever order, in however many
// goes.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/thread_pool.hpp"
#include "test/study/records.hpp"

namespace ravine::study {
namespace {

// Every way to vary: a grid, samples of both kinds, starts listed, on a lattice, drawn, one a sample; repeats with
// noise; runs that end early; a solver, a probe, an average, a schedule, a chain.
constexpr std::string_view varied = R"toml(
budget = 80
seed = 7
curves = 11
[problem.bowl]
function = "5*x^2 + y^2"
start = { box = [[-5, 5], [-4, 4]], lattice = [4, 3] }
minimum = 0
[problem.valley]
function = "(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)"
start = [[5, -2], [1, 1], [9, 9]]
minimum = 0.9177156346963713
[problem.noisy]
catalogue = "rosenbrock(dimension = 3)"
noise = "gaussian(sigma = 0.1)"
start = { box = [-2, 2], random = 5 }
minimum = 0
[[run]]
method = ["adam", "momentum", "lookahead(k=3, adam)", "sam(adam)", "schedule_free_sgd"]
learning_rate = { log_range = [1e-3, 3], points = 5 }
repeats = 2
[[run]]
label = "L-BFGS"
method = "lbfgs"
[[run]]
label = "drawn"
method = "clip_norm(1) | rmsprop | weight_decay(0.01)"
search = { strategy = "random", samples = 9 }
learning_rate = { log_range = [1e-3, 3] }
epsilon = [1e-8, 1e-6]
gradient_norm = 1e-3
[[run]]
label = "spread"
method = "sgd"
problem = "bowl"
search = { strategy = "sobol", samples = 37 }
start = { box = [[-5, 5], [-4, 4]] }
learning_rate = { range = [0.001, 0.25] }
[[run]]
label = "falling"
method = "adagrad"
learning_rate = "1/(1 + t)"
stall_steps = 10
)toml";

Plan varied_plan(std::vector<std::string> overrides = {}) {
  return read_definition({std::string(varied), "", std::move(overrides)});
}

TEST(Records, AreEachRunsOwnWhoeverMadeIt) {
  auto plan = varied_plan();
  plan.ends = true;
  ASSERT_FALSE(plan.is_traced());
  SerialExecutor serial;
  const auto expected = all_records(plan, serial);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    auto run = plan.run(i);
    run.options.levels = target_levels(plan.problems[run.problem]);
    const auto alone = minimize(*plan.problems[run.problem].problem, run.start, run.method, run.options);
    RunRecord record;
    set_record(record, alone);
    record.index = i;
    record.key = run_key(plan, run);
    record.end = alone.x;
    run.options.record = {.every = 8, .point = false, .gradient = false};  // 11 points of 80 steps
    const auto thin = minimize(*plan.problems[run.problem].problem, run.start, run.method, run.options).history;
    for (std::size_t row = 0; row < thin.size(); ++row)
      record.curve.push_back({thin.evaluations.empty() ? thin.step[row] : thin.evaluations[row], thin.f[row]});
    EXPECT_LE(record.curve.size(), plan.curves);
    expect_same(record, expected[i]);
    // Levels are crossed where the history says so.
    for (std::size_t level = 0; level < run.options.levels.size(); ++level) {
      MaybeCount first;
      for (std::size_t row = 0; row < alone.history.size() && !first; ++row)
        if (alone.history.f[row] <= run.options.levels[level]) first = alone.history.step[row];
      EXPECT_EQ(first, record.steps_to[level]) << run.label << " " << level;
    }
  }
  for (const std::size_t workers : {1, 2, 5}) {
    ThreadExecutor executor(workers);
    const auto records = all_records(plan, executor);
    for (std::size_t i = 0; i < plan.size(); ++i) expect_same(records[i], expected[i]);
  }
}

// Flags, choices, schedules and what the size of the state depends on vary from run to run, in a grid and drawn;
// nothing but records is kept.
TEST(Records, AreEachRunsOwnWhateverShapesIt) {
  const auto plan = read_definition({R"toml(
budget = 80
[problem.bowl]
function = "5*x^2 + y^2"
start = [[3, 2], [-1, 4]]
minimum = 0
[problem.valley]
catalogue = "rosenbrock"
start = [-1.2, 1]
[[run]]
method = "adam"
bias_correction = [true, false]
learning_rate = [0.1, 0.15, 0.2]
[[run]]
method = "clip_norm | adam"
search = { strategy = "random", samples = 40 }
epsilon_place = ["outside", "inside", "hat"]
learning_rate = { log_range = [1e-2, 1] }
[[run]]
method = "lbfgs"
memory = [1, 40, 300, 2]
[[run]]
label = "more than lanes, each with its own end"
method = "adam"
problem = "bowl"
search = { strategy = "random", samples = 900 }
start = { box = [[-5, 5], [-4, 4]] }
learning_rate = ["0.5/(1 + t/20)", 0.1, "cosine(0.9, 0.01)"]
beta1 = { range = [0, 0.9] }
gradient_norm = 0.1
)toml",
                                     "",
                                     {}});
  ASSERT_FALSE(plan.is_traced());
  for (const std::size_t workers : {1, 3}) {
    ThreadExecutor executor(workers);
    const auto records = all_records(plan, executor);
    for (std::size_t i = 0; i < plan.size(); ++i) {
      auto run = plan.run(i);
      run.options.levels = target_levels(plan.problems[run.problem]);
      RunRecord record;
      set_record(record, minimize(*plan.problems[run.problem].problem, run.start, run.method, run.options));
      record.index = i;
      record.key = run_key(plan, run);
      expect_same(record, records[i]);
    }
  }
}

TEST(Records, ContendersMeetTheSameDraws) {
  const auto plan = varied_plan();
  const auto find = [&](std::string_view label, std::string_view problem) {
    for (std::size_t b = 0; b < plan.blocks().size(); ++b)
      if (plan.blocks()[b].label == label && plan.problems[plan.blocks()[b].problem].name == problem)
        return plan.first_run(b);
    return plan.size();
  };
  // Of noisy: five starts, each of its own, the same for all; drawn rates differ and lie within their range.
  const auto adam = find("Adam", "noisy"), momentum = find("Momentum", "noisy"), drawn = find("drawn", "noisy");
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(plan.run(adam + i).start, plan.run(momentum + i).start);
  EXPECT_NE(plan.run(adam).start, plan.run(adam + 2).start);  // repeats go fastest
  EXPECT_EQ(plan.run(adam).options.repeat, 0U);
  EXPECT_EQ(plan.run(adam + 1).options.repeat, 1U);
  const auto rate = [&](std::size_t run) { return plan.run(run).varied[0].value.value; };
  EXPECT_EQ(rate(drawn), rate(find("drawn", "bowl")));
  EXPECT_NE(rate(drawn), rate(drawn + 5));
  for (std::size_t i = 0; i < 45; ++i) EXPECT_TRUE(rate(drawn + i) >= 1e-3 && rate(drawn + i) <= 3);
  EXPECT_NE(rate(drawn), varied_plan({"seed=8"}).run(drawn).varied[0].value.value);
}

// Any 2^k successive samples of Sobol's sequence fall one into each of 2^k equal parts of every range.
TEST(Records, SobolSpreadsEvenly) {
  const auto plan = varied_plan({"run.3.search.samples=64"});
  std::vector<int> rates(64), places(64);
  std::size_t block = 0;
  for (std::size_t b = 0; b < plan.blocks().size(); ++b)
    if (plan.blocks()[b].label == "spread") block = b;
  for (std::size_t i = 0; i < 64; ++i) {
    const auto run = plan.run(plan.first_run(block) + i);
    ++rates[static_cast<std::size_t>((run.varied[0].value.value - 0.001) / 0.249 * 64)];
    ++places[static_cast<std::size_t>((run.start[0] + 5) / 10 * 64)];
  }
  EXPECT_EQ(rates, std::vector<int>(64, 1));
  EXPECT_EQ(places, std::vector<int>(64, 1));
}

void store_all(const std::filesystem::path& path, const Plan& plan, Executor& executor) {
  StudyFile file(path, plan, provenance());
  run_records(plan, executor, file.done_runs(),
              [&](std::size_t block, std::span<const RunRecord> records) { file.add(block, records); });
  file.commit();
  EXPECT_EQ(file.done_count(), plan.size());
}

TEST(StudyFile, GoesOnWhereItEnded) { expect_goes_on(varied_plan(), 3); }

TEST(StudyFile, TakesOverWhatAnotherPlanHasDone) {
  const auto small = varied_plan(), large = varied_plan({"run.0.learning_rate.points=9", "run.2.search.samples=20"});
  ThreadExecutor executor(2);
  const Folder folder;
  const auto path = folder / "study.sqlite";
  store_all(path, small, executor);
  StudyFile file(path, large, provenance());
  EXPECT_EQ(file.done_count(), small.size());
  EXPECT_TRUE(file.set_aside().empty()) << "it has all of the old one";
  run_records(large, executor, file.done_runs(),
              [&](std::size_t block, std::span<const RunRecord> records) { file.add(block, records); });
  const auto expected = all_records(large, executor), records = stored(file);
  ASSERT_EQ(records.size(), large.size());
  for (std::size_t i = 0; i < large.size(); ++i) expect_same(records[i], expected[i]);
  file.commit();
}

TEST(StudyFile, KeepsWhatAnotherPlanHasNot) {
  const auto small = varied_plan(), large = varied_plan({"run.2.search.samples=20"});
  ThreadExecutor executor(2);
  const Folder folder;
  const auto path = folder / "study.sqlite";
  store_all(path, large, executor);
  const StudyFile file(path, small, provenance());
  EXPECT_EQ(file.done_count(), small.size());
  EXPECT_EQ(file.set_aside(), folder / "study.before.sqlite");
  EXPECT_EQ(StudyFile(file.set_aside(), large, provenance()).done_count(), large.size());
}

// The file of a traced study takes the place whole.
TEST(StudyFile, IsKeptBesideTheFileOfATracedStudy) {
  const auto plan = varied_plan();
  ThreadExecutor executor(2);
  const Folder folder;
  const auto path = folder / "study.sqlite";
  EXPECT_TRUE(keep_stored_runs(path).empty()) << "there is none";
  store_all(path, plan, executor);
  EXPECT_FALSE(std::filesystem::exists(folder / "study.sqlite-journal")) << "no journal is left beside a whole file";
  EXPECT_EQ(keep_stored_runs(path), folder / "study.before.sqlite");
  EXPECT_EQ(StudyFile(folder / "study.before.sqlite", plan, provenance()).done_count(), plan.size());
}

// The text of a definition names files: other data are other runs, whatever the text.
TEST(StudyFile, TakesNoRunsOfOtherProblemsForItsOwn) {
  auto plan = varied_plan();
  const Folder folder;
  const auto path = folder / "study.sqlite";
  ThreadExecutor executor(2);
  store_all(path, plan, executor);
  EXPECT_EQ(StudyFile(path, plan, provenance()).done_count(), plan.size());
  for (auto& problem : plan.problems) problem.identity += " of other data";
  EXPECT_EQ(StudyFile(path, plan, provenance()).done_count(), 0U);
}

TEST(StudyFile, RefusesWhatIsNoStoreOfItsOwn) {
  const auto plan = varied_plan();
  const Folder folder;
  const auto path = folder / "study.sqlite";
  const auto message = [&](const std::function<void()>& open) -> std::string {
    try {
      open();
    } catch (const std::exception& error) {
      return error.what();
    }
    return "nothing was thrown";
  };
  const auto opened = [&] { const StudyFile file(path, plan, provenance()); };
  std::ofstream(path) << "This is no database, but a text of some length that goes on beyond a hundred bytes, or more.";
  EXPECT_NE(message(opened).find("no store of a study"), std::string::npos) << message(opened);
  const auto by_force = [&] { const StudyFile file(path, plan, provenance(), true); };  // --force
  std::string foreign = "SQLite format 3";
  foreign.resize(4096);
  std::ofstream(path, std::ios::binary) << foreign;
  EXPECT_NE(message(by_force).find("another program's database"), std::string::npos) << message(by_force);
  EXPECT_EQ(std::filesystem::file_size(path), foreign.size());
  std::ofstream(path) << "no database";
  const StudyFile anew(path, plan, provenance(), true);
  EXPECT_NE(message(opened).find("in use by another program"), std::string::npos) << message(opened);
}

}  // namespace
}  // namespace ravine::study
