#include "ravine/run/sample.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

constexpr std::size_t most_points_at_once = 256, few_rows = 16;
constexpr std::size_t most_numbers = std::size_t{1} << 20;  // of the points that a worker holds
constexpr double affordable = 4e8;                          // numbers read for a whole grid: seconds

double at(double low, double high, std::size_t i, std::size_t count) {
  return i + 1 == count ? high : low + (high - low) * (static_cast<double>(i) / static_cast<double>(count - 1));
}

void check(const Grid& grid) {
  if (grid.columns < 2 || grid.rows < 2 || !(grid.x_low < grid.x_high) || !(grid.y_low < grid.y_high))
    throw InputError("a grid needs two columns, two rows and bounds in rising order");
}

// `prepare(x)` fills what all points have in common, `place(x, lane, u, v)` the rest of one.
template <class Prepare, class Place>
std::vector<double> evaluated(const Problem& problem, const Grid& grid, Executor& executor, const Prepare& prepare,
                              const Place& place) {
  std::vector<double> values(grid.columns * grid.rows);
  const auto dimension = problem.dimension();
  const auto lanes =
      std::clamp<std::size_t>(most_numbers / std::max<std::size_t>(dimension, 1), 1, most_points_at_once);
  const std::vector<StreamKey> keys(problem.stochastic() ? lanes : 0);
  // An evaluator that is not to be shared is dear: one a worker.
  const auto workers = std::max<std::size_t>(executor.workers(), 1);
  const auto rows_a_task = problem.shares_evaluators() ? few_rows : (grid.rows + workers - 1) / workers;
  const auto tasks = (grid.rows + rows_a_task - 1) / rows_a_task;
  executor.run(tasks, [&](std::size_t task) {
    const auto evaluator = problem.evaluator(lanes);
    LaneBlock<double> x(dimension, lanes);
    prepare(x, lanes);
    const auto end = std::min(grid.rows, (task + 1) * rows_a_task) * grid.columns;
    for (auto first = task * rows_a_task * grid.columns; first < end; first += lanes) {
      const auto count = std::min(lanes, end - first);
      for (std::size_t k = 0; k < count; ++k)
        place(x, k, at(grid.x_low, grid.x_high, (first + k) % grid.columns, grid.columns),
              at(grid.y_low, grid.y_high, (first + k) / grid.columns, grid.rows));
      evaluator->evaluate(count, std::as_const(x).columns(), values.data() + first, {},
                          keys.empty() ? nullptr : keys.data());
    }
  });
  return values;
}

}  // namespace

std::vector<double> sample(const Problem& problem, const Grid& grid, std::span<const double> point,
                           Executor& executor) {
  if (point.size() != problem.dimension() || grid.x_coordinate >= point.size() || grid.y_coordinate >= point.size())
    throw InputError("a grid over coordinates " + std::to_string(grid.x_coordinate + 1) + " and " +
                     std::to_string(grid.y_coordinate + 1) + " at a point of " + std::to_string(point.size()) +
                     " coordinates; the function has " + std::to_string(problem.dimension()));
  check(grid);
  return evaluated(
      problem, grid, executor,
      [&](LaneBlock<double>& x, std::size_t lanes) {
        for (std::size_t i = 0; i < point.size(); ++i) std::fill_n(x[i], lanes, point[i]);
      },
      [&](LaneBlock<double>& x, std::size_t lane, double u, double v) {
        x[grid.x_coordinate][lane] = u;
        x[grid.y_coordinate][lane] = v;
      });
}

std::vector<double> sample(const Problem& problem, const Grid& grid, const Slice& slice, Executor& executor) {
  const auto dimension = problem.dimension();
  for (const auto* part : {&slice.origin, &slice.x_direction, &slice.y_direction})
    if (part->size() != dimension)
      throw InputError("a slice of vectors of " + std::to_string(part->size()) + " coordinates; the function has " +
                       std::to_string(dimension));
  check(grid);
  return evaluated(
      problem, grid, executor, [](LaneBlock<double>&, std::size_t) {},
      [&](LaneBlock<double>& x, std::size_t lane, double u, double v) {
        for (std::size_t i = 0; i < dimension; ++i)
          x[i][lane] = slice.origin[i] + u * slice.x_direction[i] + v * slice.y_direction[i];
      });
}

std::size_t affordable_grid(const Problem& problem) {
  const auto samples = std::max<std::size_t>(problem.sample_count().an_evaluation, 1);
  const double numbers = static_cast<double>(problem.dimension()) * static_cast<double>(samples);
  constexpr std::size_t sizes[] = {301, 241, 181, 121, 101, 91, 61, 45};
  constexpr std::size_t most_unshared = 101;
  for (const auto size : sizes)
    if ((problem.shares_evaluators() || size <= most_unshared) &&
        static_cast<double>(size * size) * numbers <= affordable)
      return size;
  return 31;
}

}  // namespace ravine
