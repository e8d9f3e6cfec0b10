#include "ravine/view/geometry/graph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ravine::view {
namespace {

double place(const Field& field, std::size_t column) {
  const double part = static_cast<double>(column) / static_cast<double>(field.columns - 1);
  return field.box.x_low + part * (field.box.x_high - field.box.x_low);
}

std::pair<double, double> finite_reach(std::span<const double> values) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return {low, high};
}

}  // namespace

bool is_graph(const Field& field) { return field.rows == 1 && field.columns > 1; }

Graph graph_of(const Field& field) {
  Graph graph;
  if (!is_graph(field) || field.values.size() != field.columns) return graph;
  const Box& box = field.box;
  std::vector<Point> line;
  const auto end_line = [&] {
    if (line.size() > 1) {
      const double left = line.front().x, right = line.back().x;
      graph.domain.push_back({{left, box.y_low}, {right, box.y_low}, {right, box.y_high}, {left, box.y_high}});
      graph.lines.push_back(std::move(line));
    }
    line.clear();
  };
  for (std::size_t column = 0; column < field.columns; ++column) {
    if (std::isfinite(field.values[column])) {
      line.push_back({place(field, column), field.values[column]});
      continue;
    }
    graph.whole = false;
    end_line();
  }
  end_line();
  return graph;
}

std::pair<double, double> graph_reach(std::span<const double> shown, std::span<const double> values) {
  constexpr double beyond = 0.5, margin = 0.06, most = std::numeric_limits<double>::max() / 8;
  const auto [least, greatest] = finite_reach(values);
  auto [low, high] = finite_reach(shown);
  if (!(low < high)) {
    low = least;
    high = greatest;
  }
  if (!(low <= high)) return {-1, 1};
  const double further = beyond * (high - low);
  low = std::clamp(std::max(std::min(least, low), low - further), -most, most);
  high = std::clamp(std::min(std::max(greatest, high), high + further), -most, most);
  const double size = high - low;
  const bool flat = !(size > 1e-12 * std::max(std::abs(low), std::abs(high)));
  const double air = !flat ? margin * size : low != 0 ? 0.5 * std::abs(low) : 1;
  return {low - air, high + air};
}

}  // namespace ravine::view
