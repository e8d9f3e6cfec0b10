#include "ravine/app/basins.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/number_text.hpp"
#include "ravine/study/spacing.hpp"

namespace ravine::app {
namespace {

// As far from a minimum a run counts as there: a share of the box's longer side.
constexpr double near_share = 0.01;

struct Minima {
  std::vector<view::Point> places;
  double near = 0;
  std::int32_t find(double x, double y) const {
    std::int32_t nearest = view::BasinMap::missed;
    double least = near;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double distance = std::hypot(x - places[i].x, y - places[i].y);
      if (distance <= least) least = distance, nearest = static_cast<std::int32_t>(i);
    }
    return nearest;
  }
};

std::string place_text(const view::Point& place) {
  constexpr double thousand = 1000;
  const auto rounded = [&](double x) { return shortest(std::round(x * thousand) / thousand + 0.0); };
  return "(" + rounded(place.x) + ", " + rounded(place.y) + ")";
}

// Where at least a two-hundredth of all runs ended together, the most frequented place first.
void find_places(const std::vector<view::Point>& ends, Minima& minima) {
  constexpr std::size_t most_places = 24, fewest_share = 200;
  std::vector<std::size_t> counts;
  Minima seen{{}, minima.near};
  std::vector<view::Point> sums;
  for (const auto& end : ends) {
    const auto at = seen.find(end.x, end.y);
    if (at >= 0) {
      ++counts[static_cast<std::size_t>(at)];
    } else if (seen.places.size() < 4 * most_places) {
      seen.places.push_back(end);
      counts.push_back(1);
    }
  }
  std::vector<std::size_t> order(counts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  for (const auto i : order)
    if (minima.places.size() < most_places && fewest_share * counts[i] >= ends.size())
      minima.places.push_back(seen.places[i]);
}

}  // namespace

std::optional<view::BasinMap> basin_map(const study::Plan& plan, std::size_t number, const StudyRows& rows) {
  const auto& block = plan.blocks()[number];
  const auto& problem = plan.problems[block.problem];
  const auto& starts = block.starts;
  const auto columns = starts.lattice[0], lines = starts.lattice[1];
  if (columns > view::BasinMap::most_cells || lines > view::BasinMap::most_cells) return std::nullopt;
  view::BasinMap map;
  map.columns = columns;
  map.rows = lines;
  // A cell's start is in its middle.
  const auto half = [](const study::Interval& side, std::size_t count) {
    return (side.high - side.low) / static_cast<double>(count - 1) / 2;
  };
  const double half_x = half(starts.box[0], columns), half_y = half(starts.box[1], lines);
  map.box = {starts.box[0].low - half_x, starts.box[0].high + half_x, starts.box[1].low - half_y,
             starts.box[1].high + half_y};
  map.note = "steps to " + std::string(problem.minimum ? "within 1e-3 of the least value" : "the best point") +
             "; budget " + std::to_string(block.options.steps);
  const auto names = problem.problem->coordinate_names();
  if (names.size() == 2) map.x_name = names[0], map.y_name = names[1];

  const auto first = plan.first_run(number);
  Minima minima{{},
                near_share * std::max(starts.box[0].high - starts.box[0].low, starts.box[1].high - starts.box[1].low)};
  for (const auto& place : problem.minimisers) minima.places.push_back({place[0], place[1]});
  if (minima.places.empty()) {
    std::vector<view::Point> ends;
    for (std::size_t i = 0; i < block.size(); ++i) {
      const auto& row = rows.row(first + i);
      if (row.is_there && !failed(row.kind)) ends.push_back({row.end_x, row.end_y});
    }
    find_places(ends, minima);
  }
  if (minima.places.empty()) return std::nullopt;
  for (const auto& place : minima.places) map.minima.push_back({place_text(place), place});
  map.reached.assign(columns * lines, view::BasinMap::missed);
  map.steps.assign(columns * lines, 0);
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto& row = rows.row(first + i);
    const auto cell = i % lines * columns + i / lines;  // the last coordinate varies fastest
    map.reached[cell] = !row.is_there || failed(row.kind) ? view::BasinMap::failed : minima.find(row.end_x, row.end_y);
    // Steps to within 1e-3 of the minimum where that is known, else to the best point on the way.
    const auto reached = row.evaluations_to[2];
    const bool stopped = row.kind == OutcomeKind::converged || row.kind == OutcomeKind::target;
    map.steps[cell] = stopped                  ? static_cast<double>(row.steps)
                      : std::isfinite(reached) ? static_cast<double>(reached)
                                               : static_cast<double>(row.best_step);
  }
  return map;
}

}  // namespace ravine::app
