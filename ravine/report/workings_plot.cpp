#include "ravine/report/workings_plot.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ravine/report/axis.hpp"
#include "ravine/report/panel.hpp"
#include "ravine/report/path.hpp"
#include "ravine/report/style.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::report {
namespace {

constexpr int reading_digits = 3;  // of a value beside its line; page/chart.js says the same

// A line of a run or of runs with one schedule looks as the first of them does; one of a state as the coordinate it is
// of.
Owner line_owner(const Chart& chart, std::size_t line) {
  const std::string name = "data-line=\"" + std::to_string(line) + "\"";
  if (chart.kind == Chart::Kind::schedule || chart.kind == Chart::Kind::measurement) {
    Owner owner = owner_of(chart.lines[line].runs.front());
    owner.name = name;
    return owner;
  }
  return {"c" + std::to_string(line), "dot", name};
}

std::string chart_name(std::size_t problem, std::size_t chart) {
  return "problem-" + std::to_string(problem) + "-chart-" + std::to_string(chart);
}

// The last value that is known, where the script shows the one of the time.
void write_now(Markup& page, const ChartLine& line) {
  page << "<span class=\"now\">";
  auto last = line.values.rbegin();
  while (last != line.values.rend() && !std::isfinite(*last)) ++last;
  page.plain(last == line.values.rend() ? "–" : view::readable(*last, reading_digits));
  page << "</span>";
}

Panel panel_of(const Charts& charts, const Chart& chart, std::string name) {
  Panel panel;
  panel.name = std::move(name);
  panel.plane = plane_of(chart);
  panel.nothing = chart.range.nothing;
  panel.titled = false;
  panel.most_across = 6;
  panel.most_up = 4;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const ChartLine& line = chart.lines[i];
    panel.lines.push_back({i, line_owner(chart, i), places_of(panel.plane, charts.times[line.times], line.values)});
  }
  return panel;
}

void write_run_key(Markup& page, const Section& section, const Chart& chart, std::size_t line) {
  const ChartLine& own = chart.lines[line];
  page << "<li data-line=\"";
  page.integer(line) << "\"><span class=\"whose\">";
  for (const std::size_t run : own.runs) {
    page << "<span class=\"";
    write_style_class(page, style_of(run));
    page << "\">";
    write_swatch(page, style_of(run));
    page.user(section.rows[run].label) << "</span> ";
  }
  if (own.setting != nullptr) {
    page << "<code>";
    page.source(own.setting->expression) << "</code>";
  }
  page << "</span>";
  write_now(page, own);
  page << "</li>";
}

void write_schedule(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                    std::size_t problem, std::size_t number) {
  const Chart& chart = charts.schedules[number];
  Panel panel = panel_of(charts, chart, chart_name(problem, charts.measurements.size() + number));
  panel.label << "Schedule of ";
  panel.label.plain(chart.name) << " over gradient evaluations";
  page << "<figure class=\"curve chart\"><figcaption>";
  if (!chart.symbol.empty()) {
    page << "<i>";
    page.plain(chart.symbol) << "</i> ";
  }
  page << "<small>";
  page.plain(chart.name) << "</small></figcaption>";
  page << "<ul class=\"keys\">";
  for (std::size_t i = 0; i < chart.lines.size(); ++i) write_run_key(page, section, chart, i);
  page << "</ul>";
  write_panel(page, panel, line_tolerance * plan.coarseness);
  page << "</figure>\n";
}

void write_measurement(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                       std::size_t problem, std::size_t number) {
  const Chart& chart = charts.measurements[number];
  Panel panel = panel_of(charts, chart, chart_name(problem, number));
  panel.label.plain(chart.name) << " over gradient evaluations";
  page << "<figure class=\"curve chart\"><figcaption>";
  page.plain(chart.name) << "</figcaption><ul class=\"keys\">";
  for (std::size_t i = 0; i < chart.lines.size(); ++i) write_run_key(page, section, chart, i);
  page << "</ul>";
  write_panel(page, panel, line_tolerance * plan.coarseness);
  page << "</figure>\n";
}

void write_state_caption(Markup& page, const Chart& chart) {
  switch (chart.kind) {
    case Chart::Kind::effective_step:
      page << "effective step <small>|Δ<i>x</i>ᵢ| / |∂<i>f</i>/∂<i>x</i>ᵢ|</small>";
      break;
    case Chart::Kind::update_size:
      page << "size of the update <small>|Δ<i>x</i>|</small>";
      break;
    default:
      page.plain(chart.name);
  }
}

void write_state_chart(Markup& page, const State& state, const SectionPlan& plan, const Charts& charts,
                       const Chart& chart, std::string name) {
  Panel panel = panel_of(charts, chart, std::move(name));
  panel.label << (chart.kind == Chart::Kind::effective_step ? Literal("Effective step")
                  : chart.kind == Chart::Kind::update_size  ? Literal("Size of the update")
                                                            : Literal("Slot "));
  panel.label.plain(chart.name) << " over gradient evaluations";
  page << "<figure class=\"curve chart\"><figcaption>";
  write_state_caption(page, chart);
  page << "</figcaption><p class=\"keys\">";
  const bool by_coordinate = chart.kind != Chart::Kind::update_size;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    page << "<span class=\"c";
    page.integer(i) << "\" data-line=\"";
    page.integer(i) << "\"><svg class=\"sample\" aria-hidden=\"true\"><path class=\"line\" d=\"M1 8H25\"/></svg>";
    if (by_coordinate && i < state.coordinates.size()) {
      page << "<i>";
      page.plain(state.coordinates[i]) << "</i> ";
    }
    write_now(page, chart.lines[i]);
    page << "</span> ";
  }
  page << "</p>";
  write_panel(page, panel, line_tolerance * plan.coarseness);
  page << "</figure>\n";
}

void write_summary(Markup& page, const Row& row, std::size_t run) {
  const State& state = row.workings.state;
  page << "<summary>";
  write_swatch(page, style_of(run));
  page << "<span class=\"label\">";
  page.user(row.label) << "</span>";
  if (state.coordinates.size() < state.dimension) {
    page << "<span class=\"few\">the first ";
    page.integer(state.coordinates.size()) << " of ";
    page.integer(state.dimension) << " coordinates</span>";
  }
  page << "</summary>";
}

}  // namespace

void write_measurements(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                        std::size_t number) {
  if (charts.measurements.empty()) return;
  page << "<section class=\"measurements\"><h3>Measured <small>over <span>gradient evaluations</span>";
  if (!charts.clocks.empty()) {  // shown where the script runs
    page << "<select aria-label=\"Horizontal axis\" hidden><option>gradient evaluations</option>";
    for (const std::string& name : charts.clocks) {
      page << "<option>";
      page.plain(name) << "</option>";
    }
    page << "</select>";
  }
  if (section.evaluations_an_epoch > 0) {
    page << "; an epoch has ";
    page.number(section.evaluations_an_epoch, 6) << " gradient evaluations";
  }
  page << "</small></h3><div>\n";
  for (std::size_t i = 0; i < charts.measurements.size(); ++i)
    write_measurement(page, section, plan, charts, number, i);
  page << "</div></section>\n";
}

void write_schedules(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                     std::size_t number) {
  if (charts.schedules.empty()) return;
  page << "<section class=\"schedules\"><h3>Schedules <small>over gradient evaluations</small></h3><div>\n";
  for (std::size_t i = 0; i < charts.schedules.size(); ++i) write_schedule(page, section, plan, charts, number, i);
  page << "</div></section>\n";
}

void write_states(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                  std::size_t number) {
  if (charts.states.empty() && charts.left_out == 0) return;
  page << "<section class=\"states\"><h3>State <small>of the methods, over gradient evaluations</small></h3>\n";
  // One is open: the first that has slots.
  auto open = std::find_if(charts.states.begin(), charts.states.end(), [](const StateCharts& state) {
    return !state.charts.empty() && state.charts.front().kind == Chart::Kind::slot;
  });
  if (open == charts.states.end()) open = charts.states.begin();
  std::size_t chart_number = charts.measurements.size() + charts.schedules.size();
  for (const StateCharts& state : charts.states) {
    page << "<details class=\"state ";
    write_style_class(page, style_of(state.run));
    page << "\" data-run=\"";
    page.integer(state.run) << "\"" << (&state == &*open ? Literal(" open") : Literal("")) << ">";
    write_summary(page, section.rows[state.run], state.run);
    page << "<div>\n";
    for (const Chart& chart : state.charts) {
      write_state_chart(page, section.rows[state.run].workings.state, plan, charts, chart,
                        chart_name(number, chart_number++));
    }
    page << "</div></details>\n";
  }
  if (charts.left_out > 0) {
    page << "<p class=\"note\">There is no room for the state of ";
    page.integer(charts.left_out) << " runs.</p>\n";
  }
  page << "</section>\n";
}

}  // namespace ravine::report
