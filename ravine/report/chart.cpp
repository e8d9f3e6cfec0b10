#include "ravine/report/chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ravine/report/path.hpp"

namespace ravine::report {
namespace {

constexpr std::size_t most_values = 400;  // of a line: more than a chart has pixels
constexpr std::size_t least_values = 12;  // of a line of state; with fewer there is none
constexpr double flat_share = 0.04;       // of an axis: what lies below it half of the time cannot be read
constexpr double most_decades = 12;

bool is_drawn(const SectionPlan& plan, std::size_t run) { return run < plan.shown.size() && plan.shown[run]; }

// So many of `count` entries, evenly, the first and the last among them.
std::vector<std::size_t> evenly(std::size_t count, std::size_t most) {
  std::vector<std::size_t> kept;
  const std::size_t some = std::min(count, std::max<std::size_t>(most, 2));
  kept.reserve(some);
  for (std::size_t i = 0; i < some; ++i) kept.push_back(some == 1 ? 0 : i * (count - 1) / (some - 1));
  return kept;
}

bool is_same(const ScheduledSetting& a, const ScheduledSetting& b) {
  return a.expression == b.expression && a.course.time == b.course.time && a.course.value == b.course.value;
}

// The finite values of a line, sorted.
std::vector<double> known_values(const ChartLine& line) {
  std::vector<double> known;
  for (const double v : line.values) {
    if (std::isfinite(v)) known.push_back(v);
  }
  std::sort(known.begin(), known.end());
  return known;
}

// `usual`: the least of the lines' medians, which is on the axis however high another line goes.
view::CurveRange logarithmic_range(double low, double high, double usual) {
  const double floor = std::min(high / std::pow(10, most_decades), usual / 10);
  low = std::max({low, floor, std::numeric_limits<double>::min()});
  const double air = std::pow(high / low, 0.04) * 1.1;
  view::CurveRange range;
  range.low = low / air;
  range.high = high < std::numeric_limits<double>::max() / air ? high * air : high;
  return range;
}

view::CurveRange linear_range(double low, double high) {
  constexpr double most = std::numeric_limits<double>::max() / 4;
  low = std::max(low, -most), high = std::min(high, most);
  const double least = std::max(std::fabs(low), std::fabs(high)) * 1e-9;
  double air = high - low > least ? 0.05 * (high - low) : 0.5 * std::fabs(low);
  if (!(air >= std::numeric_limits<double>::min())) air = 1;
  view::CurveRange range;
  range.low = low - air;
  range.high = high + air;
  range.logarithmic = false;
  return range;
}

// The charts of one section.
class Builder {
 public:
  Builder(const Section& section, const SectionPlan& plan, const Picture& picture, Charts& charts)
      : section_(section), plan_(plan), last_(std::max(picture.last, 1.0)), charts_(charts) {}

  void add_measurements(std::size_t most) {
    for (std::size_t run = 0; run < plan_.shown.size(); ++run) {
      if (!is_drawn(plan_, run)) continue;
      const Workings& workings = section_.rows[run].workings;
      if (workings.measurements.empty()) continue;
      const auto first_clock = add_clocks(workings, most);
      for (const Measurement& measurement : workings.measurements) {
        add_measurement(run, measurement, most);
        auto& clocks = last_line_->clocks;
        for (std::size_t k = 0; k < workings.clocks.size(); ++k) clocks.push_back(first_clock + k);
      }
    }
    for (Chart& chart : charts_.measurements) {
      // What a run was like before it began would flatten all that came of it.
      auto after = chart.lines;
      for (ChartLine& line : after)
        if (line.values.size() > 2) line.values.erase(line.values.begin());
      chart.range = chart_range(after);
    }
  }

  void add_schedules(std::size_t most) {
    for (std::size_t run = 0; run < plan_.shown.size(); ++run) {
      if (!is_drawn(plan_, run)) continue;
      for (const ScheduledSetting& setting : section_.rows[run].workings.schedules) add_schedule(run, setting, most);
    }
    for (Chart& chart : charts_.schedules) chart.range = chart_range(chart.lines);
  }

  void add_states(std::size_t most) {
    for (std::size_t run = 0; run < plan_.shown.size(); ++run) {
      const State* const state = is_drawn(plan_, run) ? &section_.rows[run].workings.state : nullptr;
      if (state == nullptr || state->empty()) continue;
      if (most < least_values) {
        ++charts_.left_out;
        continue;
      }
      add_state(run, *state, most);
    }
  }

 private:
  // Entries of a line, at most so many; says where some are left out.
  std::vector<std::size_t> kept(std::size_t count, std::size_t most) {
    charts_.thinned = charts_.thinned || count > most;
    return evenly(count, most);
  }

  // The first one's place among the times.
  std::size_t add_clocks(const Workings& workings, std::size_t most) {
    const auto first = charts_.times.size();
    const bool named = !charts_.clocks.empty();
    for (const Clock& clock : workings.clocks) {
      if (!named) charts_.clocks.push_back(clock.name);
      charts_.times.push_back(chosen(clock.time, kept(clock.time.size(), most)));
    }
    return first;
  }

  void add_measurement(std::size_t run, const Measurement& measurement, std::size_t most) {
    auto chart = std::find_if(charts_.measurements.begin(), charts_.measurements.end(),
                              [&](const Chart& each) { return each.name == measurement.name; });
    if (chart == charts_.measurements.end()) {
      charts_.measurements.push_back({Chart::Kind::measurement, measurement.name, {}, {}, last_, {}});
      chart = std::prev(charts_.measurements.end());
    }
    const auto points = kept(measurement.course.time.size(), most);
    charts_.times.push_back(chosen(measurement.course.time, points));
    chart->lines.push_back({{run}, nullptr, charts_.times.size() - 1, chosen(measurement.course.value, points)});
    last_line_ = &chart->lines.back();
  }

  void add_schedule(std::size_t run, const ScheduledSetting& setting, std::size_t most) {
    auto chart = std::find_if(charts_.schedules.begin(), charts_.schedules.end(), [&](const Chart& each) {
      return each.name == setting.name && each.symbol == setting.symbol;
    });
    if (chart == charts_.schedules.end()) {
      charts_.schedules.push_back({Chart::Kind::schedule, setting.name, setting.symbol, {}, last_, {}});
      chart = std::prev(charts_.schedules.end());
    }
    for (ChartLine& line : chart->lines) {
      if (!is_same(*line.setting, setting)) continue;
      line.runs.push_back(run);
      return;
    }
    const auto points = kept(setting.course.time.size(), most);
    charts_.times.push_back(chosen(setting.course.time, points));
    chart->lines.push_back({{run}, &setting, charts_.times.size() - 1, chosen(setting.course.value, points)});
    if (!setting.course.time.empty()) chart->last = std::max(chart->last, setting.course.time.back());
  }

  void add_state(std::size_t run, const State& state, std::size_t most) {
    const std::vector<double>& steps = section_.scene.trajectories[run].step;
    const auto points = kept(steps.size(), most);
    charts_.times.push_back(chosen(steps, points));
    charts_.states.push_back({run, {}});
    const auto add = [&](Chart::Kind kind, const std::string& name, const State::Values& values) {
      if (values.empty()) return;
      Chart chart{kind, name, {}, {}, last_, {}};
      for (const auto& line : values)
        chart.lines.push_back({{run}, nullptr, charts_.times.size() - 1, chosen(line, points)});
      chart.range = chart_range(chart.lines);
      charts_.states.back().charts.push_back(std::move(chart));
    };
    for (const State::Slot& slot : state.slots) add(Chart::Kind::slot, slot.name, slot.values);
    add(Chart::Kind::effective_step, {}, state.effective_step);
    if (!state.update_size.empty()) add(Chart::Kind::update_size, {}, {state.update_size});
  }

  const Section& section_;
  const SectionPlan& plan_;
  double last_;
  Charts& charts_;
  ChartLine* last_line_ = nullptr;
};

}  // namespace

view::CurveRange chart_range(const std::vector<ChartLine>& lines) {
  double low = std::numeric_limits<double>::infinity(), high = -low, least_positive = low;
  std::vector<double> medians;
  for (const ChartLine& line : lines) {
    const std::vector<double> known = known_values(line);
    if (known.empty()) continue;
    low = std::min(low, known.front());
    high = std::max(high, known.back());
    medians.push_back(known[known.size() / 2]);
    const auto positive = std::upper_bound(known.begin(), known.end(), 0.0);
    if (positive != known.end()) least_positive = std::min(least_positive, *positive);
  }
  if (medians.empty()) {
    view::CurveRange range;
    range.nothing = "no finite value";
    return range;
  }
  const double least = *std::min_element(medians.begin(), medians.end());
  const bool decades = low >= 0 && least > 0 && least < flat_share * high;
  return decades ? logarithmic_range(least_positive, high, least) : linear_range(low, high);
}

view::Plane plane_of(const Chart& chart) {
  return {{0, chart.last, 0, plot_units}, view::scale_of(chart.range, plot_units, 0)};
}

std::vector<Charts> charts_of(const Report& report, const std::vector<SectionPlan>& plans,
                              const std::vector<Picture>& pictures, std::size_t values) {
  std::vector<Charts> charts(plans.size());
  const auto share = [&](std::size_t lines) { return std::min(most_values, values / std::max<std::size_t>(lines, 1)); };
  std::size_t schedules = 0, states = 0;
  for (std::size_t s = 0; s < plans.size(); ++s) {
    for (std::size_t run = 0; run < plans[s].shown.size(); ++run) {
      if (!is_drawn(plans[s], run)) continue;
      const auto& [measurements, clocks, settings, state] = report.sections[s].rows[run].workings;
      schedules += measurements.size() + clocks.size() + settings.size();
      states += (state.slots.size() + (state.effective_step.empty() ? 0 : 1)) * state.coordinates.size() +
                (state.update_size.empty() ? 0 : 1);
    }
  }
  // Where there is room for one only, it is that of the schedules.
  const std::size_t both = share(schedules + states);
  for (std::size_t s = 0; s < plans.size(); ++s) {
    Builder builder(report.sections[s], plans[s], pictures[s], charts[s]);
    const std::size_t most = std::max<std::size_t>(2, both < least_values ? share(schedules) : both);
    builder.add_measurements(most);
    builder.add_schedules(most);
    builder.add_states(both);
  }
  return charts;
}

}  // namespace ravine::report
