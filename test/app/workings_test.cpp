// What the report is told of schedules and state.
#include "ravine/app/workings.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ravine/ravine.hpp"

namespace ravine::app {
namespace {

report::Workings workings(const char* method, std::vector<double> start, const RunOptions& options) {
  const Function function = Function::parse(start.size() == 2 ? "5*x^2 + y^2" : "x1^2 + x2^2 + x3^2 + x4^2 + x5^2");
  const auto problem = as_problem(function, start.size());
  const study::PlannedRun run{0, 0, 0, "", Method::parse(method), start, options, {}, true};
  return workings_of(run, *problem, minimize(*problem, start, run.method, options).history);
}

TEST(Workings, ASchedulesValuesAreThoseOfItsSteps) {
  const auto found = workings("sgd(lr=0.01*(1 - t/T))", {5, 5}, {.steps = 100}).schedules;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "learning_rate");
  EXPECT_EQ(found[0].symbol, "η");
  ASSERT_EQ(found[0].course.time.size(), 101U);
  for (std::size_t t = 0; t <= 100; ++t) {
    EXPECT_EQ(found[0].course.time[t], static_cast<double>(t));
    EXPECT_NEAR(found[0].course.value[t], 0.01 * (1 - static_cast<double>(t) / 100), 1e-17);
  }
}

TEST(Workings, ALongScheduleIsSampledAtSteps) {
  const auto found = workings("sgd(lr=cosine(0.001, 0))", {5, 5}, {.steps = 12345, .gradient_norm = 1}).schedules;
  EXPECT_EQ(found[0].course.time.size(), 401U);
  EXPECT_EQ(found[0].course.time.back(), 12345) << "to the end of the budget, though the run ended before";
  for (const double time : found[0].course.time) EXPECT_EQ(time, std::floor(time));
}

TEST(Workings, TimeCountsGradients) {
  const auto found = workings("sam(sgd(lr=cosine(0.01, 0)))", {5, 5}, {.steps = 100}).schedules;
  ASSERT_EQ(found[0].course.time.size(), 51U) << "a step takes two";
  EXPECT_EQ(found[0].course.time[1], 2);
  EXPECT_EQ(found[0].course.time.back(), 100);
}

TEST(Workings, AGroupsScheduleGoesByItsGroup) {
  Method method = Method::named("sgd");
  method.set("lr@biases", "cosine(0.1, 0)");
  const study::PlannedRun run{0, 0, 0, "", method, {5, 5}, {.steps = 10}, {}, true};
  const auto found = workings_of(run, *as_problem(Function::parse("x^2 + y^2"), 2), {}).schedules;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "learning_rate@biases");
}

TEST(Workings, AScheduleMayBeAnythingAfterTheLastStep) {
  const auto last = workings("sgd(lr=0.001/(T - t))", {5, 5}, {.steps = 10}).schedules[0];
  EXPECT_EQ(last.course.time.size(), 10U);
}

TEST(Workings, StateIsThereWhereItWasRecorded) {
  EXPECT_TRUE(workings("adam", {5, 5}, {.steps = 10}).state.empty());
  const auto state = workings("adam(lr=0.1)", {5, 5}, {.steps = 10, .record = {.update = true, .slots = true}}).state;
  EXPECT_EQ(state.coordinates, (std::vector<std::string>{"x", "y"}));
  ASSERT_EQ(state.slots.size(), 2U);
  EXPECT_EQ(state.slots[0].name, "first moment");
  EXPECT_NEAR(state.slots[0].values[0][0], 5, 1e-14);     // (1 - 0.9) * 50
  EXPECT_NEAR(state.slots[1].values[1][0], 0.1, 1e-15);   // (1 - 0.999) * 10²
  EXPECT_NEAR(state.effective_step[0][0], 0.002, 1e-11);  // Adam's first step is the rate: 0.1 / 50
  EXPECT_NEAR(state.update_size[0], 0.1 * std::sqrt(2), 1e-9);
  EXPECT_TRUE(std::isnan(state.update_size.back()));
}

TEST(Workings, OfManyCoordinatesTheFirstAreShown) {
  const auto state = workings("lbfgs", {1, 2, 3, 4, 5}, {.steps = 10, .record = {.update = true, .slots = true}}).state;
  EXPECT_EQ(state.dimension, 5U);
  EXPECT_EQ(state.coordinates.size(), 4U);
  EXPECT_EQ(state.effective_step.size(), 4U);
  EXPECT_EQ(state.slots.at(0).values.size(), 4U);
}

}  // namespace
}  // namespace ravine::app
