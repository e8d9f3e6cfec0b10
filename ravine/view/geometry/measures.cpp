#include "ravine/view/geometry/measures.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/curve_figure.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

// "validation accuracy" is the accuracy of the validation part.
std::string quantity_of(const std::string& name) { return name.substr(name.rfind(' ') + 1); }

// Measures of one quantity: a row of panels with one vertical axis.
struct Row {
  std::string quantity;
  std::vector<std::size_t> measures;
  CurveRange range;
};

// All values of a quantity, of the runs that did not fail if any. Of accuracies, on their linear axis, without the
// first of each run, where others follow: an untrained model would flatten the rest.
std::vector<double> telling_values(const MeasureCurves& curves, const Row& row) {
  const bool linear = curves.higher_is_better[row.measures.front()];
  const auto of_runs = [&](bool failed_too) {
    std::vector<double> values;
    for (const auto& run : curves.runs)
      for (const auto k : row.measures)
        for (std::size_t i = linear && run.time.size() > 2 ? 1 : 0; i < run.time.size(); ++i)
          if (std::isfinite(run.values[k][i]) && (failed_too || !run.failed)) values.push_back(run.values[k][i]);
    return values;
  };
  auto values = of_runs(false);
  return values.empty() ? of_runs(true) : values;
}

CurveRange range_of(const std::vector<double>& values, bool higher_is_better) {
  CurveRange range;
  if (values.empty()) {
    range.nothing = "no finite value";
    return range;
  }
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  const double low = *least, high = *greatest;
  range.logarithmic = !higher_is_better && low > 0 && high > 4 * low;
  if (range.logarithmic) {
    const double air = std::pow(high / low, 0.05);
    range.low = low / air;
    range.high = high * air;
    return range;
  }
  const double air = high > low ? 0.06 * (high - low) : std::max(std::fabs(high), 1.0) * 0.05;
  range.low = low - air;
  range.high = high + air;
  return range;
}

std::vector<Row> rows_of(const MeasureCurves& curves) {
  std::vector<Row> rows;
  for (std::size_t k = 0; k < curves.names.size(); ++k) {
    const auto quantity = quantity_of(curves.names[k]);
    auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& other) { return other.quantity == quantity; });
    if (row == rows.end()) row = rows.insert(row, {quantity, {}, {}});
    row->measures.push_back(k);
  }
  for (auto& row : rows)
    row.range = range_of(telling_values(curves, row), curves.higher_is_better[row.measures.front()]);
  return rows;
}

void require(const MeasureCurves& curves, const FigureOptions& options) {
  const bool size = options.width >= FigureOptions::least_width && options.width <= FigureOptions::most &&
                    options.height >= FigureOptions::least_height && options.height <= FigureOptions::most;
  if (!size) throw InputError("a picture is 480 x 360 pixels at least, and 32767 at most each way");
  bool equal = curves.higher_is_better.size() == curves.names.size();
  for (const auto& run : curves.runs) {
    equal = equal && run.values.size() == curves.names.size();
    for (const auto& values : run.values) equal = equal && values.size() == run.time.size();
  }
  if (!equal) throw InputError("the lists of a run's measures are of unequal length");
}

// A run's last value of the measure that judges best: the last accuracy of the data's last part.
std::size_t judge(const MeasureCurves& curves) {
  std::size_t found = 0;
  for (std::size_t k = 0; k < curves.names.size(); ++k)
    if (curves.higher_is_better[k] >= curves.higher_is_better[found]) found = k;
  return found;
}

void draw_row_panel(const MeasureCurves& curves, const Row& row, std::size_t measure, const Plane& plane,
                    bool time_labels, std::vector<Item>& items) {
  draw_panel({plane, curves.names[measure], "", time_labels, row.range.nothing, curves.time_name}, items);
  std::vector<LargeCurve> lines;
  std::vector<Item> markers;
  for (std::size_t i = 0; i < curves.runs.size(); ++i) {
    const auto& run = curves.runs[i];
    LargeCurve line{method_style(i), {}, run.time};
    for (std::size_t k = 0; k < run.time.size(); ++k)
      line.points.push_back(plane.at({run.time[k], run.values[measure][k]}));
    if (!run.time.empty() && on_scale(plane, run.values[measure].back()))
      markers.emplace_back(curve_end(line.style, line.points.back()));
    lines.push_back(std::move(line));
  }
  draw_large_curves(plane.area(), std::move(lines), items);
  items.insert(items.end(), markers.begin(), markers.end());
}

CurveHead head_of(const MeasureCurves& curves) {
  CurveHead head{curves.title, curves.note, {}, {}};
  const auto best = judge(curves);
  if (!curves.names.empty()) head.value_title = curves.names[best];
  for (std::size_t i = 0; i < curves.runs.size(); ++i) {
    const auto& run = curves.runs[i];
    const bool measured = !run.time.empty() && !curves.names.empty();
    head.rows.push_back(
        {method_style(i), run.label, measured ? readable(run.values[best].back(), 4) : "", run.outcome, run.failed});
  }
  return head;
}

}  // namespace

DisplayList measures_figure(const MeasureCurves& curves, const FigureOptions& options) {
  require(curves, options);
  double top = 0, labels = 0, last = 0;
  DisplayList list = curve_list(head_of(curves), options, top);
  const auto rows = rows_of(curves);
  std::size_t columns = 1;
  for (const auto& row : rows) {
    columns = std::max(columns, row.measures.size());
    labels = std::max(labels, value_label_width(row.range, 300));
  }
  for (const auto& run : curves.runs)
    if (!run.time.empty()) last = std::max(last, run.time.back());
  const double left = panels_left(labels), right = panels_right(options), bottom = options.height - panels_below;
  const double between_x = labels + 34, between_y = 44;
  const auto across = static_cast<double>(columns), down = static_cast<double>(rows.size());
  const double width = std::round((right - left - (across - 1) * between_x) / across);
  const double height = std::round((bottom - top - (down - 1) * between_y) / std::max(down, 1.0));
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].measures.size(); ++c) {
      const double x = std::round(left + static_cast<double>(c) * (width + between_x));
      const double y = std::round(top + static_cast<double>(r) * (height + between_y));
      const Plane plane{{0, last > 0 ? last : 1, x, x + width}, scale_of(rows[r].range, y + height, y)};
      const bool lowest = r + 1 == rows.size() || rows[r + 1].measures.size() <= c;
      draw_row_panel(curves, rows[r], rows[r].measures[c], plane, lowest, list.items);
    }
  return list;
}

}  // namespace ravine::view
