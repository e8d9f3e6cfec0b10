#include "ravine/report/data.hpp"

#include <cmath>

#include "ravine/report/style.hpp"

namespace ravine::report {
namespace {

constexpr int digits = 9;  // of a point's coordinates and gradient: all that a reader can use

void write_value(Markup& page, double value, int figures) {
  if (std::isfinite(value)) {
    page.number(value, figures);
  } else {
    page << "null";
  }
}

void write_column(Markup& page, Literal key, const std::vector<double>& values, const std::vector<std::size_t>& points,
                  int figures = digits) {
  if (values.empty()) return;
  page << "," << key;
  for (std::size_t i = 0; i < points.size(); ++i) {
    page << (i == 0 ? Literal("[") : Literal(","));
    write_value(page, values[points[i]], figures);
  }
  page << "]";
}

void write_run(Markup& page, const view::Trajectory& run, const std::vector<std::size_t>& points, std::size_t index) {
  if (points.empty()) {
    page << "null";
    return;
  }
  page << "{\"style\":";
  page.integer(style_of(index));
  bool counted = true;  // the steps are 0, 1, 2, ...: their number says it
  for (std::size_t i = 0; i < points.size(); ++i) counted = counted && run.step[points[i]] == static_cast<double>(i);
  if (counted) {
    page << ",\"s\":";
    page.integer(points.size());
  } else {
    write_column(page, "\"s\":", run.step, points);
  }
  write_column(page, "\"x\":", run.x, points);
  write_column(page, "\"y\":", run.y, points);
  write_column(page, "\"f\":", run.f, points, 17);  // heights above the minimum are differences
  write_column(page, "\"g\":", run.gradient_norm, points);
  page << "}";
}

void write_scene(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture) {
  page << "{\"map\":";
  if (picture.box) {
    page << "{\"box\":[";
    page.number(picture.box->x_low) << ",";
    page.number(picture.box->x_high) << ",";
    page.number(picture.box->y_low) << ",";
    page.number(picture.box->y_high) << "],\"height\":";
    page.number(picture.height) << "}";
  } else {
    page << "null";
  }
  page << ",\"curves\":[";
  for (const Curve& curve : picture.curves) {
    if (&curve != &picture.curves.front()) page << ",";
    page << "{\"series\":\"" << (curve.quantity == view::Quantity::gradient ? Literal("g") : Literal("f"))
         << "\",\"low\":";
    const bool decades = curve.range.logarithmic;
    page.number(decades ? std::log10(curve.range.low) : curve.range.low) << ",\"high\":";
    page.number(decades ? std::log10(curve.range.high) : curve.range.high)
        << ",\"decades\":" << (decades ? Literal("true") : Literal("false")) << "}";
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
  page << "]}";
}

}  // namespace

void write_data(Markup& page, const Report& report, const std::vector<SectionPlan>& plans,
                const std::vector<Picture>& pictures) {
  page << "{\"scenes\":[\n";
  for (std::size_t s = 0; s < plans.size(); ++s) {
    if (s > 0) page << ",\n";
    write_scene(page, report.sections[s], plans[s], pictures[s]);
  }
  page << "]}";
}

}  // namespace ravine::report
