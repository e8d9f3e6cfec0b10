// What the page draws beside the curves: a chart for each measure and for each scheduled setting of a problem, its runs
// together, and charts of each run's recorded state.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/report/plan.hpp"
#include "ravine/report/report.hpp"
#include "ravine/view/geometry/curves.hpp"

namespace ravine::report {

struct ChartLine {
  std::vector<std::size_t> runs;              // whose it is, rising: runs with the same schedule have one line
  const ScheduledSetting* setting = nullptr;  // of the first of them; null in other charts
  std::size_t times = 0;                      // index into Charts::times
  std::vector<double> values;
  std::vector<std::size_t> clocks{};  // of a measurement: such indices of Charts::clocks
};

struct Chart {
  enum class Kind { measurement, schedule, slot, effective_step, update_size } kind = Kind::schedule;
  std::string name, symbol;  // of the setting or slot; empty for the others
  view::CurveRange range;
  double last = 0;               // the end of its axis of gradient evaluations
  std::vector<ChartLine> lines;  // of state: one a coordinate
};

struct StateCharts {
  std::size_t run = 0;
  std::vector<Chart> charts;
};

// Of one problem, of the runs that are drawn at first. The section must outlive it.
struct Charts {
  std::vector<std::vector<double>> times;
  std::vector<std::string> clocks;  // of the measurements, beside gradient evaluations
  std::vector<Chart> measurements;
  std::vector<Chart> schedules;
  std::vector<StateCharts> states;
  std::size_t left_out = 0;  // runs with a state for which there is no room
  bool thinned = false;      // some line has fewer values than it was given
};

// One a plan. `values`: how many numbers the page may hold for them all.
std::vector<Charts> charts_of(const Report& report, const std::vector<SectionPlan>& plans,
                              const std::vector<Picture>& pictures, std::size_t values);

// Values of an axis for lines: logarithmic where none is negative and one is for most of its time in decades that
// could not be told apart on a linear one.
view::CurveRange chart_range(const std::vector<ChartLine>& lines);

view::Plane plane_of(const Chart& chart);

}  // namespace ravine::report
