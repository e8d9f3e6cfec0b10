// Whether the rules of ravine/analysis/insight see what is wrong with the runs of labelled_runs.hpp and drawn_runs.hpp.
//
// They were tuned on those made by hand and on the runs of one seed; those of another seed measure them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>

#include "test/analysis/drawn_runs.hpp"
#include "test/analysis/labelled_runs.hpp"

namespace ravine::labelled {
namespace {

// The runs of the first were looked at when the rules were made, those of the second, the digits of pi, were not.
constexpr std::uint64_t tuned_seed = 20261126, fresh_seed = 31415926;

RunResult result_of(const LabelledRun& run) {
  return minimize(*run.problem(), run.start, Method::parse(run.method), {.steps = run.steps});
}

// Whether the greatest f of the last quarter is about that of the quarter before, and more than a millionth of the
// first: of a bowl whose minimum is 0.
bool never_settles(const RunResult& result) {
  const auto& f = result.history.f;
  const auto quarter = static_cast<std::ptrdiff_t>(f.size() / 4);
  const double last = *std::max_element(f.end() - quarter, f.end());
  return last > 0.5 * *std::max_element(f.end() - 2 * quarter, f.end() - quarter) && last > 1e-6 * f.front();
}

// What the labels claim of the runs, without the rules: a label that does not hold would teach nothing.
void expect_labels_hold(const std::vector<LabelledRun>& runs) {
  for (const auto& run : runs) {
    const auto result = result_of(run);
    const auto& f = result.history.f;
    const bool ends_at_start = result.steps == 0 && failed(result.outcome.kind);
    EXPECT_EQ(result.outcome.kind == OutcomeKind::left_domain || ends_at_start, run.label == left_domain) << run.text();
    if (ends_at_start) continue;
    const bool clips = run.method.find("clip") != std::string::npos;
    const bool grows = run.label == left_domain || (run.label == beyond_stability_limit && !clips);
    EXPECT_EQ(!(f.back() <= f.front()), grows) << run.text();
    EXPECT_EQ(std::fabs(f.back() - f.front()) <= 1e-6 * std::fabs(f.front()), run.label == unmoved) << run.text();
    if (run.label == beyond_stability_limit && clips) {
      EXPECT_TRUE(never_settles(result)) << run.text();
    }
    if (run.label == unbounded_below) {
      EXPECT_LT(f.back(), -std::fabs(f.front())) << run.text();
    }
    if (!run.label && run.minimum) {
      EXPECT_LE(f.back() - *run.minimum, 1e-3 * (f.front() - *run.minimum)) << run.text();
    }
  }
}

TEST(InsightLabels, OfTheMadeHold) { expect_labels_hold(made_runs()); }
TEST(InsightLabels, OfTheTunedDrawnHold) { expect_labels_hold(drawn_runs(tuned_seed)); }
TEST(InsightLabels, OfTheFreshDrawnHold) { expect_labels_hold(drawn_runs(fresh_seed)); }

TEST(InsightLabels, AreAThirdDrawnAndAQuarterHealthy) {
  const auto made = made_runs(), drawn = drawn_runs(fresh_seed);
  EXPECT_EQ(made.size(), 2 * drawn.size());
  EXPECT_GE(made.size() + drawn.size(), 90U);
  const auto healthy = [](const LabelledRun& run) { return !run.label; };
  EXPECT_GE(std::count_if(made.begin(), made.end(), healthy) + std::count_if(drawn.begin(), drawn.end(), healthy), 25);
}

// ---- Whether the rules see it.

Label finding_of(const LabelledRun& run) {
  const auto problem = run.problem();
  const auto method = Method::parse(run.method);
  const RunOptions options{.steps = run.steps};
  const auto result = minimize(*problem, run.start, method, options);
  const auto found = insights(*problem, method, options, result, {.value = run.minimum});
  if (std::getenv("RAVINE_SHOW_INSIGHTS") != nullptr) {
    std::cout << run.text() << "\n";
    for (const auto& insight : found) std::cout << "    " << name(insight.kind) << ": " << insight.text << "\n";
  }
  return found.empty() ? Label{} : Label{found.front().kind};
}

// How many of each label were found to be what; prints the matrix and gives the right ones.
std::size_t confusion(const std::vector<LabelledRun>& runs, std::size_t& false_alarms) {
  std::map<Label, std::map<Label, int>> counts;
  std::size_t right = 0;
  false_alarms = 0;
  const auto said = [](Label label) { return label ? name(*label) : std::string_view("healthy"); };
  for (const auto& run : runs) {
    const auto found = finding_of(run);
    ++counts[run.label][found];
    if (found == run.label)
      ++right;
    else
      std::cout << "found " << said(found) << " of " << run.text() << "\n";
    if (!run.label && found) ++false_alarms;
  }
  for (const auto& [label, row] : counts) {
    std::cout << said(label) << ":";
    for (const auto& [found, count] : row) std::cout << "  " << said(found) << " " << count;
    std::cout << "\n";
  }
  return right;
}

TEST(InsightLabelled, AllOfTheMadeAreRight) {
  const auto runs = made_runs();
  std::size_t false_alarms = 0;
  EXPECT_EQ(confusion(runs, false_alarms), runs.size());
  EXPECT_EQ(false_alarms, 0U);
}

TEST(InsightLabelled, AllOfTheTunedDrawnAreRight) {
  const auto runs = drawn_runs(tuned_seed);
  std::size_t false_alarms = 0;
  EXPECT_EQ(confusion(runs, false_alarms), runs.size());
  EXPECT_EQ(false_alarms, 0U);
}

// When first run: 57 of 57, no false alarm. Of the seeds 1001 ... 1200, looked at by nobody either, 11352 of 11400 were
// right with no false alarm among 3600; 45 of the 48 missed were drawn high on the wall and do end within 5 %.
TEST(InsightLabelled, NineTenthsOfTheFreshDrawnAreRight) {
  const auto runs = drawn_runs(fresh_seed);
  std::size_t false_alarms = 0;
  EXPECT_GE(10 * confusion(runs, false_alarms), 9 * runs.size());
  EXPECT_EQ(false_alarms, 0U);
}

}  // namespace
}  // namespace ravine::labelled
