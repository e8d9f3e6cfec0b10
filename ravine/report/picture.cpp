#include "ravine/report/picture.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/infinity.hpp"
#include "ravine/report/path.hpp"

namespace ravine::report {
namespace {

// A box much longer than wide is not drawn to scale: nothing could be seen in it.
constexpr double slimmest = 0.3;

// The box of the scene's field; without a field one that holds every finite point of the trajectories, with a margin.
view::Box extent(const view::Scene& scene) {
  if (scene.field.columns > 0) return scene.field.box;
  view::Box box{infinity, -infinity, infinity, -infinity};
  for (const view::Trajectory& trajectory : scene.trajectories) {
    for (std::size_t i = 0; i < trajectory.x.size() && i < trajectory.y.size(); ++i) {
      if (!std::isfinite(trajectory.x[i]) || !std::isfinite(trajectory.y[i])) continue;
      box = {std::min(box.x_low, trajectory.x[i]), std::max(box.x_high, trajectory.x[i]),
             std::min(box.y_low, trajectory.y[i]), std::max(box.y_high, trajectory.y[i])};
    }
  }
  if (!(box.x_low <= box.x_high)) return {};
  const auto widen = [](double& low, double& high) {
    const double margin = high > low ? 0.08 * (high - low) : std::max(1.0, std::fabs(high)) * 0.5;
    low -= margin;
    high += margin;
  };
  widen(box.x_low, box.x_high);
  widen(box.y_low, box.y_high);
  return box;
}

void add_curve(Picture& picture, const view::Scene& scene, view::Quantity quantity) {
  std::vector<const view::Trajectory*> runs;
  for (const view::Trajectory& run : scene.trajectories) {
    if (view::has(run, quantity)) runs.push_back(&run);
  }
  if (runs.empty()) return;
  picture.curves.push_back({quantity, view::curve_range(runs, quantity, picture.reference)});
}

}  // namespace

view::Plane plane_of(const Picture& picture, double width) {
  return {{picture.box->x_low, picture.box->x_high, 0, width},
          {picture.box->y_low, picture.box->y_high, width * picture.height / plot_units, 0}};
}

view::Plane plane_of(const Picture& picture, const Curve& curve) {
  return {{0, std::max(picture.last, 1.0), 0, plot_units}, view::scale_of(curve.range, plot_units, 0)};
}

Picture picture_of(const view::Scene& scene) {
  Picture picture;
  const auto flat = [](const view::Trajectory& t) { return !t.x.empty(); };
  if (scene.field.columns > 0 || std::any_of(scene.trajectories.begin(), scene.trajectories.end(), flat)) {
    picture.box = extent(scene);
    const double aspect = (picture.box->y_high - picture.box->y_low) / (picture.box->x_high - picture.box->x_low);
    const bool to_scale = scene.equal_aspect && aspect >= slimmest && aspect <= 1 / slimmest;
    picture.height = plot_units * (to_scale ? aspect : 1);
    picture.terrain = view::terrain_of(scene);
  }
  for (const view::Trajectory& trajectory : scene.trajectories) {
    if (!trajectory.step.empty()) picture.last = std::max(picture.last, trajectory.step.back());
  }
  picture.reference = view::reference_of(scene);
  add_curve(picture, scene, view::Quantity::excess);
  add_curve(picture, scene, view::Quantity::gradient);
  return picture;
}

}  // namespace ravine::report
