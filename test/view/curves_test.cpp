// What the curves show: what f is counted from, and the ranges of their axes.
#include <gtest/gtest.h>

#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/figures.hpp"
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
  scene.trajectories.push_back(run_of({9, -1e5, -1e80}));
  EXPECT_GT(range_of(scene, Quantity::excess).low, -1000);
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
