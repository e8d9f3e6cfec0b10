#include "ravine/view/geometry/study/cells.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/view/geometry/palette.hpp"

namespace ravine::view {
namespace {

struct Run {
  std::size_t first, last;  // columns, `last` outside
  std::uint16_t color;
  double top;  // where its first row begins
};

std::vector<std::size_t> visible(const std::vector<double>& edges) {
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i)
    if (edges[i] != edges[i + 1]) cells.push_back(i);
  return cells;
}

std::vector<Point> rectangle(double left, double right, double top, double bottom) {
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

}  // namespace

std::vector<double> pixel_edges(const Scale& scale, std::span<const double> edges) {
  std::vector<double> pixels;
  pixels.reserve(edges.size());
  for (const double edge : edges) pixels.push_back(std::round(scale.at(edge)));
  return pixels;
}

std::vector<std::vector<std::vector<Point>>> merged_rings(const CellColors& cells, std::size_t count) {
  std::vector<std::vector<std::vector<Point>>> rings(count);
  const std::size_t columns = cells.x_edges.empty() ? 0 : cells.x_edges.size() - 1;
  const auto across = visible(cells.x_edges), down = visible(cells.y_edges);
  std::vector<Run> open;  // of the row before, by column
  const auto close = [&](const Run& run, double bottom) {
    if (run.color < count)
      rings[run.color].push_back(rectangle(cells.x_edges[run.first], cells.x_edges[run.last], run.top, bottom));
  };
  double edge = 0;
  for (const std::size_t row : down) {
    std::vector<Run> runs;
    for (const std::size_t column : across) {
      const auto color = cells.colors[row * columns + column];
      if (!runs.empty() && runs.back().color == color)
        runs.back().last = column + 1;
      else
        runs.push_back({column, column + 1, color, cells.y_edges[row]});
    }
    // A run that goes on below is closed later, when it ends.
    auto above = open.begin();
    for (Run& run : runs) {
      for (; above != open.end() && above->first < run.first; ++above) close(*above, cells.y_edges[row]);
      if (above == open.end() || above->first != run.first) continue;
      if (above->last == run.last && above->color == run.color)
        run.top = above->top;
      else
        close(*above, cells.y_edges[row]);
      ++above;
    }
    for (; above != open.end(); ++above) close(*above, cells.y_edges[row]);
    open = std::move(runs);
    edge = cells.y_edges[row + 1];
  }
  for (const Run& run : open) close(run, edge);
  return rings;
}

namespace {

constexpr std::size_t most_outlined = 20'000;

// Of each pixel between the edges the cell, from the first pixel on.
std::vector<std::size_t> cells_of_pixels(const std::vector<double>& edges, double first, double last) {
  std::vector<std::size_t> cells(static_cast<std::size_t>(last - first));
  for (std::size_t i = 0; i + 1 < edges.size(); ++i)
    for (double pixel = std::min(edges[i], edges[i + 1]); pixel < std::max(edges[i], edges[i + 1]); ++pixel)
      cells[static_cast<std::size_t>(pixel - first)] = i;
  return cells;
}

Raster raster_of(const CellColors& cells, std::span<const Color> palette) {
  const auto [left, right] = std::minmax(cells.x_edges.front(), cells.x_edges.back());
  const auto [top, bottom] = std::minmax(cells.y_edges.front(), cells.y_edges.back());
  const auto across = cells_of_pixels(cells.x_edges, left, right), down = cells_of_pixels(cells.y_edges, top, bottom);
  Raster raster{across.size(), down.size(), {left, top}, {palette.begin(), palette.end()}, {}};
  raster.colors.reserve(across.size() * down.size());
  const auto columns = cells.x_edges.size() - 1;
  for (const auto row : down)
    for (const auto column : across) raster.colors.push_back(cells.colors[row * columns + column]);
  return raster;
}

}  // namespace

std::vector<Item> cell_items(const CellColors& cells, std::span<const Color> palette) {
  if (cells.colors.size() > most_outlined) return {raster_of(cells, palette)};
  std::vector<Item> items;
  auto rings = merged_rings(cells, palette.size());
  for (std::size_t i = 0; i < palette.size(); ++i)
    if (!rings[i].empty()) items.emplace_back(Polygon{std::move(rings[i]), palette[i]});
  return items;
}

void draw_gaps(const CellColors& cells, std::vector<Item>& items) {
  const auto& x = cells.x_edges;
  const auto& y = cells.y_edges;
  const auto least = [](const std::vector<double>& edges) {
    double width = 1e9;
    for (std::size_t i = 1; i < edges.size(); ++i) width = std::min(width, std::fabs(edges[i] - edges[i - 1]));
    return width;
  };
  if (std::min(least(x), least(y)) < 12) return;
  const Stroke gap{paper, 1, {}};
  for (std::size_t i = 1; i + 1 < x.size(); ++i)
    items.emplace_back(Polyline{{{x[i] + 0.5, y.front()}, {x[i] + 0.5, y.back()}}, gap, false});
  for (std::size_t i = 1; i + 1 < y.size(); ++i)
    items.emplace_back(Polyline{{{x.front(), y[i] + 0.5}, {x.back(), y[i] + 0.5}}, gap, false});
}

}  // namespace ravine::view
