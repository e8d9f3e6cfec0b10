// What the curves show: what f is counted from, and the ranges of their axes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ravine/view/geometry/annotations.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/geometry/legend.hpp"
#include "ravine/view/geometry/measures.hpp"
#include "test/nan.hpp"
#include "test/view/scenes.hpp"

namespace ravine::view {
namespace {

Trajectory run_of(std::vector<double> f) {
  Trajectory run;
  run.f = run.gradient_norm = std::move(f);
  for (std::size_t i = 0; i < run.f.size(); ++i) run.step.push_back(static_cast<double>(i));
  return run;
}

Scene scene_of(const Trajectory& run) {
  Scene scene;
  scene.trajectories.push_back(run);
  return scene;
}

CurveRange range_of(const Scene& scene, Quantity quantity) {
  std::vector<const Trajectory*> runs;
  for (const Trajectory& run : scene.trajectories) runs.push_back(&run);
  return curve_range(runs, quantity, reference_of(scene));
}

TEST(Reference, IsTheMinimumElseTheLeastSeen) {
  Scene scene = scene_of(run_of({3, 1, 2}));
  EXPECT_EQ(reference_of(scene).note, "best seen: 1");
  scene.least_seen = 0.5;  // by a run that is not shown
  EXPECT_EQ(reference_of(scene).note, "best seen: 0.5");
  scene.minimum = 0.25;
  EXPECT_EQ(reference_of(scene).note, "f* = 0.25");
  EXPECT_EQ(reference_of(scene).value, 0.25);
}

// Counted from its own last value, a curve would fall to nothing at its end.
TEST(Curves, AreOfFItselfWhereTheMinimumIsUnknown) {
  Scene scene = scene_of(run_of({300, 20, 1.5}));
  EXPECT_EQ(title_of(Quantity::excess, reference_of(scene)), "f");
  EXPECT_EQ(values_of(scene.trajectories[0], Quantity::excess, reference_of(scene)), scene.trajectories[0].f);
  EXPECT_TRUE(range_of(scene, Quantity::excess).logarithmic) << "two decades";
  scene.trajectories[0].f = {300, 20, -1.5};
  const CurveRange range = range_of(scene, Quantity::excess);
  EXPECT_FALSE(range.logarithmic);
  EXPECT_LT(range.low, -1.5);
  EXPECT_GT(range.high, 300);
  scene.minimum = -2;
  EXPECT_EQ(title_of(Quantity::excess, reference_of(scene)), "f − f*");
  EXPECT_EQ(values_of(scene.trajectories[0], Quantity::excess, reference_of(scene)).back(), 0.5);
  EXPECT_EQ(last_values({&scene.trajectories[0]}, reference_of(scene)), std::vector<std::string>{"0.5"});
}

TEST(Curves, LastValuesDifferWhereTheyCan) {
  const Trajectory a = run_of({1, -4.99999}), b = run_of({1, -4.9999}), c = run_of({1, 7.123456});
  const Reference unknown;
  EXPECT_EQ(last_values({&a, &b, &c}, unknown), (std::vector<std::string>{"−5", "−4.9999", "7.1235"}));
  EXPECT_EQ(last_values({&a, &c}, unknown), (std::vector<std::string>{"−5", "7.12"}));
}

TEST(Curves, OneRunDoesNotFlattenTheOthers) {
  Scene scene = scene_of(run_of({9, -10, -50}));
  scene.trajectories.push_back(run_of({9, -1e1, -1e2, -1e4, -1e8, -1e16, -1e32, -1e64}));
  EXPECT_GT(range_of(scene, Quantity::excess).low, -1000);
}

TEST(Curves, HoldTheBestRun) {
  Scene scene = scene_of(run_of({8, 1.5, -2.6, -5.3, -7, -8, -9, -9.7, -10, -10}));
  scene.trajectories.push_back(run_of({8, 7.9, 7.8}));
  EXPECT_LT(range_of(scene, Quantity::excess).low, -10) << "beside one that hardly moves";
  scene = scene_of(run_of({2e24, 1e20, 1e12, 8e4}));
  scene.trajectories.push_back(run_of({2e24, 2e24}));
  EXPECT_LT(range_of(scene, Quantity::excess).low, 8e4) << "on a logarithmic axis";
  scene.trajectories.push_back(run_of({2e24, 1e50, 1e101}));
  scene.trajectories.push_back(scene.trajectories.back());
  scene.trajectories[2].failed = scene.trajectories[3].failed = true;
  EXPECT_LT(range_of(scene, Quantity::excess).low, 8e4) << "beside runs that failed";
  EXPECT_LT(range_of(scene, Quantity::excess).high, 1e30) << "which are cut";
}

TEST(Curves, SayWhyThereAreNone) {
  Scene scene = scene_of(run_of({nan, nan}));
  scene.minimum = 1;
  EXPECT_EQ(range_of(scene, Quantity::excess).nothing, "no finite value");
  scene.trajectories[0] = run_of({1, 1});
  EXPECT_EQ(range_of(scene, Quantity::excess).nothing, "f = f* at every point");
  EXPECT_EQ(range_of(scene, Quantity::gradient).nothing, "");
  scene.trajectories[0] = run_of({0, 0});
  EXPECT_EQ(range_of(scene, Quantity::excess).nothing, "f is less than f* at every point");
  EXPECT_EQ(range_of(scene, Quantity::gradient).nothing, "∇f = 0 at every point");
}

TEST(TimeTicks, AreWholeNumbers) {
  EXPECT_EQ(time_ticks(1, 8).values, (std::vector<double>{0, 1}));
  EXPECT_EQ(time_ticks(3, 8).values, (std::vector<double>{0, 1, 2, 3}));
  EXPECT_EQ(time_ticks(100, 8).values.back(), 100);
}

bool shows(const std::vector<Item>& items, const std::string& text) {
  return std::any_of(items.begin(), items.end(), [&](const Item& item) {
    const auto* found = std::get_if<Text>(&item);
    return found != nullptr && found->text == text;
  });
}

TEST(Curves, HaveAnArrowWhereARunLeftItsDomainFromOutside) {
  const Trajectory run = run_of({1, 1e9, nan});
  const Plane plane{{0, 2, 0, 100}, {0.1, 10, 100, 0, true}};
  const auto found = departure(run, run.f, plane);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->time, 1);
  const Trajectory inside = run_of({1, 2, nan});
  EXPECT_FALSE(departure(inside, inside.f, plane));
}

TEST(Films, SayThatNoRunComesIntoTheView) {
  Scene scene = scenes::bowl();
  EXPECT_FALSE(shows(race_figure(scene).items, nothing_seen));
  scene.field = scenes::sample({50, 60, 50, 60}, 20, 20, scenes::bowl_f);
  EXPECT_TRUE(shows(race_figure(scene).items, nothing_seen));
}

TEST(Films, SaySettingsBesideNamesWhereThereIsRoom) {
  Scene scene = scenes::bowl();
  scene.trajectories[0].settings = "η = 0.01, μ = 0.9";
  EXPECT_TRUE(shows(single_figure(scene, 0).items, "η = 0.01, μ = 0.9"));
  scene.trajectories.resize(2);
  EXPECT_TRUE(shows(race_figure(scene).items, "η = 0.01, μ = 0.9"));
  EXPECT_TRUE(shows(convergence_figure(scene).items, "η = 0.01, μ = 0.9"));
  EXPECT_EQ(fitting_settings("η = 0.01, μ = 0.9", 75, 11), "η = 0.01, …");
  EXPECT_EQ(fitting_settings("η = 0.01, μ = 0.9", 20, 11), "");
}

// A run around the start leaves its label no room beside it.
TEST(Films, LeadFromTheStartToItsLabel) {
  Scene scene;
  scene.field = scenes::sample({-7, 7, -7, 7}, 20, 20, scenes::bowl_f);
  scene.start = Point{0, 0};
  Trajectory& run = scene.trajectories.emplace_back();
  for (int i = 0; i <= 400; ++i) {
    const double angle = i * 0.5, radius = 0.0015 * i;
    run.step.push_back(i);
    run.x.push_back(radius * std::cos(angle));
    run.y.push_back(radius * std::sin(angle));
  }
  const auto items = single_figure(scene, 0).items;
  const auto is_start = [](const Item& item) {
    const auto* ring = std::get_if<Marker>(&item);
    return ring != nullptr && ring->shape == MarkerShape::circle && ring->fill == paper && ring->size == 11;
  };
  const auto ring = std::find_if(items.begin(), items.end(), is_start);
  ASSERT_NE(ring, items.end());
  const Point at = std::get<Marker>(*ring).center;
  EXPECT_TRUE(std::any_of(items.begin(), ring, [&](const Item& item) {
    const auto* line = std::get_if<Polyline>(&item);
    return line != nullptr && line->points.size() == 2 && line->points[0] == at && line->stroke.color == ink;
  })) << "a line below the ring";
  EXPECT_TRUE(shows(items, "start (0, 0)"));
  scene.start_name = "start";
  EXPECT_TRUE(shows(single_figure(scene, 0).items, "start"));
}

TEST(Measures, ShowAllOfALossAndAnAccuracyFromItsSecondValueOn) {
  MeasureCurves curves;
  curves.names = {"training loss", "training accuracy"};
  curves.higher_is_better = {false, true};
  MeasuredRun& run = curves.runs.emplace_back();
  run.values.resize(2);
  for (int i = 0; i <= 40; ++i) {
    run.time.push_back(i);
    run.values[0].push_back(i == 0 ? 2.1 : 0.3);
    run.values[1].push_back(i == 0 ? 0.1 : i == 1 ? 0.5 : 0.9);
  }
  const auto items = measures_figure(curves).items;
  EXPECT_TRUE(shows(items, "2")) << "the loss before the first step";
  EXPECT_TRUE(shows(items, "0.5"));
  EXPECT_FALSE(shows(items, "0.1"));
}

TEST(Films, BeginWithTheStartAndWithoutEmptyHeadings) {
  const Scene scene = scenes::bowl();
  const Film film = race_film(scene);
  EXPECT_FALSE(shows(film.background.items, "outcome"));
  EXPECT_TRUE(shows(film.last.items, "outcome"));
  const auto marker_at_start = [](const Item& item) {
    const auto* marker = std::get_if<Marker>(&item);
    return marker != nullptr && marker->size == 11 && marker->shape != MarkerShape::circle;
  };
  const auto& first = film.frames.front().overlay;
  EXPECT_TRUE(std::none_of(first.begin(), first.end(), marker_at_start)) << "heads would hide the start";
}

}  // namespace
}  // namespace ravine::view
