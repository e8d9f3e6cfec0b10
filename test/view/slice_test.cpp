// Pictures of problems of more than two dimensions: a plane through the runs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/ravine.hpp"
#include "ravine/run/sample.hpp"
#include "ravine/view.hpp"
#include "ravine/view/geometry/off_plane.hpp"

namespace ravine::view {
namespace {

const FunctionProblem rosenbrock(Function::parse("sum(i = 1..n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)",
                                                 {.variables = {}, .dimension = 10}));

std::vector<History> walks() {
  std::vector<History> histories;
  for (const char* method : {"adam(lr=0.05)", "momentum(lr=0.0003)", "lbfgs"})
    histories.push_back(
        minimize(rosenbrock, std::vector<double>(10, -0.5), Method::parse(method), {.steps = 200}).history);
  return histories;
}

Scene scene_of(const std::vector<History>& histories, const SceneOptions& options = {}) {
  std::vector<ShownRun> runs;
  for (std::size_t i = 0; i < histories.size(); ++i)
    runs.push_back({"run " + std::to_string(i), &histories[i], "", false});
  SerialExecutor serial;
  return make_scene(rosenbrock, runs, options, serial);
}

TEST(SliceScene, HasAMapTitlesAndDistances) {
  const auto histories = walks();
  SceneOptions options;
  options.minimisers = {std::vector<double>(10, 1.0), std::vector<double>(10, -40.0)};
  const auto scene = scene_of(histories, options);
  EXPECT_TRUE(scene.slice);
  EXPECT_EQ(scene.field.values.size(), scene.field.columns * scene.field.rows);
  EXPECT_NE(scene.x_titles[0].find("1st principal direction ("), std::string::npos);
  EXPECT_TRUE(scene.start.has_value());
  EXPECT_LE(scene.minimisers.size(), 1U) << "one far from the plane is not marked";
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const auto& run = scene.trajectories[i];
    EXPECT_EQ(run.f, histories[i].f) << "f is that of the path, not of the plane";
    EXPECT_EQ(run.distance.size(), run.f.size());
    EXPECT_GT(run.off_plane, 0);
    EXPECT_LT(run.off_plane, 1);
  }
}

TEST(SliceScene, IsTheSameInAnyOrderOfRuns) {
  auto histories = walks();
  const auto scene = scene_of(histories);
  std::rotate(histories.begin(), histories.begin() + 1, histories.end());
  const auto other = scene_of(histories);
  EXPECT_EQ(scene.field.values, other.field.values);
  EXPECT_EQ(scene.trajectories[1].x, other.trajectories[0].x);
  EXPECT_EQ(scene.x_titles, other.x_titles);
}

// Where a path is in the plane, f below it is its own: of coordinates, the best point is.
TEST(SliceScene, OfCoordinatesShowsTheirValuesAndTheBestPointInIt) {
  const auto histories = walks();
  SceneOptions options;
  options.plane = coordinates_plane("x3", "x7", {}, 10);
  options.box = Box{-2, 2, -2, 2};
  const auto scene = scene_of(histories, options);
  EXPECT_EQ(scene.x_name, "x3");
  EXPECT_EQ(scene.y_name, "x7");
  double least = HUGE_VAL, distance = HUGE_VAL;
  for (std::size_t i = 0; i < histories.size(); ++i)
    for (std::size_t row = 0; row < histories[i].size(); ++row) {
      EXPECT_EQ(scene.trajectories[i].x[row], histories[i].point(row)[2]);
      EXPECT_EQ(scene.trajectories[i].y[row], histories[i].point(row)[6]);
      if (histories[i].f[row] < least) least = histories[i].f[row], distance = scene.trajectories[i].distance[row];
    }
  EXPECT_EQ(distance, 0);
}

TEST(Sample, OverASliceOfTwoCoordinatesIsTheGridOfThem) {
  SerialExecutor serial;
  std::vector<double> point{1, 0.5, 2, 0.25, -1, 3, 1, 0.5, 0.25, 2};
  const Grid grid{-1, 2, 0, 3, 7, 5, 3, 1};
  Slice slice{point, std::vector<double>(10), std::vector<double>(10)};
  slice.origin[3] = slice.origin[1] = 0;
  slice.x_direction[3] = slice.y_direction[1] = 1;
  EXPECT_EQ(sample(rosenbrock, grid, point, serial), sample(rosenbrock, grid, slice, serial));
  slice.y_direction.pop_back();
  EXPECT_THROW(sample(rosenbrock, grid, slice, serial), InputError);
}

TEST(Sample, AGridIsAffordable) {
  const auto size = [](std::size_t dimension) {
    return affordable_grid(
        FunctionProblem(Function::parse("sum(i = 1..n, x[i]^2)", {.variables = {}, .dimension = dimension})));
  };
  EXPECT_EQ(size(2), 301U);
  EXPECT_EQ(size(1000), 301U);
  EXPECT_LT(size(10'000), 301U);
  EXPECT_GE(size(10'000), 31U);
  struct Unshared : Problem {
    ravine::Layout plane = ravine::Layout::vector(2);
    const ravine::Layout& layout() const override { return plane; }
    std::unique_ptr<Evaluator> evaluator(std::size_t) const override { return nullptr; }
    bool shares_evaluators() const override { return false; }
  };
  EXPECT_EQ(affordable_grid(Unshared()), 101U);
}

TEST(OffPlane, IsHollowAndSaysSo) {
  Scene scene;
  scene.slice = true;
  scene.field.box = {0, 10, 0, 5};
  Trajectory run;
  run.step = {0, 1, 2, 3};
  run.distance = {0, 0.6, 2, std::nan("")};
  scene.trajectories = {run};
  EXPECT_EQ(off_plane(run, 0, scene.field.box), OffPlane::on);
  EXPECT_EQ(off_plane(run, 1, scene.field.box), OffPlane::beside);
  EXPECT_EQ(off_plane(run, 2, scene.field.box), OffPlane::far);
  EXPECT_EQ(off_plane(run, 3, scene.field.box), OffPlane::on);
  EXPECT_NE(slice_note(scene, "levels of f", 1000, 11).find("hollow"), std::string::npos);
  scene.trajectories[0].distance = {0, 0, 0, 0};
  EXPECT_EQ(slice_note(scene, "levels of f", 1000, 11), "levels of f on this plane");
  scene.slice = false;
  EXPECT_EQ(slice_note(scene, "levels of f", 1000, 11), "");
}

TEST(Animate, TakesMoreThanTwoDimensions) {
  const auto animation = ravine::animate(rosenbrock, walks(), {.plane = coordinates_plane("1", "2", {}, 10)});
  EXPECT_FALSE(animation.gif.empty());
}

}  // namespace
}  // namespace ravine::view
