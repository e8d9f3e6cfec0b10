#include "ravine/report/chart.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"
#include "test/nan.hpp"
#include "test/report/workings_report.hpp"

namespace ravine::report {
namespace {

ChartLine line(const std::function<double(double)>& value) {
  ChartLine made;
  for (int t = 0; t <= 100; ++t) made.values.push_back(value(t));
  return made;
}

std::vector<Charts> charts(const Report& report, const Allowance& allowance = {}) {
  std::vector<Picture> pictures;
  for (const Section& section : report.sections) pictures.push_back(picture_of(section.scene));
  return charts_of(report, plan(report, pictures, allowance), pictures, allowance.values);
}

TEST(ChartRange, IsLogarithmicWhereALineIsLongInLowDecades) {
  EXPECT_TRUE(chart_range({line([](double t) { return 0.1 * std::pow(0.9, t); })}).logarithmic);
  EXPECT_FALSE(chart_range({line([](double t) { return 0.1 / (1 + 0.01 * t); })}).logarithmic);
  EXPECT_FALSE(chart_range({line([](double t) { return 1 + std::cos(0.0314 * t); })}).logarithmic) << "ends low only";
  EXPECT_FALSE(chart_range({line([](double t) { return std::pow(0.9, t) - 0.01; })}).logarithmic) << "takes both signs";
  const auto both = chart_range({line([](double) { return 1.0; }), line([](double) { return 1e-9; })});
  EXPECT_TRUE(both.logarithmic);
  EXPECT_LT(both.low, 1e-9);
  EXPECT_GT(both.high, 1);
}

TEST(ChartRange, HoldsEveryLineForMostOfItsTime) {
  // One line far above must not take the other off the axis.
  const auto range =
      chart_range({line([](double t) { return std::pow(10, 0.3 * t); }), line([](double) { return 0.2; })});
  EXPECT_TRUE(range.logarithmic);
  EXPECT_LT(range.low, 0.2);
}

TEST(ChartRange, IsNeverOfNoLength) {
  for (const double value : {0.0, 1.0, -3.0, 1e308, 5e-324}) {
    const auto range = chart_range({line([&](double) { return value; })});
    EXPECT_LT(range.low, range.high) << value;
    EXPECT_TRUE(std::isfinite(range.high - range.low)) << value;
  }
  EXPECT_EQ(chart_range({line([](double) { return nan; })}).nothing, "no finite value");
  EXPECT_EQ(chart_range({ChartLine{}}).nothing, "no finite value");
}

TEST(Charts, RunsWithTheSameScheduleHaveOneLine) {
  const Report report = workings_report(golden_notebook, 20);
  const Charts of = charts(report).at(0);
  ASSERT_EQ(of.schedules.size(), 1U);
  ASSERT_EQ(of.schedules[0].lines.size(), 2U);
  EXPECT_EQ(of.schedules[0].lines[0].runs, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(of.schedules[0].lines[1].runs, (std::vector<std::size_t>{2}));
  EXPECT_EQ(of.schedules[0].last, 100);
  EXPECT_EQ(of.states.size(), 2U);
  EXPECT_TRUE(charts(report).at(1).times.empty());
}

TEST(Charts, KeepTheirShare) {
  Report report = workings_report(golden_notebook, 20);
  Allowance allowance;
  allowance.values = 400;
  const Charts few = charts(report, allowance).at(0);
  EXPECT_TRUE(few.thinned);
  for (const auto& steps : few.times) {
    EXPECT_LE(steps.size(), 20U);
    EXPECT_EQ(steps.front(), 0);
  }
  allowance.values = 100;
  const Charts none = charts(report, allowance).at(0);
  EXPECT_TRUE(none.states.empty());
  EXPECT_EQ(none.left_out, 2U);
  EXPECT_EQ(none.schedules.size(), 1U);
}

TEST(Workings, AreOnThePage) {
  const std::string page = report_html(workings_report(golden_notebook, 20));
  EXPECT_EQ(count(page, "<section class=\"schedules\">"), 1U);
  EXPECT_EQ(count(page, "<details class=\"state"), 2U);
  EXPECT_EQ(count(page, "<figure class=\"curve chart\">"), 2U + 1U + 2 * 4);
  EXPECT_EQ(count(page, "<code>cosine(0.01, 0)</code>"), 1U);
  EXPECT_EQ(count(page, "the first 4 of 10 coordinates"), 1U);
  EXPECT_EQ(count(page, "of 2 coordinates"), 0U);
}

TEST(Workings, AreAbsentWhereNothingWasRecorded) {
  const std::string page = report_html(notebook_report(golden_notebook, 20));
  for (const char* part : {"class=\"schedules\"", "class=\"states\"", "\"charts\":", "class=\"curve chart\""}) {
    EXPECT_EQ(count(page, part), 0U) << part;
  }
}

TEST(Workings, NoTextOfTheUsersBecomesMarkup) {
  Report report = workings_report(golden_notebook, 20);
  const std::string hostile = "</script><img src=x onerror=alert(1)>\"'";
  for (Row& row : report.sections[0].rows) {
    for (ScheduledSetting& setting : row.workings.schedules) {
      setting.name = setting.symbol = setting.expression = hostile;
    }
    for (State::Slot& slot : row.workings.state.slots) slot.name = hostile;
    for (std::string& name : row.workings.state.coordinates) name = hostile;
  }
  const std::string page = report_html(report);
  EXPECT_EQ(count(page, "<img"), 0U);
  EXPECT_EQ(count(page, "</script>"), 2U);
}

TEST(Workings, WildNumbersAreDrawn) {
  Report report = workings_report(golden_notebook, 20);
  const double infinity = std::numeric_limits<double>::infinity();
  Workings& workings = report.sections[0].rows[4].workings;
  workings.state.slots[0].values[0].assign(101, nan);
  workings.state.slots[0].values[1].assign(101, infinity);
  workings.state.slots[1].values[0][50] = 1e308;
  workings.state.slots[1].values[1][50] = -1e308;
  report.sections[0].rows[0].workings.schedules[0].course = {};
  const std::string page = report_html(report);
  const std::string_view markup =
      std::string_view(page).substr(page.find("<body"), page.find("<script") - page.find("<body"));
  for (const char* wild : {"nan%", "inf%", "Mnan", "Minf", "NaN"}) EXPECT_EQ(count(markup, wild), 0U) << wild;
}

TEST(Workings, SeriesOfDifferentLengthsAreRefused) {
  Report report = workings_report(golden_notebook, 20);
  report.sections[0].rows[4].workings.state.slots[1].values[0].pop_back();
  EXPECT_THROW(report_html(report), InputError);
  report = workings_report(golden_notebook, 20);
  report.sections[0].rows[0].workings.schedules[0].course.value.pop_back();
  EXPECT_THROW(report_html(report), InputError);
  report = workings_report(golden_notebook, 20);
  std::swap(report.sections[0].rows[0].workings.schedules[0].course.time[1],
            report.sections[0].rows[0].workings.schedules[0].course.time[2]);
  EXPECT_THROW(report_html(report), InputError);
}

TEST(Workings, ThePageStaysSmall) {
  Report report = workings_report(golden_notebook, 20);
  const Section one = report.sections[0];
  for (Row& row : report.sections[0].rows) row = one.rows[5];
  report.sections.assign(60, report.sections[0]);
  EXPECT_LE(report_html(report).size(), largest_report);
}

}  // namespace
}  // namespace ravine::report
