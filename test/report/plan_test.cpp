#include "ravine/report/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace ravine::report {
namespace {

// A run around a circle whose f falls from 1 to 0.
view::Trajectory circle(std::size_t count) {
  view::Trajectory run;
  for (std::size_t i = 0; i < count; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(count - 1);
    run.step.push_back(static_cast<double>(i));
    run.x.push_back(std::cos(6 * t));
    run.y.push_back(std::sin(6 * t));
    run.f.push_back(1 - t);
    run.gradient_norm.push_back(1);
  }
  return run;
}

Section section(std::size_t runs, std::size_t points) {
  Section made;
  for (std::size_t i = 0; i < runs; ++i) {
    made.scene.trajectories.push_back(circle(points));
    Row row;
    row.label = "run " + std::to_string(i);
    row.final_f = static_cast<double>((i * 7) % runs);  // in no order
    row.failed = i % 10 == 3;
    made.rows.push_back(row);
  }
  return made;
}

const Picture plain{view::Box{-1, 1, -1, 1}, 10'000, {}, {{view::Quantity::excess, {1e-3, 1, true, ""}}},
                    {0, true, ""},           999};

std::vector<Picture> pictures_of(const Report& report) {
  std::vector<Picture> pictures;
  for (const Section& each : report.sections) pictures.push_back(picture_of(each.scene));
  return pictures;
}

TEST(Thin, ShortRunsStayWhole) {
  EXPECT_EQ(thin(circle(5), plain, 5), (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  EXPECT_TRUE(thin({}, plain, 5).empty());
}

TEST(Thin, KeepsTheEndsAndTheNumberAskedFor) {
  for (const std::size_t most : {2U, 3U, 10U, 999U}) {
    const std::vector<std::size_t> kept = thin(circle(1000), plain, most);
    ASSERT_EQ(kept.size(), most);
    EXPECT_EQ(kept.front(), 0U);
    EXPECT_EQ(kept.back(), 999U);
    EXPECT_TRUE(std::is_sorted(kept.begin(), kept.end(), std::less_equal<>()));
  }
}

TEST(Thin, PointsGoWhereTheCourseGoes) {
  // Half of the steps stand still: they get few of the points.
  view::Trajectory run = circle(1000);
  for (std::size_t i = 500; i < 1000; ++i) run.x[i] = run.x[499], run.y[i] = run.y[499], run.f[i] = run.f[499];
  const std::vector<std::size_t> kept = thin(run, plain, 100);
  const auto moving = std::count_if(kept.begin(), kept.end(), [](std::size_t i) { return i < 500; });
  EXPECT_GT(moving, 75);
}

TEST(Thin, AJumpOrANanTakesNotAllPoints) {
  view::Trajectory run = circle(1000);
  run.x[700] = 1e300;
  run.f[300] = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::size_t> kept = thin(run, plain, 100);
  const auto before = std::count_if(kept.begin(), kept.end(), [](std::size_t i) { return i < 500; });
  EXPECT_GT(before, 30);
  EXPECT_LT(before, 60);
}

TEST(Plan, ASmallStudyIsWhole) {
  Report report;
  report.sections = {section(6, 101), section(24, 101)};
  const std::vector<SectionPlan> plans = plan(report, pictures_of(report), {});
  ASSERT_EQ(plans.size(), 2U);
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_FALSE(plans[s].many);
    EXPECT_FALSE(plans[s].thinned);
    EXPECT_EQ(plans[s].rows.size(), report.sections[s].rows.size());
    for (const auto& points : plans[s].points) EXPECT_EQ(points.size(), 101U);
    EXPECT_TRUE(std::all_of(plans[s].shown.begin(), plans[s].shown.end(), [](bool shown) { return shown; }));
  }
}

TEST(Plan, ASweepShowsAChoiceAndHoldsTheRest) {
  Report report;
  report.sections = {section(60, 101)};
  const SectionPlan chosen = plan(report, pictures_of(report), {}).at(0);
  EXPECT_TRUE(chosen.many);
  EXPECT_EQ(chosen.rows.size(), 60U);
  EXPECT_EQ(std::count(chosen.shown.begin(), chosen.shown.end(), true), static_cast<std::ptrdiff_t>(shown_of_many));
  // The best that did not fail is shown, and one from the end of the ranking: a failure.
  EXPECT_TRUE(chosen.shown[0]);
  bool failure = false;
  for (std::size_t i = 0; i < 60; ++i) failure = failure || (chosen.shown[i] && report.sections[0].rows[i].failed);
  EXPECT_TRUE(failure);
}

TEST(Plan, AnAllowanceIsKept) {
  Report report;
  report.sections = {section(300, 1000), section(2, 50), section(40, 1000)};
  const std::vector<Picture> pictures = pictures_of(report);
  for (Allowance allowance; allowance.points > 10; allowance = allowance.halved()) {
    const std::vector<SectionPlan> plans = plan(report, pictures, allowance);
    std::size_t points = 0, rows = 0;
    for (const SectionPlan& each : plans) {
      rows += each.rows.size();
      for (std::size_t run = 0; run < each.points.size(); ++run) {
        points += each.points[run].size();
        // What is drawn has its row.
        if (!each.points[run].empty()) {
          EXPECT_TRUE(std::binary_search(each.rows.begin(), each.rows.end(), run));
        }
      }
    }
    EXPECT_LE(plans.size(), allowance.sections);
    EXPECT_LE(rows, std::max<std::size_t>(allowance.rows, 3));
    EXPECT_LE(points, std::max<std::size_t>(allowance.points, 6));
    // A short run is not thinned for the sake of long ones.
    if (allowance.points > 20'000) {
      EXPECT_EQ(plans[1].points[0].size(), 50U);
    }
  }
}

}  // namespace
}  // namespace ravine::report
