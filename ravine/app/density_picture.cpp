#include "ravine/app/density_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/app/shown_axis.hpp"
#include "ravine/base/infinity.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/study/spacing.hpp"
#include "ravine/view/geometry/study/heat_map.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t least_runs = 2000;  // fewer are no density
constexpr std::size_t density_columns = 64, density_rows = 56;

// f at the end of the runs with about one value of the setting, those that failed left out.
struct Column {
  std::vector<double> ends;
  double quantile(double share) {
    std::sort(ends.begin(), ends.end());
    const auto place = std::ceil(share * static_cast<double>(ends.size())) - 1;
    return ends[static_cast<std::size_t>(std::max(place, 0.0))];
  }
};

std::size_t cell_of(double value, double low, double high, bool logarithmic, std::size_t count) {
  const double part =
      logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / std::max(high - low, 1e-300);
  return static_cast<std::size_t>(std::clamp(part * static_cast<double>(count), 0.0, static_cast<double>(count - 1)));
}

// The middles of cells between two bounds.
std::vector<double> middles(double low, double high, bool logarithmic, std::size_t count) {
  const auto all = study::spaced(low, high, 2 * count + 1, logarithmic);
  std::vector<double> values;
  for (std::size_t i = 1; i < all.size(); i += 2) values.push_back(all[i]);
  return values;
}

}  // namespace

std::optional<StudyPicture> density_picture(const BlockSamples& block) {
  const auto k = block.axis();
  if (!k || !block.is_scattered()) return std::nullopt;
  const auto& values = block.drawn_values();
  if (values.size() < least_runs) return std::nullopt;
  const auto& interval = *block.block().axes[*k].interval;
  const double minimum = block.problem().minimum.value_or(0);
  const auto first = block.plan().first_run(block.number());
  std::vector<Column> found(density_columns);
  double low = infinity, high = -infinity, least = infinity;
  std::size_t failures = 0, runs = 0;
  for (const auto& [value, own] : values) {
    const auto& row = block.rows().row(first + own * block.runs_a_setting());
    if (!row.is_there || row.kind == OutcomeKind::pruned) continue;
    ++runs;
    const double f = row.f - minimum;
    if (failed(row.kind) || !std::isfinite(f)) {
      ++failures;
      continue;
    }
    found[cell_of(value, interval.low, interval.high, interval.logarithmic, density_columns)].ends.push_back(f);
    low = std::min(low, f), high = std::max(high, f);
    if (f > 0) least = std::min(least, f);
  }
  if (!(low < high)) return std::nullopt;
  const bool logarithmic = block.problem().minimum && spans_decades(least, high);
  if (logarithmic) low = least;

  view::HeatMap map;
  map.title = block.problem().title + ": " + block.block().label;
  map.x = drawn_axis(block.block(), block.block().axes[*k]);
  map.x.values = middles(interval.low, interval.high, interval.logarithmic, density_columns);
  map.y = {block.problem().minimum ? "f − f* at the end" : "f at the end",
           logarithmic ? view::AxisKind::logarithmic : view::AxisKind::linear,
           middles(low, high, logarithmic, density_rows),
           {}};
  map.value_name = "% of a column's runs";
  map.logarithmic = false;
  map.lower_is_better = false;
  map.marks_best = false;
  map.low = 0;
  map.high = 0;
  map.values.assign(density_columns * density_rows, 0);
  map.states.assign(density_columns * density_rows, view::CellState::nothing);
  view::HeatMap::Line median{"median", {}, false}, lower{"quartiles", {}, true}, upper{"", {}, true};
  std::size_t best = 0;  // the column with the least median
  for (std::size_t column = 0; column < density_columns; ++column) {
    auto& own = found[column];
    if (own.ends.empty()) continue;
    for (const double f : own.ends) {
      const auto cell = cell_of(std::max(f, low), low, high, logarithmic, density_rows) * density_columns + column;
      map.values[cell] += 100 / static_cast<double>(own.ends.size());
      map.states[cell] = view::CellState::number;
      map.high = std::max(*map.high, map.values[cell]);
    }
    const auto add = [&](view::HeatMap::Line& line, double share) {
      line.points.push_back({map.x.values[column], std::max(own.quantile(share), low)});
    };
    add(lower, 0.25), add(median, 0.5), add(upper, 0.75);
    if (found[best].ends.empty() || median.points.back().y < found[best].quantile(0.5)) best = column;
  }
  map.note = fmt::format("where the runs near each value end; least median at {}; budget {}",
                         view::setting_text(map.x, map.x.values[best]), block.block().options.steps);
  if (runs < block.block().size()) map.note += "; of " + count_text(runs) + " runs";
  if (failures > 0)
    map.note +=
        fmt::format("; without {:.2g} % that failed", 100 * static_cast<double>(failures) / static_cast<double>(runs));
  map.lines = {std::move(upper), std::move(lower), std::move(median)};
  return StudyPicture{block.block().problem,
                      block.problem().name + " " + block.block().label + " " + block.setting() + " ends",
                      map.y.name + " over the " + map.x.name + ": by colour the share of a value's runs that end there",
                      view::heat_map_figure(map)};
}

}  // namespace ravine::app
