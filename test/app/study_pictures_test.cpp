// What a study's report says of its runs: the cells of its maps, and single runs in words.
#include "ravine/app/study_pictures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "ravine/app/basins.hpp"
#include "ravine/app/block_samples.hpp"
#include "ravine/app/notable_runs.hpp"
#include "ravine/app/shown_axis.hpp"
#include "ravine/app/tally.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/view/geometry/ticks.hpp"
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

// Whether the picture whose file is named so says it.
bool has_text(const std::vector<StudyPicture>& pictures, const std::string& file, const std::string& text) {
  for (const auto& picture : pictures)
    if (picture.file.find(file) != std::string::npos)
      for (const auto& item : picture.figure.items)
        if (const auto* one = std::get_if<view::Text>(&item); one && one->text.find(text) != std::string::npos)
          return true;
  return false;
}

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

// Two methods, minima that are nowhere told: both maps name the same places, and a place has one colour on both.
TEST(StudyPictures, BasinsOfOneProblemShareTheirColours) {
  const Made made(R"toml(
budget = 300
pictures = false
[problem.wells]
function = "(x^2 - 1)^2 + y^2 + 0.2*x"
start = { box = [[-2, 2], [-1, 1]], lattice = [12, 9] }
[[run]]
method = "sgd"
learning_rate = 0.05
[[run]]
method = "momentum"
learning_rate = 0.05
momentum = 0.8
)toml");
  const auto basins = problem_basins(made.plan, 0, made.rows);
  ASSERT_EQ(basins.maps.size(), 2U);
  const auto& first = basins.maps.at(0);
  const auto& second = basins.maps.at(1);
  ASSERT_EQ(first.minima.size(), 2U);
  EXPECT_EQ(basins.key.hues.size(), 2U);
  for (std::size_t k = 0; k < 2; ++k) EXPECT_EQ(first.minima[k].label, second.minima[k].label);
  // The roots of 4x(x^2 - 1) + 0.2 beside -1 and 1, to a map's accuracy.
  std::vector<double> x{first.minima[0].place.x, first.minima[1].place.x};
  std::sort(x.begin(), x.end());
  EXPECT_NEAR(x[0], -1.0241, 0.04);
  EXPECT_NEAR(x[1], 0.9740, 0.04);
}

TEST(ShownAxis, FollowsTheSpacingOfItsRange) {
  const auto kind_of = [](const std::string& values, const std::string& search = "") {
    const Made made(
        "budget = 5\npictures = false\n[problem.bowl]\nfunction = \"x^2 + y^2\"\nstart = [1, 1]\n"
        "[[run]]\nmethod = \"sgd\"\n" +
        search + "learning_rate = " + values + "\n");
    const auto& block = made.plan.blocks().front();
    return axis_kind(block, block.axes.front());
  };
  using view::AxisKind;
  EXPECT_EQ(kind_of("{ range = [0.01, 1], points = 5 }"), AxisKind::linear);
  EXPECT_EQ(kind_of("{ log_range = [0.01, 1], points = 5 }"), AxisKind::logarithmic);
  EXPECT_EQ(kind_of("{ log_range = [0.1, 0.2], points = 5 }"), AxisKind::logarithmic);
  EXPECT_EQ(kind_of("[0.1, 0.001, 0.01]"), AxisKind::logarithmic);
  EXPECT_EQ(kind_of("[0.5, 0.9, 0.95]"), AxisKind::linear);
  EXPECT_EQ(kind_of("[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]"), AxisKind::linear) << "nearly a decade, but even";
  EXPECT_EQ(kind_of("[0, 0.01, 0.1]"), AxisKind::linear) << "zero has no logarithm";
  EXPECT_EQ(kind_of("[0.1, \"0.1/(1 + t)\"]"), AxisKind::categories);
  const std::string drawn = "search = { strategy = \"random\", samples = 4 }\n";
  EXPECT_EQ(kind_of("{ range = [0.01, 1] }", drawn), AxisKind::linear);
  EXPECT_EQ(kind_of("{ log_range = [0.01, 1] }", drawn), AxisKind::logarithmic);
}

// Of settings with several starts the one with the best median is marked, be another's luckiest run better.
TEST(StudyPictures, ParallelCoordinatesMarkTheBestSetting) {
  const Made made(R"toml(
budget = 30
pictures = false
[problem.valley]
function = "(1 - x)^2 + 100*(y - x^2)^2"
start = [[-1, 1], [0.99, 0.99], [2, 2], [-2, 0], [0, 2]]
minimum = 0
[[run]]
method = "adam"
search = { strategy = "sobol", samples = 24 }
learning_rate = { log_range = [1e-3, 1] }
beta1 = { range = [0.1, 0.95] }
)toml");
  const auto score = made.rows.score(0);
  const auto value = [&](std::size_t run) { return score_of(made.rows.row(run), score); };
  std::size_t best = 0, luckiest = 0;
  double least = infinity;
  for (std::size_t setting = 0; setting < 24; ++setting) {
    std::vector<double> scores;
    for (std::size_t i = 0; i < 5; ++i) {
      scores.push_back(value(5 * setting + i));
      if (scores.back() < value(luckiest)) luckiest = 5 * setting + i;
    }
    std::sort(scores.begin(), scores.end());
    if (scores[2] < least) least = scores[2], best = setting;
  }
  ASSERT_NE(best, luckiest / 5) << "else this tells nothing";
  const auto pictures = study_pictures(made.plan, made.rows);
  const auto picture = std::find_if(pictures.begin(), pictures.end(), [](const StudyPicture& one) {
    return one.file.find("coordinates") != std::string::npos;
  });
  ASSERT_NE(picture, pictures.end());
  std::vector<std::string> bold;
  for (const auto& item : picture->figure.items)
    if (const auto* text = std::get_if<view::Text>(&item); text && text->bold) bold.push_back(text->text);
  const auto settings = made.plan.run(5 * best).method.settings();
  for (const double wanted : {settings[0].value, settings[1].value, least})
    EXPECT_NE(std::find(bold.begin(), bold.end(), view::readable(wanted)), bold.end()) << view::readable(wanted);
  EXPECT_TRUE(has_text(pictures, "learning_rate", view::readable(settings[0].value)))
      << "the picture of the learning rate marks the same";
}

// Two maps of one quantity, of which one method needs far more evaluations: the colour bars say the same numbers.
TEST(StudyPictures, MapsOfAQuantityShareTheirColours) {
  const Made made(R"toml(
budget = 400
pictures = false
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
minimum = 0
[[run]]
method = "momentum"
learning_rate = [0.001, 0.01, 0.1]
momentum = [0.5, 0.9]
[[run]]
method = "adam"
learning_rate = [0.01, 0.1, 1]
beta1 = [0.5, 0.9]
)toml");
  std::vector<std::vector<std::string>> bars;
  for (const auto& picture : study_pictures(made.plan, made.rows)) {
    if (!picture.cells) continue;
    bars.emplace_back();
    const double right = picture.figure.cells.x_edges.back();
    for (const auto& item : picture.figure.items)
      if (const auto* text = std::get_if<view::Text>(&item); text && text->position.x > right)
        bars.back().push_back(text->text);
    EXPECT_NE(picture.caption.find("one scale"), std::string::npos);
  }
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_GT(bars[0].size(), 1U);
  EXPECT_EQ(bars[0], bars[1]);
}

// Some of many runs are looked at: from wherever they were drawn. Each eighth of Sobol's points is in one corner.
TEST(BlockSamples, LookAtRunsFromAllOfAnInterval) {
  const Made made(R"toml(
budget = 1
pictures = false
search = { strategy = "sobol", samples = 150_000 }
[problem.bowl]
function = "5*x^2 + y^2"
start = { box = [-2, 2] }
minimum = 0
[[run]]
method = "sgd"
learning_rate = { range = [0.1, 0.9] }
)toml");
  const auto blocks = block_samples(made.plan, made.rows);
  const auto& values = blocks[0].drawn_values();
  ASSERT_LE(values.size(), std::size_t{1} << 17);
  ASSERT_GE(values.size(), std::size_t{1} << 15);
  for (std::size_t tenth = 0; tenth <= 10; ++tenth)
    EXPECT_NEAR(values[tenth * (values.size() - 1) / 10].first, 0.1 + 0.08 * static_cast<double>(tenth), 0.002);
  const auto pictures = study_pictures(made.plan, made.rows);
  ASSERT_EQ(pictures.size(), 1U);
  EXPECT_TRUE(has_text(pictures, "learning_rate ends", "f − f* at the end"));
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
