#include "ravine/report/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <limits>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/report/policy.hpp"
#include "ravine/report/study_page.hpp"
#include "test/report/notebook_report.hpp"
#include "test/sanitized.hpp"

namespace ravine::report {
namespace {

const std::string& notebook_page() {
  static const std::string page = report_html(notebook_report(golden_notebook));
  return page;
}

// What stands between the first `open` and the next `close`.
std::string_view between(std::string_view page, std::string_view open, std::string_view close) {
  const std::size_t start = page.find(open);
  if (start == std::string_view::npos) return {};
  const std::string_view rest = page.substr(start + open.size());
  return rest.substr(0, rest.find(close));
}

// The page without the contents of its script, style and data.
std::string markup_of(std::string_view page) {
  std::string markup;
  while (true) {
    const std::size_t start = std::min(page.find("<script"), page.find("<style"));
    if (start == std::string_view::npos) return markup.append(page);
    const std::string_view name = page.substr(start + 1, page[start + 2] == 'c' ? 6 : 5);
    markup.append(page.substr(0, start));
    page.remove_prefix(page.find("</" + std::string(name) + ">", start) + name.size() + 3);
  }
}

// Every element is closed in order; returns the first fault or nothing.
std::string unbalanced(const std::string& markup) {
  static const std::set<std::string> empty{"meta", "input", "!DOCTYPE", "wbr"};
  std::vector<std::string> open;
  for (std::size_t at = markup.find('<'); at != std::string::npos; at = markup.find('<', at + 1)) {
    const std::size_t end = markup.find('>', at);
    const bool closing = markup[at + 1] == '/';
    std::size_t name_end = at + 1 + (closing ? 1 : 0);
    while (std::isalnum(static_cast<unsigned char>(markup[name_end])) != 0 || markup[name_end] == '!') ++name_end;
    const std::string name = markup.substr(at + 1 + (closing ? 1 : 0), name_end - at - 1 - (closing ? 1 : 0));
    if (closing) {
      if (open.empty() || open.back() != name) return "</" + name + "> after <" + (open.empty() ? "" : open.back());
      open.pop_back();
    } else if (!empty.contains(name) && markup[end - 1] != '/') {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

TEST(Report, TheNotebookIsSmall) {
  EXPECT_LT(notebook_page().size(), 300'000U);
  EXPECT_EQ(notebook_page(), report_html(notebook_report(golden_notebook)));  // the same bytes each time
}

TEST(Report, ElementsAreBalanced) { EXPECT_EQ(unbalanced(markup_of(notebook_page())), ""); }

TEST(Report, ThePolicyNamesTheScriptAndStyleThatAreThere) {
  const std::string& page = notebook_page();
  EXPECT_EQ(between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\""),
            content_security_policy(between(page, "<script>", "</script>"), between(page, "<style>", "</style>")));
  EXPECT_EQ(count(page, "<script"), 2U);  // the data and the program
  EXPECT_EQ(count(page, "<style"), 1U);
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<style"));
}

TEST(Report, AsksNothingOfAnyone) {
  std::string page = notebook_page();
  const std::string name_space = "http://www.w3.org/2000/svg";  // a name, which nobody fetches
  while (page.find(name_space) != std::string::npos) page.erase(page.find(name_space), name_space.size());
  for (const char* reference :
       {"http:", "https:", "//www", "src=", "@import", "url(http", "<link", "<img", "<iframe"}) {
    EXPECT_EQ(page.find(reference), std::string::npos) << reference;
  }
  // Links lead into the page; no attribute holds code or style, which the policy would forbid.
  const std::string markup = markup_of(page);
  EXPECT_EQ(count(markup, "href="), count(markup, "href=\"#"));
  EXPECT_EQ(count(markup, " style="), 0U);
  EXPECT_FALSE(std::regex_search(markup, std::regex(" on[a-z]+=")));
}

TEST(Report, ShowsTheGraphOfAFunctionOfOneVariable) {
  Report report;
  Section& section = report.sections.emplace_back();
  section.scene.field = {{0, 2, 0, 4}, 3, 1, {4, 1, std::nan("")}};
  section.scene.equal_aspect = false;
  view::Trajectory run;
  run.step = {0, 1};
  run.x = {0, 1};
  run.y = run.f = {4, 1};
  section.scene.trajectories.push_back(run);
  section.rows.emplace_back();
  const std::string page = report_html(report);
  EXPECT_NE(page.find("class=\"figure graphed\""), std::string::npos);
  EXPECT_NE(page.find("class=\"graph\" d=\"M0 0l5000 7500\""), std::string::npos);
  EXPECT_NE(page.find("class=\"points\" d=\"M0 0h0M5000 7500h0\""), std::string::npos);
  EXPECT_NE(page.find("fill=\"url(#hatch)\""), std::string::npos) << "where f has no value";
  EXPECT_NE(page.find("\"graph\":true"), std::string::npos);
}

// A map three times as wide as high: 560 pixels of width leave 187 of height, 116 on the narrowest map.
TEST(Report, TitlesOfAxesAreNoLongerThanTheirAxes) {
  Report report;
  view::Scene& scene = report.sections.emplace_back().scene;
  scene.field = {{0, 3, 0, 1}, 2, 2, {0, 1, 2, 3}};
  scene.x_name = "u", scene.y_name = "v";
  scene.x_titles = {"u: a title as long as the map is wide, or nearly so", "u (83 %)"};
  scene.y_titles = {"v: 2nd principal direction (1.3 % of the variance)", "v: 2nd direction (1.3 %)", "v (1.3 %)"};
  const std::string page = report_html(report);
  EXPECT_NE(page.find(R"(<tspan class="more">: a title as long as the map is wide, or nearly so</tspan>)"),
            std::string::npos);
  EXPECT_NE(
      page.find(R"(<tspan class="more">: 2nd direction (1.3 %)</tspan><tspan class="more narrow"> (1.3 %)</tspan>)"),
      std::string::npos);
}

TEST(Report, ShowsEveryRunOfEveryProblem) {
  const std::string& page = notebook_page();
  EXPECT_EQ(count(page, "<section "), 2U);
  EXPECT_EQ(count(page, "<tr data-run="), 12U);
  EXPECT_EQ(count(page, "aria-pressed=\"true\""), 12U);
  EXPECT_EQ(count(page, "class=\"trail "), 12U);
  EXPECT_EQ(count(page, "class=\"curve\""), 4U);
  EXPECT_NE(page.find("Импульс 0.9"), std::string::npos);
  EXPECT_NE(page.find("8(<i>y</i> − 5)⁴"), std::string::npos);
  EXPECT_NE(page.find("<i>f</i> <small>best seen: 3.17886<"), std::string::npos) << "the valley's minimum is not given";
  EXPECT_NE(page.find("<i>f</i>* = 0"), std::string::npos) << "the bowl's is";
}

TEST(Report, NamesAreUnique) {
  const std::string markup = markup_of(notebook_page());
  std::set<std::string> ids;
  for (std::size_t at = markup.find(" id=\""); at != std::string::npos; at = markup.find(" id=\"", at + 1)) {
    const std::string id = markup.substr(at + 5, markup.find('"', at + 5) - at - 5);
    EXPECT_TRUE(ids.insert(id).second) << id;
  }
  for (std::size_t at = markup.find("href=\"#"); at != std::string::npos; at = markup.find("href=\"#", at + 1)) {
    const std::string id = markup.substr(at + 7, markup.find('"', at + 7) - at - 7);
    EXPECT_TRUE(ids.contains(id)) << id;
  }
}

TEST(Report, NoTextOfTheUsersBecomesMarkup) {
  Report report = notebook_report(golden_notebook, 20);
  const std::string hostile =
      "</script></title></style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>]]>-->\u2028\u202E\x01";
  report.title = report.subtitle = report.generator = report.definition = report.overrides = report.language = hostile;
  for (Section& section : report.sections) {
    section.scene.title = section.scene.formula = section.scene.x_name = section.scene.y_name = hostile;
    for (Row& row : section.rows) row.label = row.method = row.outcome = row.reason = hostile;
    for (view::Trajectory& run : section.scene.trajectories) run.label = run.outcome = hostile;
  }
  const std::string page = report_html(report);
  EXPECT_EQ(count(page, "<script"), 2U);
  EXPECT_EQ(count(page, "</script>"), 2U);
  EXPECT_EQ(count(page, "</style>"), 1U);
  EXPECT_EQ(count(page, "</title>"), 1U);
  EXPECT_EQ(count(page, "<img"), 0U);
  EXPECT_EQ(count(page, "\x01"), 0U);
  EXPECT_EQ(unbalanced(markup_of(page)), "");
  // Only what stands isolated keeps its steering of the direction.
  std::string rest = markup_of(page);
  for (std::size_t at = rest.find("<bdi"); at != std::string::npos; at = rest.find("<bdi", at)) {
    rest.erase(at, rest.find("</bdi>", at) + 6 - at);
  }
  EXPECT_EQ(count(rest, "\u202E"), 0U);
  // The data are numbers: no text is in them.
  const std::string_view data = between(page, "id=\"data\">", "</script>");
  EXPECT_EQ(data.find_first_not_of("{}[]:,\"\n-+.0123456789abcdefghijklmnopqrstuvwxyz"), std::string_view::npos);
}

TEST(Report, FailuresAreSaidInWords) {
  Report report = notebook_report(golden_notebook, 20);
  report.sections[0].rows[1].failed = true;
  report.sections[0].rows[1].outcome = "left-domain";
  report.sections[0].rows[1].reason = "sqrt(x) at step 17: x = -0.31";
  const std::string page = report_html(report);
  EXPECT_NE(page.find("<span class=\"failed\">✕ <bdi lang=\"ru\">left-domain</bdi></span>"), std::string::npos);
  EXPECT_NE(page.find("sqrt(x) at step 17: x = −0.31"), std::string::npos);
  report.sections[0].rows[1].reason = "f = 2.178366726268267e101 at step 34";
  EXPECT_NE(report_html(report).find("f = 2.17837·10¹⁰¹ at step 34"), std::string::npos);
}

TEST(Report, WhatIsMissingIsLeftOut) {
  Report report = notebook_report(golden_notebook, 20);
  // More than two dimensions: no plane, no field.
  Section& section = report.sections[0];
  section.scene.field = {};
  section.scene.start.reset();
  section.scene.minimisers.clear();
  for (view::Trajectory& run : section.scene.trajectories) run.x.clear(), run.y.clear();
  // No values, no gradients.
  for (view::Trajectory& run : report.sections[1].scene.trajectories) run.f.clear(), run.gradient_norm.clear();
  const std::string page = report_html(report);
  EXPECT_EQ(count(page, "<figure class=\"map\""), 1U);
  EXPECT_EQ(count(page, "<figure class=\"curve\""), 2U);
  EXPECT_EQ(unbalanced(markup_of(page)), "");
}

TEST(Report, ASliceSaysWhatItIsAndHowFarPathsAreOff) {
  Report report = notebook_report(golden_notebook, 20);
  view::Scene& scene = report.sections[0].scene;
  EXPECT_EQ(report_html(report).find("off plane, %"), std::string::npos);
  scene.slice = true;
  scene.x_titles = {"x: 1st principal direction (80 % of the variance)"};
  for (view::Trajectory& run : scene.trajectories) run.distance.assign(run.step.size(), 1.5), run.off_plane = 0.25;
  const std::string page = report_html(report);
  EXPECT_NE(page.find("off plane, %"), std::string::npos);
  EXPECT_NE(page.find("1st principal direction (80 % of the variance)"), std::string::npos);
  EXPECT_EQ(count(page, "<path class=\"hollow\""), scene.trajectories.size());
  EXPECT_NE(page.find("on this plane; a path is hollow"), std::string::npos);
  EXPECT_EQ(unbalanced(markup_of(page)), "");
  scene.trajectories[0].distance.pop_back();
  EXPECT_THROW(report_html(report), InputError);
}

TEST(Report, NothingAtAllIsAPageToo) {
  const std::string page = report_html({});
  EXPECT_EQ(unbalanced(markup_of(page)), "");
  Report report;
  report.sections.resize(1);
  report.sections[0].rows.resize(1);
  report.sections[0].scene.trajectories.resize(1);  // a run of no points
  EXPECT_EQ(unbalanced(markup_of(report_html(report))), "");
}

TEST(Report, WildNumbersAreDrawn) {
  Report report = notebook_report(golden_notebook, 20);
  const double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  view::Trajectory& run = report.sections[1].scene.trajectories[1];
  for (std::size_t i = 50; i < run.x.size(); ++i) {
    run.x[i] = i < 80 ? 1e200 : infinity;
    run.y[i] = i < 80 ? -1e300 : nan;
    run.f[i] = i < 80 ? 1e308 : nan;
    run.gradient_norm[i] = infinity;
  }
  run.failed = true;
  for (double& value : report.sections[1].scene.field.values) value = nan;
  report.sections[0].scene.trajectories[0].f[0] = -infinity;
  report.sections[1].rows[0].final_f = -infinity;
  const std::string page = report_html(report);
  EXPECT_EQ(unbalanced(markup_of(page)), "");
  for (const char* wild : {"nan%", "inf%", "\"nan", "Mnan", "Minf", "lnan", "NaN"}) {
    EXPECT_EQ(count(markup_of(page), wild), 0U) << wild;
  }
}

TEST(Report, WhatHasNoPlaceIsRefused) {
  Report report = notebook_report(golden_notebook, 20);
  report.sections[0].scene.field.box.x_high = report.sections[0].scene.field.box.x_low;
  EXPECT_THROW(report_html(report), InputError);
  report = notebook_report(golden_notebook, 20);
  std::swap(report.sections[1].scene.trajectories[0].step[3], report.sections[1].scene.trajectories[0].step[4]);
  EXPECT_THROW(report_html(report), InputError);
  report = notebook_report(golden_notebook, 20);
  report.sections[1].scene.trajectories[0].step[100] = std::numeric_limits<double>::infinity();
  EXPECT_THROW(report_html(report), InputError);
}

TEST(Report, SeriesOfDifferentLengthsAreRefused) {
  Report report = notebook_report(golden_notebook, 20);
  report.sections[0].scene.trajectories[2].f.pop_back();
  EXPECT_THROW(report_html(report), InputError);
  report = notebook_report(golden_notebook, 20);
  report.sections[0].rows.pop_back();
  EXPECT_THROW(report_html(report), InputError);
}

// Hundreds of long runs, noise for a field, texts without end: the page stays small and says what it leaves out.
TEST(Report, IsNeverTooLarge) {
  Report report = notebook_report(golden_notebook, 2);
  report.definition.assign(5'000'000, '<');
  report.title.assign(1'000'000, '&');
  Section& section = report.sections[1];
  view::Field& field = section.scene.field;
  field.columns = field.rows = 100;
  field.values.clear();
  for (std::size_t i = 0; i < 10000; ++i) field.values.push_back(std::fmod(static_cast<double>(i * i) * 0.618, 1));
  const view::Trajectory short_run = section.scene.trajectories[1];
  const Row row = section.rows[1];
  view::Trajectory long_run = short_run;
  while (long_run.x.size() < 2'000) {
    const std::size_t from = long_run.x.size() % 100 + 1;
    long_run.step.push_back(static_cast<double>(long_run.x.size()));
    long_run.x.push_back(short_run.x[from]);
    long_run.y.push_back(short_run.y[from]);
    long_run.f.push_back(short_run.f[from]);
    long_run.gradient_norm.push_back(short_run.gradient_norm[from]);
  }
  section.scene.trajectories.assign(150, long_run);
  section.rows.assign(3'000, row);
  section.rows[7].label.assign(1'000'000, '"');
  Section many = section;
  many.scene.trajectories.resize(30);
  for (int i = 0; i < 40; ++i) report.sections.push_back(many);
  const std::string page = report_html(report);
  EXPECT_LE(page.size(), largest_report);
  EXPECT_GT(page.size(), largest_report / 5) << "what fits is used";
  if (!test::sanitized) {
    EXPECT_EQ(unbalanced(markup_of(page)), "");
  }
  EXPECT_NE(page.find("more problems are in"), std::string::npos);
  EXPECT_NE(page.find("runs; all are in the study"), std::string::npos);
  EXPECT_NE(page.find("thinned"), std::string::npos);
}

// A row's horizon is a mark on its line in the map and in each curve, where it is within the plot; nothing otherwise.
TEST(Report, MarksTrustHorizons) {
  auto report = notebook_report(golden_notebook);
  EXPECT_EQ(count(report_html(report), "<svg class=\"horizon"), 0U);
  auto& row = report.sections[0].rows[0];
  const auto& step = report.sections[0].scene.trajectories[0].step;
  row.trust_horizon = step[step.size() / 2];
  const auto marks = count(report_html(report), "<svg class=\"horizon s0\" data-run=\"0\"");
  EXPECT_GE(marks, 2U);
  EXPECT_LE(marks, 3U);
  row.trust_horizon = step.back() + 1;
  EXPECT_EQ(count(report_html(report), "<svg class=\"horizon"), 0U);
}

// By its head the next study knows what to take away: names, no paths.
TEST(StudyPage, NamesItsPictures) {
  StudyPage page;
  page.sections.resize(2);
  page.sections[0].figures = {{"ravine-Adam-map", "a map", {}, {}}, {"\u043b\u043e\u0433-2", "another", {}, {}}};
  page.sections[1].figures = {{"ranks", "ranks", {}, {}}};
  EXPECT_EQ(pictures_of_page(study_html(page)),
            (std::vector<std::string>{"ravine-Adam-map", "\u043b\u043e\u0433-2", "ranks"}));
  EXPECT_TRUE(pictures_of_page(study_html({})).empty());
  EXPECT_EQ(pictures_of_page("<meta name=\"pictures\" content=\"a/../b c/.d/e\">\n"),
            (std::vector<std::string>{"a", "e"}));
  EXPECT_TRUE(pictures_of_page("<body><meta name=\"pictures\" content=\"a\">\n").empty());
}

}  // namespace
}  // namespace ravine::report
