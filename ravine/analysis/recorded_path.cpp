#include "ravine/analysis/recorded_path.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/analysis/running_away.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

// How far each row is from the first: not finite where it is nowhere.
std::vector<double> distances_from_start(std::size_t dimension, const RecordedPath& path) {
  std::vector<double> moved(path.rows(dimension)), difference(dimension);
  for (std::size_t row = 0; row < moved.size(); ++row) {
    const auto start = path.point(dimension, 0), here = path.point(dimension, row);
    for (std::size_t i = 0; i < dimension; ++i) difference[i] = here[i] - start[i];
    moved[row] = std::sqrt(math::squared_norm(difference));
  }
  return moved;
}

struct RecordedWalk {
  RecordedPath path;
  std::vector<double> moved;
  bool away = false;
};

}  // namespace

std::vector<RecordedPath> sound_paths(std::size_t dimension, std::span<const RecordedPath> paths) {
  std::vector<RecordedWalk> walks;
  double reach = 0;
  for (const auto& path : paths) {
    if (path.rows(dimension) == 0) continue;
    RecordedWalk walk{path, distances_from_start(dimension, path), false};
    if (!std::isfinite(walk.moved[0])) continue;
    walk.away = runs_away(walk.moved, path.f);
    if (!walk.away) {
      walk.moved.resize(valued_points(walk.moved.size(), path.f));
      reach = std::max(reach, *std::max_element(walk.moved.begin(), walk.moved.end()));
    }
    walks.push_back(std::move(walk));
  }
  std::vector<RecordedPath> sound;
  std::size_t longest = 0;
  for (const auto& walk : walks) {
    std::size_t rows = walk.moved.size();
    if (walk.away) {
      double limit = reach;
      if (reach == 0 && rows > 1 && std::isfinite(walk.moved[1])) limit = first_steps_shown * walk.moved[1];
      for (rows = 1; rows < walk.moved.size() && walk.moved[rows] <= limit;) ++rows;
    }
    const auto& f = walk.path.f;
    sound.push_back({walk.path.points.first(rows * dimension), f.first(std::min(rows, f.size()))});
    longest = std::max(longest, rows);
  }
  if (longest > 1) std::erase_if(sound, [&](const RecordedPath& path) { return path.rows(dimension) < 2; });
  std::sort(sound.begin(), sound.end(), [](const RecordedPath& a, const RecordedPath& b) {
    return std::lexicographical_compare(a.points.begin(), a.points.end(), b.points.begin(), b.points.end());
  });
  return sound;
}

}  // namespace ravine
