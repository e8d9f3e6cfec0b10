// The graph of a function of one variable, in place of a map.
#include "ravine/view/geometry/graph.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ravine/ravine.hpp"
#include "ravine/view.hpp"
#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/scene.hpp"

namespace ravine::view {
namespace {

TEST(Graph, HasAPieceForEachIntervalWithValues) {
  Field field{{0, 4, -1, 1}, 5, 1, {1, 2, std::nan(""), 3, 4}};
  const Graph graph = graph_of(field);
  EXPECT_FALSE(graph.whole);
  ASSERT_EQ(graph.lines.size(), 2U);
  EXPECT_EQ(graph.lines[1], (std::vector<Point>{{3, 3}, {4, 4}}));
  EXPECT_EQ(graph.domain[0], (Ring{{0, -1}, {1, -1}, {1, 1}, {0, 1}}));
  field.rows = 2;
  EXPECT_FALSE(is_graph(field)) << "a map";
}

// The runs' values reach from 1 to 3: a pole beside them is cut a half of that above, and 6 % are air.
TEST(Graph, ReachesAsFarAsItsRunsAndALittleOfTheRest) {
  const double shown[] = {3, 1, 2}, pole[] = {1e9, 3, 1, 0.5}, level[] = {2, 2};
  const auto [low, high] = graph_reach(shown, pole);
  EXPECT_DOUBLE_EQ(low, 0.5 - 0.06 * 3.5);
  EXPECT_DOUBLE_EQ(high, 4 + 0.06 * 3.5);
  EXPECT_LT(graph_reach(level, level).first, 2);
  EXPECT_LT(graph_reach({}, {}).first, graph_reach({}, {}).second);
}

TEST(Graph, IsWhatAProblemOfOneVariableShows) {
  const FunctionProblem problem(Function::parse("x - log(x)"));
  const std::vector<double> start{3};
  RunOptions options;
  options.steps = 30;
  const auto good = minimize(problem, start, Method::parse("sgd(lr=0.5)"), options);
  const auto wild = minimize(problem, start, Method::parse("sgd(lr=4.2)"), options);
  const ShownRun runs[] = {{"good", &good.history, "", false}, {"wild", &wild.history, "", true}};
  SceneOptions shown;
  shown.minimisers = {{1}};
  SerialExecutor serial;
  const Scene scene = make_scene(problem, runs, shown, serial);
  EXPECT_TRUE(is_graph(scene.field));
  EXPECT_EQ(scene.trajectories[0].y, good.history.f);
  EXPECT_EQ(scene.minimisers, std::vector<Point>({{1, 1}}));
  for (const double x : good.history.x) EXPECT_TRUE(x > scene.field.box.x_low && x < scene.field.box.x_high);
  EXPECT_TRUE(std::isnan(scene.field.values.front())) << "beyond the domain's edge at 0";
  EXPECT_EQ(place_text(scene, {3, 7}), "x = 3");
  EXPECT_NO_THROW(race_film(scene));
  EXPECT_NO_THROW(single_film(scene, 1));
  shown.box = Box{0.5, 4, 0, 0};
  const Box box = make_scene(problem, runs, shown, serial).field.box;
  EXPECT_EQ(box.x_low, 0.5);
  EXPECT_EQ(box.x_high, 4);
  EXPECT_LT(box.y_low, 1) << "as low as f goes there, and as high";
  EXPECT_GT(box.y_high, 3 - std::log(3));
}

}  // namespace
}  // namespace ravine::view
