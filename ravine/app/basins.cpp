#include "ravine/app/basins.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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
    double least = near * near;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double dx = x - places[i].x, dy = y - places[i].y, distance = dx * dx + dy * dy;
      if (distance <= least) least = distance, nearest = static_cast<std::int32_t>(i);
    }
    return nearest;
  }
};

std::string place_text(const view::Point& place) {
  constexpr double thousand = 1000;
  // With the minus of the axes.
  const auto rounded = [&](double x) {
    const double value = std::round(x * thousand) / thousand + 0.0;
    return (value < 0 ? "−" : "") + shortest(std::fabs(value));
  };
  return "(" + rounded(place.x) + ", " + rounded(place.y) + ")";
}

constexpr std::size_t most_places = 24;

struct Place {
  view::Point at;
  std::size_t runs;
};

// Where at least a two-hundredth of all runs ended together, the most frequented place first.
std::vector<Place> find_places(const std::vector<view::Point>& ends, double near) {
  constexpr std::size_t fewest_share = 200;
  Minima seen{{}, near};
  std::vector<Place> places;
  for (const auto& end : ends) {
    const auto at = seen.find(end.x, end.y);
    if (at >= 0) {
      ++places[static_cast<std::size_t>(at)].runs;
    } else if (places.size() < 4 * most_places) {
      seen.places.push_back(end);
      places.push_back({end, 1});
    }
  }
  std::erase_if(places, [&](const Place& place) { return fewest_share * place.runs < ends.size(); });
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.runs > b.runs; });
  if (places.size() > most_places) places.resize(most_places);
  return places;
}

bool is_lattice(const study::Block& block) {
  constexpr std::size_t most = view::BasinMap::most_cells;
  return block.starts.lattice.size() == 2 && block.settings() == 1 && block.repeats == 1 &&
         block.starts.lattice[0] <= most && block.starts.lattice[1] <= most;
}

double near_of(const study::Starts& starts) {
  return near_share * std::max(starts.box[0].high - starts.box[0].low, starts.box[1].high - starts.box[1].low);
}

// The places of all blocks together, the most frequented first: each is the same minimum on every map.
Minima minima_of(const study::Plan& plan, const std::vector<std::size_t>& blocks, const StudyRows& rows) {
  Minima minima{{}, 0};
  for (const auto b : blocks) minima.near = std::max(minima.near, near_of(plan.blocks()[b].starts));
  for (const auto& place : plan.problems[plan.blocks()[blocks.front()].problem].minimisers)
    minima.places.push_back({place[0], place[1]});
  if (!minima.places.empty()) return minima;
  std::vector<Place> all;
  Minima known{{}, minima.near};
  for (const auto b : blocks) {
    const auto first = plan.first_run(b);
    std::vector<view::Point> ends;
    for (std::size_t i = 0; i < plan.blocks()[b].size(); ++i) {
      const auto& row = rows.row(first + i);
      if (row.is_there && !failed(row.kind)) ends.push_back({row.end_x, row.end_y});
    }
    for (const auto& place : find_places(ends, minima.near)) {
      const auto at = known.find(place.at.x, place.at.y);
      if (at >= 0) {
        all[static_cast<std::size_t>(at)].runs += place.runs;
      } else {
        known.places.push_back(place.at);
        all.push_back(place);
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Place& a, const Place& b) { return a.runs > b.runs; });
  for (std::size_t i = 0; i < std::min(all.size(), most_places); ++i) minima.places.push_back(all[i].at);
  return minima;
}

view::BasinMap basin_map(const study::Plan& plan, std::size_t number, const StudyRows& rows, const Minima& minima) {
  const auto& block = plan.blocks()[number];
  const auto& problem = plan.problems[block.problem];
  const auto& starts = block.starts;
  const auto columns = starts.lattice[0], lines = starts.lattice[1];
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

}  // namespace

ProblemBasins problem_basins(const study::Plan& plan, std::size_t problem, const StudyRows& rows) {
  ProblemBasins basins;
  std::vector<std::size_t> blocks;
  for (std::size_t b = 0; b < plan.blocks().size(); ++b)
    if (plan.blocks()[b].problem == problem && is_lattice(plan.blocks()[b])) blocks.push_back(b);
  if (blocks.empty() || rows.stride() != 1) return basins;
  const auto minima = minima_of(plan, blocks, rows);
  if (minima.places.empty()) return basins;
  std::vector<view::BasinMap> maps;
  maps.reserve(blocks.size());
  for (const auto b : blocks) maps.push_back(basin_map(plan, b, rows, minima));
  basins.key = view::basin_key(maps);
  for (std::size_t i = 0; i < blocks.size(); ++i) basins.maps.emplace(blocks[i], std::move(maps[i]));
  return basins;
}

}  // namespace ravine::app
