// Successive halving: who goes on is who was better, whoever made the runs, in however many goes.
#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <string>

#include "ravine/study/definition.hpp"
#include "ravine/study/halving.hpp"
#include "ravine/study/thread_pool.hpp"
#include "test/study/records.hpp"

namespace ravine::study {
namespace {

// A grid and samples; several starts and repeats with noise; runs that diverge, converge, leave the domain; a solver, a
// probe of two gradients a step, a schedule that knows the budget; and a run that is not halved.
constexpr std::string_view halved = R"toml(
budget = 90
seed = 5
search = { strategy = "sobol", samples = 30, halving = 3, least_budget = 3 }
[problem.valley]
function = "(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)"
start = [[5, -2], [1, 1], [9, 9]]
[problem.noisy]
catalogue = "rosenbrock(dimension = 3)"
noise = "gaussian(sigma = 0.1)"
start = { box = [-2, 2], random = 2 }
minimum = 0
[[run]]
method = ["momentum", "sam(adam)", "lbfgs"]
learning_rate = { log_range = [1e-4, 3] }
repeats = 2
gradient_norm = 1e-2
[[run]]
label = "grid"
method = "adam"
search = { strategy = "grid", halving = 2 }
learning_rate = { log_range = [1e-3, 3], points = 8 }
beta1 = ["0.9*(1 - t/T)", 0.5]
[[run]]
label = "whole"
method = "rmsprop"
search = { strategy = "random", samples = 4 }
learning_rate = { log_range = [1e-3, 3] }
[[run]]
label = "few"
method = "adagrad"
search = { strategy = "random", samples = 2, halving = 3 }
learning_rate = { log_range = [1e-3, 3] }
)toml";

Plan halved_plan() { return read_definition({std::string(halved), "", {}}); }

TEST(Halving, RungsGrowToTheBudget) {
  const auto text = [](std::size_t budget, Sampling sampling) {
    Block block{0, "", Method::parse("sgd"), {0}, {}, {}, false};
    block.options.steps = budget;
    block.sampling = sampling;
    std::string ladder;
    for (const auto& rung : rungs(block))
      ladder += std::to_string(rung.settings) + "x" + std::to_string(rung.evaluations) + " ";
    return ladder;
  };
  EXPECT_EQ(text(81, {Strategy::sobol, 81, 3, 1}), "81x1 27x3 9x9 3x27 1x81 ");  // Jamieson & Talwalkar's example
  EXPECT_EQ(text(1000, {Strategy::sobol, 1000, 4, 0}), "1000x15 250x62 62x250 15x1000 ");
  EXPECT_EQ(text(100, {Strategy::sobol, 5, 2, 1}), "5x25 2x50 1x100 ");
  EXPECT_EQ(text(100, {Strategy::sobol, 5, 9, 1}), "5x100 ");
  EXPECT_EQ(text(100, {Strategy::sobol, 50, 2, 100}), "50x100 ");
  EXPECT_EQ(text(100, {Strategy::sobol, 50, 0, 0}), "50x100 ");
}

// Against the definition of it: whole runs are made, and each rung sorts what they had come to by then.
TEST(Halving, TheBetterGoOn) {
  const auto plan = halved_plan();
  SerialExecutor serial;
  const auto records = all_records(plan, serial);
  std::size_t pruned = 0;
  for (std::size_t b = 0; b < plan.blocks().size(); ++b) {
    const auto& block = plan.blocks()[b];
    const auto together = block.starts.size() * block.repeats;
    const auto ladder = rungs(block);
    EXPECT_EQ(ladder.size() == 1, block.label == "whole" || block.label == "few");
    std::vector<std::size_t> left(block.settings());
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = i;
    for (std::size_t r = 0; r < ladder.size(); ++r) {
      ASSERT_EQ(left.size(), ladder[r].settings);
      std::vector<std::pair<double, std::size_t>> order;
      std::map<std::size_t, std::vector<RunRecord>> came_to;
      for (const auto settings : left) {
        std::vector<double> scores;
        for (std::size_t i = 0; i < together; ++i) {
          auto run = plan.run(plan.first_run(b) + settings * together + i);
          run.options.levels = target_levels(plan.problems[block.problem]);
          run.options.pruned_after = ladder[r].evaluations;
          run.options.record.every = 0;
          RunRecord record;
          set_record(record, minimize(*plan.problems[block.problem].problem, run.start, run.method, run.options));
          record.index = run.index;
          record.key = run_key(plan, run);
          EXPECT_LE(record.evaluations, ladder[r].evaluations);
          scores.push_back(failed(record.kind) ? std::numeric_limits<double>::infinity() : record.answer_f);
          came_to[settings].push_back(record);
        }
        std::sort(scores.begin(), scores.end());
        order.emplace_back(scores[(together - 1) / 2], settings);
      }
      const bool last = r + 1 == ladder.size();
      std::sort(order.begin(), order.end());
      const auto on = last ? 0 : ladder[r + 1].settings;
      for (std::size_t place = on; place < order.size(); ++place)
        for (auto record : came_to[order[place].second]) {
          if (record.kind == OutcomeKind::pruned) {
            record.reason =
                "the best " + std::to_string(on) + " of " + std::to_string(order.size()) + " settings went on";
            ++pruned;
          }
          SCOPED_TRACE(plan.run(record.index).label + ", rung " + std::to_string(r));
          expect_same(records[record.index], record);
        }
      left.clear();
      for (std::size_t place = 0; place < on; ++place) left.push_back(order[place].second);
    }
  }
  EXPECT_GT(pruned, plan.size() / 2);
}

TEST(Halving, DoesNotDependOnWorkers) {
  const auto plan = halved_plan();
  SerialExecutor serial;
  const auto expected = all_records(plan, serial);
  for (const std::size_t workers : {2, 5}) {
    ThreadExecutor executor(workers);
    const auto records = all_records(plan, executor);
    for (std::size_t i = 0; i < plan.size(); ++i) expect_same(records[i], expected[i]);
  }
}

// Whatever part of the runs is stored already, the others come to the same; and nothing is handed over twice.
TEST(Halving, GoesOnFromAnyRuns) {
  const auto plan = halved_plan();
  ThreadExecutor executor(2);
  const auto expected = all_records(plan, executor);
  for (std::uint64_t pattern = 1; pattern <= 12; ++pattern) {
    DoneRuns done{std::vector<bool>(plan.size()), {}};
    std::vector<int> handed(plan.size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      if ((i * 2654435761U >> pattern) % (1 + pattern % 4) != 0) continue;
      done.runs[i] = true;
      handed[i] = 1;
      if (plan.blocks()[plan.block_of(i)].sampling.halving > 0) done.halved.push_back(expected[i]);
    }
    run_records(plan, executor, done, [&](std::size_t, std::span<const RunRecord> part) {
      for (const auto& record : part) {
        ++handed[record.index];
        expect_same(record, expected[record.index]);
      }
    });
    EXPECT_EQ(handed, std::vector<int>(plan.size(), 1)) << pattern;
  }
}

TEST(Halving, IsStoredAndGoesOnAfterAnInterruption) { expect_goes_on(halved_plan(), 5); }

}  // namespace
}  // namespace ravine::study
