#include "ravine/view/geometry/measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/view/geometry/curves.hpp"
#include "ravine/view/geometry/layout.hpp"
#include "ravine/view/geometry/legend.hpp"
#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/trails.hpp"

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

// All values of a quantity but the first of each run, where others follow: an untrained model would flatten the rest.
std::vector<double> telling_values(const MeasureCurves& curves, const Row& row) {
  std::vector<double> values;
  for (const auto& run : curves.runs)
    for (const auto k : row.measures)
      for (std::size_t i = run.time.size() > 2 ? 1 : 0; i < run.time.size(); ++i)
        if (std::isfinite(run.values[k][i])) values.push_back(run.values[k][i]);
  std::sort(values.begin(), values.end());
  return values;
}

CurveRange range_of(const std::vector<double>& values, bool higher_is_better) {
  CurveRange range;
  if (values.empty()) {
    range.nothing = "no finite value";
    return range;
  }
  // What few runs do must not hide what most do: the worst twentieth may lie outside.
  const std::size_t few = values.size() / 20;
  double low = values[higher_is_better ? few : 0], high = values[values.size() - 1 - (higher_is_better ? 0 : few)];
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

class MeasuresDrawing {
 public:
  MeasuresDrawing(const MeasureCurves& curves, const FigureOptions& options)
      : curves_(curves), options_(options), rows_(rows_of(curves)) {
    for (const auto& run : curves.runs)
      if (!run.time.empty()) last_time_ = std::max(last_time_, run.time.back());
    for (const auto& row : rows_) columns_ = std::max(columns_, row.measures.size());
  }

  DisplayList draw() {
    const double top = draw_head();
    const double bottom = options_.height - 14 - 44, right = std::round(options_.width - outer_margin - 4);
    double labels = 0;
    for (const auto& row : rows_) labels = std::max(labels, value_label_width(row.range, 300));
    const double left = outer_margin + 14 + labels + 10, between_x = labels + 34, between_y = 44;
    const auto columns = static_cast<double>(columns_), count = static_cast<double>(rows_.size());
    const double width = (right - left - (columns - 1) * between_x) / std::max(columns, 1.0);
    const double height = (bottom - top - (count - 1) * between_y) / std::max(count, 1.0);
    for (std::size_t r = 0; r < rows_.size(); ++r)
      for (std::size_t c = 0; c < rows_[r].measures.size(); ++c) {
        const double x = std::round(left + static_cast<double>(c) * (width + between_x));
        const double y = std::round(top + static_cast<double>(r) * (height + between_y));
        const bool below = r + 1 == rows_.size() || rows_[r + 1].measures.size() <= c;
        draw_curves(rows_[r], rows_[r].measures[c], {x, y, std::round(width), std::round(height)}, below);
      }
    return std::move(list_);
  }

 private:
  // Title and legend; gives where the panels begin.
  double draw_head() {
    list_ = {options_.width, options_.height, paper, {}};
    const Header h = header_of(options_.height);
    const double x = outer_margin + 14, whole = options_.width - 2 * outer_margin;
    list_.items.emplace_back(Text{elided(curves_.title, whole, h.title_size, true),
                                  {x, h.title_baseline},
                                  h.title_size,
                                  ink,
                                  Anchor::start,
                                  true});
    if (!curves_.note.empty())
      list_.items.emplace_back(
          Text{elided(curves_.note, whole, h.formula_size), {x, h.formula_baseline}, h.formula_size, soft_ink});
    std::vector<LegendRow> rows;
    double row_width = 240;
    const auto best = judge(curves_);
    for (std::size_t i = 0; i < curves_.runs.size(); ++i) {
      const auto& run = curves_.runs[i];
      row_width = std::max(row_width, 190 + std::min(text_width(run.label, 13), 260.0));
      const bool measured = !run.time.empty() && !curves_.names.empty();
      rows.push_back(
          {method_style(i), run.label, measured ? readable(run.values[best].back(), 4) : "", run.outcome, run.failed});
    }
    const double right = options_.width - outer_margin - 4;
    const double row = rows.size() <= 12 ? 20 : 16;
    const auto columns =
        static_cast<std::size_t>(std::clamp(std::floor((right - x + 22) / (row_width + 22)), 1.0, 4.0));
    const std::size_t rows_a_column = (rows.size() + columns - 1) / columns;
    const double height = std::min(static_cast<double>(rows_a_column + 1) * row, 0.4 * options_.height);
    const double legend_top = (curves_.note.empty() ? h.title_baseline : h.formula_baseline) + 13;
    const Legend legend(rows, {x, legend_top, right - x, height}, columns, row, 2.2,
                        curves_.names.empty() ? "" : curves_.names[best]);
    legend.draw_names(list_.items);
    legend.draw_headings(list_.items);
    for (std::size_t i = 0; i < rows.size(); ++i) legend.draw_result(i, list_.items);
    return std::round(legend_top + height + 40);
  }

  void draw_curves(const Row& row, std::size_t measure, const Rectangle& area, bool time_labels) {
    const Plane plane{{0, std::max(last_time_, 1e-9), area.x, area.x + area.width},
                      scale_of(row.range, area.y + area.height, area.y)};
    CurvePanel panel{plane, curves_.names[measure], "", time_labels, row.range.nothing, curves_.time_name};
    draw_panel(panel, list_.items);
    std::vector<Trail> lines;
    std::vector<Item> markers;
    for (std::size_t i = 0; i < curves_.runs.size(); ++i) {
      const auto& run = curves_.runs[i];
      const auto style = method_style(i);
      Trail line{{}, run.time, {style.color, 2.2, style.dash}, 0, paper, 0};
      for (std::size_t k = 0; k < run.time.size(); ++k)
        line.points.push_back(plane.at({run.time[k], run.values[measure][k]}));
      for (double& length : line.stroke.dash) length *= 2.2;
      line.casing = style.casing == paper ? 0.9 : 0.6;
      line.casing_color = style.casing;
      if (!run.time.empty() && on_scale(plane, run.values[measure].back()))
        markers.emplace_back(Marker{style.marker, line.points.back(), 9.5, style.color, {style.casing, 1.3, {}}, 0});
      lines.push_back(std::move(line));
    }
    const TrailLayer layer({area.x, area.y - 3, area.width + 3, area.height + 3}, std::move(lines));
    const auto items = layer.whole(std::numeric_limits<double>::infinity());
    list_.items.insert(list_.items.end(), items.begin(), items.end());
    list_.items.insert(list_.items.end(), markers.begin(), markers.end());
  }

  const MeasureCurves& curves_;
  FigureOptions options_;
  std::vector<Row> rows_;
  std::size_t columns_ = 1;
  double last_time_ = 0;
  DisplayList list_;
};

}  // namespace

DisplayList measures_figure(const MeasureCurves& curves, const FigureOptions& options) {
  require(curves, options);
  return MeasuresDrawing(curves, options).draw();
}

}  // namespace ravine::view
