// The box that a map shows when nobody says which, and how points in it are written.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/scene.hpp"
#include "test/view/scenes.hpp"

namespace ravine::view {
namespace {

bool holds(const Box& box, double x, double y) {
  return x >= box.x_low && x <= box.x_high && y >= box.y_low && y <= box.y_high;
}

Trajectory straight(Point from, Point step, std::size_t count) {
  Trajectory run;
  for (std::size_t i = 0; i < count; ++i) {
    const auto k = static_cast<double>(i);
    run.step.push_back(k);
    run.x.push_back(from.x + k * step.x);
    run.y.push_back(from.y + k * step.y);
    run.f.push_back(-k);
  }
  return run;
}

TEST(BoxAround, HoldsEveryPointWithAValueOfARunThatLeftItsDomain) {
  auto run = straight({3, 2}, {-0.1, -0.2}, 11);
  run.failed = true;
  run.x.push_back(1e6);
  run.y.push_back(-1e6);
  run.f.push_back(std::nan(""));
  const std::vector<Trajectory> runs{run};
  const Box box = box_around(runs, {});
  for (std::size_t i = 0; i < 11; ++i) EXPECT_TRUE(holds(box, run.x[i], run.y[i]));
  EXPECT_LT(box.x_high, 10) << "the jump out of the domain does not count";
}

TEST(BoxAround, OneRunThatRunsAwayDoesNotTakeTheViewOver) {
  const auto saddle = [](double x, double y) { return x * x - y * y; };
  auto away = scenes::descend(saddle, {3, 0.01}, 0.05, 0, 300, "sgd");
  ASSERT_GT(away.y.back(), 1e9);
  const std::vector<Trajectory> runs{straight({3, 0.01}, {-0.03, 0.05}, 101), away};
  const Box box = box_around(runs, {});
  EXPECT_TRUE(holds(box, 0, 5.01));
  EXPECT_LT(box.y_high, 15);
  EXPECT_FALSE(away.failed) << "nothing but its points tells";
}

TEST(BoxAround, ARunThatFailedDoesNotTakeTheViewOver) {
  Trajectory failed;
  failed.failed = true;
  failed.step = {0, 1, 2};
  failed.x = {5, 4.9, 4.8};
  failed.y = {-2, 5e5, -4e4};
  failed.f = {1, 2, std::nan("")};
  const auto sound = straight({5, -2}, {-0.01, 0.05}, 101);
  const std::vector<Trajectory> runs{failed, sound};
  const Box box = box_around(runs, {});
  EXPECT_TRUE(holds(box, sound.x.back(), sound.y.back()));
  EXPECT_LT(box.y_high, 5) << "a margin beyond 3";
}

// Paths of (0.01, 100) long: each axis has its usual margin, 8 % on both sides.
TEST(BoxAround, WithoutEqualUnitsFitsEachAxis) {
  const std::vector<Trajectory> runs{straight({0.01, 100}, {-1e-4, -1}, 101)};
  const Box box = box_around(runs, {}, std::numeric_limits<double>::infinity());
  EXPECT_NEAR(box.x_low, -0.0008, 1e-9);
  EXPECT_NEAR(box.x_high, 0.0108, 1e-9);
  EXPECT_NEAR(box.y_high, 108, 1e-9);
  const std::vector<Trajectory> level{straight({1, 100}, {0, -1}, 101)};
  EXPECT_GT(box_around(level, {}, std::numeric_limits<double>::infinity()).x_high, 1)
      << "an axis along which nothing moved";
}

TEST(BoxAround, ALoneRunThatDivergesIsSeenForSomeSteps) {
  const std::vector<Trajectory> runs{scenes::descend(scenes::bowl_f, {5, 5}, 0.3, 0, 500, "sgd")};
  const Box box = box_around(runs, {});
  EXPECT_TRUE(holds(box, runs[0].x[2], runs[0].y[2]));
  EXPECT_LT(box.x_high - box.x_low, 1000);
}

TEST(BoxAround, NothingAtAllHasABoxToo) {
  const Box box = box_around({}, {});
  EXPECT_LT(box.x_low, box.x_high);
  std::vector<Trajectory> runs(1);
  runs[0].x = runs[0].y = runs[0].f = {std::numeric_limits<double>::infinity()};
  runs[0].step = {0};
  EXPECT_LT(box_around(runs, {}).y_low, box_around(runs, {}).y_high);
}

TEST(Coordinates, ShowNoOtherPoint) {
  const Box wide{-1e6, 1e6, -1e6, 1e6}, usual{-7, 7, -7, 7};
  EXPECT_EQ(coordinates({5, 5}, wide), "(5, 5)");
  EXPECT_EQ(coordinates({9.5783e-7, 0}, wide), "(9.58·10⁻⁷, 0)");
  EXPECT_EQ(coordinates({-0.0123456, 1234.5}, usual), "(−0.0123, 1230)");
  EXPECT_EQ(coordinates({4.9996, 5}, usual), "(4.9996, 5)");
}

}  // namespace
}  // namespace ravine::view
