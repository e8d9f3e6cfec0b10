#include "ravine/run/sample.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

constexpr std::size_t lanes = 256, few_rows = 16;

double at(double low, double high, std::size_t i, std::size_t count) {
  return i + 1 == count ? high : low + (high - low) * (static_cast<double>(i) / static_cast<double>(count - 1));
}

}  // namespace

std::vector<double> sample(const Problem& problem, const Grid& grid, std::span<const double> point,
                           Executor& executor) {
  if (point.size() != problem.dimension() || grid.x_coordinate >= point.size() || grid.y_coordinate >= point.size())
    throw InputError("a grid over coordinates " + std::to_string(grid.x_coordinate + 1) + " and " +
                     std::to_string(grid.y_coordinate + 1) + " at a point of " + std::to_string(point.size()) +
                     " coordinates; the function has " + std::to_string(problem.dimension()));
  if (grid.columns < 2 || grid.rows < 2 || !(grid.x_low < grid.x_high) || !(grid.y_low < grid.y_high))
    throw InputError("a grid needs two columns, two rows and bounds in rising order");
  std::vector<double> values(grid.columns * grid.rows);
  // An evaluator that is not to be shared is dear: one a worker.
  const auto workers = std::max<std::size_t>(executor.workers(), 1);
  const auto rows_a_task = problem.shares_evaluators() ? few_rows : (grid.rows + workers - 1) / workers;
  const auto tasks = (grid.rows + rows_a_task - 1) / rows_a_task;
  executor.run(tasks, [&](std::size_t task) {
    const auto evaluator = problem.evaluator(lanes);
    LaneBlock<double> x(point.size(), lanes);
    for (std::size_t i = 0; i < point.size(); ++i) std::fill_n(x[i], lanes, point[i]);
    const auto end = std::min(grid.rows, (task + 1) * rows_a_task) * grid.columns;
    for (auto first = task * rows_a_task * grid.columns; first < end; first += lanes) {
      const auto count = std::min(lanes, end - first);
      for (std::size_t k = 0; k < count; ++k) {
        x[grid.x_coordinate][k] = at(grid.x_low, grid.x_high, (first + k) % grid.columns, grid.columns);
        x[grid.y_coordinate][k] = at(grid.y_low, grid.y_high, (first + k) / grid.columns, grid.rows);
      }
      evaluator->evaluate(count, std::as_const(x).columns(), values.data() + first, {}, nullptr);
    }
  });
  return values;
}

}  // namespace ravine
