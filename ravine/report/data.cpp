#include "ravine/report/data.hpp"

#include <cmath>

#include "ravine/report/style.hpp"
#include "ravine/view/geometry/off_plane.hpp"

namespace ravine::report {
namespace {

constexpr int point_digits = 9;  // of a point's coordinates and gradient: all that a reader can use
constexpr int chart_digits = 5;

void write_value(Markup& page, double value, int figures) {
  if (std::isfinite(value)) {
    page.number(value, figures);
  } else {
    page << "null";
  }
}

void write_values(Markup& page, const std::vector<double>& values, int figures) {
  page << "[";
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) page << ",";
    write_value(page, values[i], figures);
  }
  page << "]";
}

void write_column(Markup& page, Literal key, const std::vector<double>& values, const std::vector<std::size_t>& points,
                  int figures = point_digits) {
  if (values.empty()) return;
  page << "," << key;
  write_values(page, chosen(values, points), figures);
}

// Steps 0, 1, 2, ... are said by their number.
void write_steps(Markup& page, const std::vector<double>& steps) {
  bool counted = true;
  for (std::size_t i = 0; i < steps.size(); ++i) counted = counted && steps[i] == static_cast<double>(i);
  if (counted) {
    page.integer(steps.size());
  } else {
    write_values(page, steps, 17);
  }
}

void write_run(Markup& page, const view::Trajectory& run, const std::vector<std::size_t>& points, std::size_t index) {
  if (points.empty()) {
    page << "null";
    return;
  }
  page << "{\"style\":";
  page.integer(style_of(index));
  page << ",\"s\":";
  write_steps(page, chosen(run.step, points));
  write_column(page, "\"x\":", run.x, points);
  write_column(page, "\"y\":", run.y, points);
  write_column(page, "\"d\":", run.distance, points);
  write_column(page, "\"f\":", run.f, points, 17);  // heights above the minimum are differences
  write_column(page, "\"g\":", run.gradient_norm, points);
  page << "}";
}

// Its ends, as powers of ten where it is logarithmic.
void write_range(Markup& page, const view::CurveRange& range) {
  const bool decades = range.logarithmic;
  page << "\"low\":";
  page.number(decades ? std::log10(range.low) : range.low) << ",\"high\":";
  page.number(decades ? std::log10(range.high) : range.high)
      << ",\"decades\":" << (decades ? Literal("true") : Literal("false"));
}

void write_chart(Markup& page, const Chart& chart) {
  page << "{";
  write_range(page, chart.range);
  page << ",\"last\":";
  page.number(chart.last) << ",\"lines\":[";
  for (const ChartLine& line : chart.lines) {
    if (&line != &chart.lines.front()) page << ",\n";
    page << "{\"t\":";
    page.integer(line.times) << ",\"v\":";
    write_values(page, line.values, chart_digits);
    page << ",\"runs\":[";
    for (const std::size_t run : line.runs) {
      if (run != line.runs.front()) page << ",";
      page.integer(run);
    }
    page << "]";
    if (!line.clocks.empty()) {
      page << ",\"clocks\":[";
      for (const std::size_t clock : line.clocks) {
        if (clock != line.clocks.front()) page << ",";
        page.integer(clock);
      }
      page << "]";
    }
    page << "}";
  }
  page << "]}";
}

void write_charts(Markup& page, const Charts& charts) {
  page << ",\"times\":[";
  for (const auto& steps : charts.times) {
    if (&steps != &charts.times.front()) page << ",";
    write_steps(page, steps);
  }
  page << "],\"charts\":[";
  bool first = true;
  const auto add = [&](const std::vector<Chart>& all) {
    for (const Chart& chart : all) {
      if (!first) page << ",\n";
      first = false;
      write_chart(page, chart);
    }
  };
  add(charts.measurements);
  add(charts.schedules);
  for (const StateCharts& state : charts.states) add(state.charts);
  page << "]";
}

void write_scene(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture,
                 const Charts& charts) {
  page << "{\"map\":";
  if (picture.box) {
    page << "{\"box\":[";
    page.number(picture.box->x_low) << ",";
    page.number(picture.box->x_high) << ",";
    page.number(picture.box->y_low) << ",";
    page.number(picture.box->y_high) << "],\"height\":";
    page.number(picture.height);
    if (section.scene.slice) {
      const double side = view::longer_side(*picture.box);
      page << ",\"off\":[";
      page.number(view::beside_plane * side) << ",";
      page.number(view::far_from_plane * side) << "]";
    }
    if (view::is_graph(section.scene.field)) page << ",\"graph\":true";
    page << "}";
  } else {
    page << "null";
  }
  page << ",\"curves\":[";
  for (const Curve& curve : picture.curves) {
    if (&curve != &picture.curves.front()) page << ",";
    page << "{\"series\":\"" << (curve.quantity == view::Quantity::gradient ? Literal("g") : Literal("f")) << "\",";
    write_range(page, curve.range);
    page << "}";
  }
  page << "],\"minimum\":";
  page.number(picture.reference.value) << ",\"known\":"
                                       << (picture.reference.known ? Literal("true") : Literal("false"))
                                       << ",\"last\":";
  page.number(picture.last) << ",\"runs\":[";
  for (std::size_t run = 0; run < plan.points.size(); ++run) {
    if (run > 0) page << ",\n";
    write_run(page, section.scene.trajectories[run], plan.points[run], run);
  }
  page << "]";
  if (!charts.times.empty()) write_charts(page, charts);
  page << "}";
}

}  // namespace

void write_data(Markup& page, const Report& report, const std::vector<SectionPlan>& plans,
                const std::vector<Picture>& pictures, const std::vector<Charts>& charts) {
  page << "{\"scenes\":[\n";
  for (std::size_t s = 0; s < plans.size(); ++s) {
    if (s > 0) page << ",\n";
    write_scene(page, report.sections[s], plans[s], pictures[s], charts[s]);
  }
  page << "]}";
}

}  // namespace ravine::report
