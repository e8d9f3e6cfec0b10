#include "ravine/report/report.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/report/chart.hpp"
#include "ravine/report/data.hpp"
#include "ravine/report/definition.hpp"
#include "ravine/report/formula.hpp"
#include "ravine/report/markup.hpp"
#include "ravine/report/page.hpp"
#include "ravine/report/picture.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/report/plot.hpp"
#include "ravine/report/policy.hpp"
#include "ravine/report/style.hpp"
#include "ravine/report/table.hpp"
#include "ravine/report/transport.hpp"
#include "ravine/report/workings_plot.hpp"

namespace ravine::report {
namespace {

void check_workings(const Row& row, std::size_t entries, const std::string& where) {
  const auto refuse = [&](const std::string& what, const char* hint) {
    throw InputError("the " + what + " of \"" + row.label + "\" differ in length" + where, hint);
  };
  const auto check_course = [&](const std::string& name, const Course& course) {
    const auto& [time, value] = course;
    if (time.size() != value.size()) refuse("times and values of " + name, "give a value for each time");
    const bool finite = std::all_of(time.begin(), time.end(), [](double t) { return std::isfinite(t); });
    if (!finite || !std::is_sorted(time.begin(), time.end())) {
      throw InputError("the times of \"" + row.label + "\" do not rise" + where, "give finite times in order");
    }
  };
  for (const Measurement& measurement : row.workings.measurements) {
    check_course(measurement.name, measurement.course);
    for (const Clock& clock : row.workings.clocks)
      if (clock.time.size() != measurement.course.time.size())
        refuse("moments of " + measurement.name + " and " + clock.name, "give each moment an entry on each clock");
  }
  for (const ScheduledSetting& setting : row.workings.schedules) check_course(setting.name, setting.course);
  const State& state = row.workings.state;
  const auto fits = [&](const State::Values& values) {
    return (values.empty() || values.size() == state.coordinates.size()) &&
           std::all_of(values.begin(), values.end(), [&](const auto& line) { return line.size() == entries; });
  };
  bool all = fits(state.effective_step) && (state.update_size.empty() || state.update_size.size() == entries);
  for (const State::Slot& slot : state.slots) all = all && fits(slot.values);
  if (!all) refuse("values of the state", "give each coordinate an entry for each entry of step");
}

void check(const Report& report) {
  const auto finite = [](double value) { return std::isfinite(value); };
  for (const Section& section : report.sections) {
    const std::string where = " in the report's section \"" + section.scene.title + "\"";
    if (section.rows.size() < section.scene.trajectories.size()) {
      throw InputError(std::to_string(section.scene.trajectories.size()) + " trajectories but " +
                           std::to_string(section.rows.size()) + " rows" + where,
                       "give a row for each trajectory");
    }
    const view::Box& box = section.scene.field.box;
    const auto extends = [](double low, double high) { return low < high && std::isfinite(high - low); };
    if (section.scene.field.columns > 0 && (!extends(box.x_low, box.x_high) || !extends(box.y_low, box.y_high))) {
      throw InputError("the field's box has no extent" + where, "give x_low < x_high and y_low < y_high");
    }
    for (const view::Trajectory& run : section.scene.trajectories) {
      if (!std::is_sorted(run.step.begin(), run.step.end()) || !std::all_of(run.step.begin(), run.step.end(), finite)) {
        throw InputError("the steps of \"" + run.label + "\" do not rise" + where, "give finite steps in order");
      }
      const auto fits = [&](const std::vector<double>& column) {
        return column.empty() || column.size() == run.step.size();
      };
      if (!fits(run.x) || !fits(run.y) || !fits(run.distance) || !fits(run.f) || !fits(run.gradient_norm) ||
          run.x.size() != run.y.size()) {
        throw InputError("the series of \"" + run.label + "\" differ in length" + where,
                         "give x, y, distance, f and gradient_norm an entry for each entry of step, or none");
      }
    }
    for (std::size_t i = 0; i < section.scene.trajectories.size(); ++i) {
      check_workings(section.rows[i], section.scene.trajectories[i].step.size(), where);
    }
  }
}

// What could not be shown, in words.
void write_notes(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts) {
  const std::size_t trajectories = section.scene.trajectories.size();
  const auto held = static_cast<std::size_t>(
      std::count_if(plan.points.begin(), plan.points.end(), [](const auto& points) { return !points.empty(); }));
  if (plan.rows.size() < section.rows.size()) {
    page << "<p class=\"note\">The table lists the best ";
    page.integer(plan.rows.size()) << " of ";
    page.integer(section.rows.size()) << " runs; all are in the study's results.</p>\n";
  }
  if (held < trajectories) {
    page << "<p class=\"note\">The trajectories of the best ";
    page.integer(held) << " of ";
    page.integer(trajectories) << " runs are on this page.</p>\n";
  }
  if (plan.thinned) {
    page << "<p class=\"note\">Long trajectories are thinned to points at equal distances along their curves.</p>\n";
  }
  if (charts.thinned) page << "<p class=\"note\">Schedules and state are shown at evenly spaced steps.</p>\n";
}

void write_legend(Markup& page, const Section& section, const SectionPlan& plan) {
  page << "<div class=\"legend\" role=\"group\" aria-label=\"Runs shown\">";
  for (std::size_t run = 0; run < plan.shown.size(); ++run) {
    if (!plan.shown[run]) continue;
    const Row& row = section.rows[run];
    page << "<button type=\"button\" class=\"run ended ";
    write_style_class(page, style_of(run));
    page << "\" aria-pressed=\"true\" data-run=\"";
    page.integer(run) << "\">";
    write_swatch(page, style_of(run));
    page.user(row.label);
    if (!row.outcome.empty() && row.outcome != "budget") {
      page << "<span class=\"end" << (row.failed ? Literal(" failed") : Literal("")) << "\">"
           << (row.failed ? Literal("✕ ") : Literal(""));
      page.user(row.outcome) << "</span>";
    }
    page << "</button>";
  }
  page << "</div>\n";
}

void write_section(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                   const Charts& charts, std::size_t number) {
  page << "<section class=\"problem\" id=\"problem-";
  page.integer(number) << "\" aria-labelledby=\"title-";
  page.integer(number) << "\">\n<header><h2 id=\"title-";
  page.integer(number) << "\">";
  page.user(section.scene.title) << "</h2>";
  if (!section.scene.formula.empty()) {
    page << "<p class=\"formula\">";
    write_formula(page, section.scene.formula);
    page << "</p>";
  }
  page << "</header>\n";
  write_legend(page, section, plan);
  page << "<div class=\"figure"
       << (!picture.box                          ? Literal(" mapless")
           : view::is_graph(section.scene.field) ? Literal(" graphed")
                                                 : Literal(""))
       << "\">\n";
  write_map(page, section, plan, picture);
  write_curves(page, section, plan, picture, number);
  page << "<div class=\"readout\" hidden><p></p><p></p><dl></dl></div>\n</div>\n";
  write_measurements(page, section, plan, charts, number);
  write_schedules(page, section, plan, charts, number);
  write_table(page, section, plan, picture);
  write_notes(page, section, plan, charts);
  write_states(page, section, plan, charts, number);
  page << "</section>\n";
}

void write_foot(Markup& page, const Report& report, std::size_t sections) {
  page << "<footer class=\"foot\">\n";
  if (sections < report.sections.size()) {
    page << "<p class=\"note\">";
    page.integer(report.sections.size() - sections) << " more problems are in the study’s results.</p>\n";
  }
  write_definition(page, report.definition, report.overrides);
  if (!report.generator.empty()) {
    page << "<p>Made by ";
    page.user(report.generator) << ".</p>\n";
  }
  page << "</footer>\n";
}

std::string write_page(const Report& report, const std::vector<SectionPlan>& plans,
                       const std::vector<Picture>& pictures, const std::vector<Charts>& charts) {
  const std::string style = std::string(page_style()) + style_rules(plans, pictures);
  Markup page;
  page.reserve(largest_report / 4);
  page.set_language(report.language);
  page << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"";
  page.own(content_security_policy(page_script(), style));
  page << "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" "
          "content=\"";
  page.plain(report.generator) << "\">\n<title>";
  page.plain(report.title) << "</title>\n<style>";
  page.own(style) << "</style>\n</head>\n<body>\n";
  write_symbols(page, plans);
  page << "<main>\n<header class=\"top\"><h1>";
  page.user(report.title) << "</h1>";
  if (!report.subtitle.empty()) {
    page << "<p class=\"subtitle\">";
    page.user(report.subtitle) << "</p>";
  }
  page << "</header>\n";
  double last = 0;
  for (std::size_t s = 0; s < plans.size(); ++s) {
    write_section(page, report.sections[s], plans[s], pictures[s], charts[s], s + 1);
    last = std::max(last, pictures[s].last);
  }
  write_foot(page, report, plans.size());
  page << "</main>\n";
  write_transport(page, last);
  write_help(page);
  page << "<script type=\"application/json\" id=\"data\">";
  write_data(page, report, plans, pictures, charts);
  page << "</script>\n<script>";
  page.own(page_script()) << "</script>\n</body>\n</html>\n";
  return std::move(page).html();
}

}  // namespace

std::string report_html(const Report& report) {
  check(report);
  Allowance allowance;
  std::vector<Picture> pictures;
  for (std::size_t s = 0; s < std::min(report.sections.size(), allowance.sections); ++s) {
    pictures.push_back(picture_of(report.sections[s].scene));
  }
  const auto write = [&] {
    const std::vector<SectionPlan> plans = plan(report, pictures, allowance);
    return write_page(report, plans, pictures, charts_of(report, plans, pictures, allowance.values));
  };
  std::string page = write();
  while (page.size() > largest_report) {
    for (std::size_t size = page.size(); size > largest_report; size /= 2) allowance = allowance.halved();
    page = write();
  }
  return page;
}

}  // namespace ravine::report
