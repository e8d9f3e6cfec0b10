// What a study's report says of its runs: the cells of its maps, and single runs in words.
#include "ravine/app/study_pictures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "ravine/app/notable_runs.hpp"
#include "ravine/app/tally.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/definition.hpp"
#include "test/study/records.hpp"

namespace ravine::app {
namespace {

// Values out of order, a setting beside those of the map, starts and repeats of noise: whatever a cell is made of.
constexpr const char* grid = R"toml(
budget = 60
pictures = false

[problem.bowl]
function = "5*x^2 + y^2"
start = [[5, 5], [-3, 2], [1, -4]]
minimum = 0
noise = "gaussian(sigma = 0.01)"

[[run]]
method = "momentum"
repeats = 2
nesterov = [true, false]
learning_rate = [0.1, 0.01, 500, 0.001]
momentum = [0.9, 0.0, 0.5]
map = ["learning_rate", "momentum"]
)toml";

struct Made {
  explicit Made(const std::string& text) : plan(study::read_definition({text, "study.toml", {}, {}})), rows(plan) {
    SerialExecutor serial;
    records = study::all_records(plan, serial);
    rows.add(records);
    tallies.resize(plan.blocks().size());
    for (const auto& record : records) tallies[plan.block_of(record.index)].add(record);
  }
  study::Plan plan;
  StudyRows rows;
  std::vector<study::RunRecord> records;
  std::vector<Tally> tallies;
};

TEST(PictureCells, NameARunThatHasTheCellsValueAndSettings) {
  const Made made(grid);
  const auto pictures = study_pictures(made.plan, made.rows);
  const auto map =
      std::find_if(pictures.begin(), pictures.end(), [](const StudyPicture& one) { return one.cells.has_value(); });
  ASSERT_NE(map, pictures.end());
  const auto& cells = *map->cells;
  ASSERT_EQ(cells.x_values.size(), 4U);
  ASSERT_EQ(cells.y_values.size(), 3U);
  ASSERT_EQ(cells.values.size(), 12U);
  EXPECT_EQ(map->figure.cells.x_edges.size(), 5U);
  EXPECT_EQ(map->figure.cells.y_edges.size(), 4U);
  const auto score = made.rows.score(0);
  for (std::size_t i = 0; i < 12; ++i) {
    const auto run = made.plan.run(cells.runs[i]);
    EXPECT_NE(cells.x_values[i % 4].find(shortest(run.method.settings()[0].value)), std::string::npos)
        << cells.x_values[i % 4] << " of run " << run.label;
    EXPECT_NE(cells.y_values[i / 4].find(shortest(run.method.settings()[1].value)), std::string::npos)
        << cells.y_values[i / 4] << " of run " << run.label;
    const double value = score_of(made.rows.row(cells.runs[i]), score);
    const auto said = parse_number(cells.values[i]);
    EXPECT_EQ(said.has_value(), std::isfinite(value)) << cells.values[i];
    if (said) {
      EXPECT_EQ(*said, value);
    } else {
      EXPECT_EQ(cells.values[i] == "failed", failed(made.records[cells.runs[i]].kind)) << cells.values[i];
    }
  }
}

TEST(PictureCells, OfBasinsNameTheRunOfTheirStart) {
  const Made made(R"toml(
budget = 40
pictures = false
[problem.himmelblau]
catalogue = "himmelblau"
start = { box = [[-6, 6], [-3, 3]], lattice = [7, 5] }
[[run]]
method = "adam"
learning_rate = 0.3
)toml");
  const auto pictures = study_pictures(made.plan, made.rows);
  ASSERT_EQ(pictures.size(), 1U);
  const auto& cells = pictures[0].cells.value();
  ASSERT_EQ(cells.runs.size(), 35U);
  for (std::size_t i = 0; i < cells.runs.size(); ++i) {
    const auto start = made.plan.run(cells.runs[i]).start;
    EXPECT_EQ(cells.x_values[i % 7], "x = " + shortest(start[0]));
    EXPECT_EQ(cells.y_values[i / 7], "y = " + shortest(start[1]));
  }
}

TEST(Tally, DoesNotDependOnTheOrder) {
  const Made made(grid);
  auto order = made.records;
  std::mt19937 draw(1);
  for (int turn = 0; turn < 5; ++turn) {
    std::shuffle(order.begin(), order.end(), draw);
    Tally tally;
    for (const auto& record : order) tally.add(record);
    EXPECT_EQ(tally.outcomes, made.tallies[0].outcomes);
    EXPECT_EQ(tally.best->index, made.tallies[0].best->index);
    for (std::size_t kind = 0; kind < outcome_kinds; ++kind) {
      ASSERT_EQ(tally.worst[kind].has_value(), made.tallies[0].worst[kind].has_value());
      if (tally.worst[kind]) {
        EXPECT_EQ(tally.worst[kind]->run, made.tallies[0].worst[kind]->run);
      }
    }
  }
}

TEST(NotableRuns, SayWhyRunsFailed) {
  const Made made(R"toml(
budget = 200
pictures = false
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
minimum = 0
[[run]]
method = "sgd"
learning_rate = [0.05, 0.4, 0.0001, 0.0002]
target = 1e-10
)toml");
  SerialExecutor serial;
  const auto notable = notable_runs(made.plan, made.tallies, serial);
  const auto of_run = [&](std::size_t run) {
    return std::find_if(notable.begin(), notable.end(), [&](const NotableRun& one) { return one.run == run; });
  };
  ASSERT_NE(of_run(1), notable.end());
  EXPECT_EQ(of_run(1)->why, "diverged");
  EXPECT_NE(of_run(1)->texts.front().find("stable below 0.2"), std::string::npos) << of_run(1)->texts.front();
  EXPECT_EQ(of_run(1)->label, made.plan.run(1).label);
  ASSERT_NE(of_run(2), notable.end());
  EXPECT_EQ(of_run(2)->why, "budget, the worst of 2");
  EXPECT_EQ(of_run(3), notable.end());
}

}  // namespace
}  // namespace ravine::app
