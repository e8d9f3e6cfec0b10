#include "ravine/report/picture.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ravine/report/path.hpp"

namespace ravine::report {
namespace {

// A box much longer than wide is not drawn to scale: nothing could be seen in it.
constexpr double slimmest = 0.3;

// A run that diverges must not press the others flat: the axis ends this far above the highest start.
constexpr double highest_rise = 1e3;

const std::vector<double>& column_of(const view::Trajectory& trajectory, Series series) {
  return series == Series::gap ? trajectory.f : trajectory.gradient_norm;
}

void add_curve(Picture& picture, const view::Scene& scene, Series series) {
  const double reference = series == Series::gap ? picture.minimum : 0;
  double highest_start = 0;
  bool known = false;
  for (const view::Trajectory& trajectory : scene.trajectories) {
    const std::vector<double>& column = column_of(trajectory, series);
    known = known || !column.empty();
    if (!column.empty() && std::isfinite(column.front())) {
      highest_start = std::max(highest_start, column.front() - reference);
    }
  }
  if (!known) return;
  const double ceiling = highest_start > 0 ? highest_start * highest_rise : std::numeric_limits<double>::infinity();
  DecadesOf range;
  for (const view::Trajectory& trajectory : scene.trajectories) {
    for (const double value : column_of(trajectory, series)) range.add(std::min(value - reference, ceiling));
  }
  picture.curves.push_back({series, range.decades()});
}

void add_levels(Picture& picture, const view::Scene& scene) {
  if (scene.levels.empty()) {
    std::optional<double> start;
    for (const view::Trajectory& trajectory : scene.trajectories) {
      if (scene.start && !start && !trajectory.f.empty()) start = trajectory.f.front();
    }
    picture.levels = view::choose_levels(scene.field, scene.minimum, start);
  } else {
    picture.levels.levels = scene.levels;
    std::sort(picture.levels.levels.begin(), picture.levels.levels.end());
  }
  picture.sets = view::level_sets(scene.field, picture.levels.levels);
}

}  // namespace

std::vector<double> values_of(const view::Trajectory& trajectory, Series series, const Picture& picture) {
  if (series == Series::gradient) return trajectory.gradient_norm;
  std::vector<double> heights = trajectory.f;
  for (double& height : heights) {
    height -= picture.minimum;
    if (picture.seen && !(height > 0)) height = std::numeric_limits<double>::quiet_NaN();
  }
  return heights;
}

Picture picture_of(const view::Scene& scene) {
  Picture picture;
  const auto flat = [](const view::Trajectory& t) { return !t.x.empty() && !t.y.empty(); };
  if (scene.field.columns > 0 || std::any_of(scene.trajectories.begin(), scene.trajectories.end(), flat)) {
    picture.box = extent(scene);
    const double aspect = (picture.box->y_high - picture.box->y_low) / (picture.box->x_high - picture.box->x_low);
    const bool to_scale = scene.equal_aspect && aspect >= slimmest && aspect <= 1 / slimmest;
    picture.height = plot_units * (to_scale ? aspect : 1);
  }
  double lowest = std::numeric_limits<double>::quiet_NaN();
  for (const view::Trajectory& trajectory : scene.trajectories) {
    if (!trajectory.step.empty()) picture.last = std::max(picture.last, trajectory.step.back());
    const double f = least(trajectory.f);
    if (std::isfinite(f) && !(lowest <= f)) lowest = f;
  }
  picture.seen = !scene.minimum;
  picture.minimum = scene.minimum ? *scene.minimum : std::isfinite(lowest) ? lowest : 0;
  if (picture.box) add_levels(picture, scene);
  add_curve(picture, scene, Series::gap);
  add_curve(picture, scene, Series::gradient);
  return picture;
}

}  // namespace ravine::report
