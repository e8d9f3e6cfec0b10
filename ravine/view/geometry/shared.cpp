#include "ravine/view/geometry/shared.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/view/geometry/off_plane.hpp"
#include "ravine/view/geometry/text_width.hpp"

namespace ravine::view {
namespace {

bool has_points(const Scene& scene) {
  const auto& all = scene.trajectories;
  return scene.field.columns > 0 || all.empty() ||
         std::any_of(all.begin(), all.end(), [](const Trajectory& t) { return !t.x.empty() || !t.y.empty(); });
}

void check(const Scene& scene, const FigureOptions& options, bool has_map) {
  using Limits = FigureOptions;
  if (!(options.width >= Limits::least_width && options.height >= Limits::least_height &&
        options.width <= Limits::most && options.height <= Limits::most))
    throw InputError("a picture of " + shortest(options.width) + " x " + shortest(options.height) + " pixels: from " +
                     shortest(Limits::least_width) + " x " + shortest(Limits::least_height) + " to " +
                     shortest(Limits::most) + " x " + shortest(Limits::most));
  const Box& b = scene.field.box;
  if (has_map && !(b.x_low < b.x_high && b.y_low < b.y_high && std::isfinite(b.x_high - b.x_low) &&
                   std::isfinite(b.y_high - b.y_low)))
    throw InputError("the box of the map goes from " + shortest(b.x_low) + " to " + shortest(b.x_high) +
                         " in x, from " + shortest(b.y_low) + " to " + shortest(b.y_high) + " in y",
                     "each goes from its lower end to its higher end, and their distance is finite");
  for (std::size_t i = 0; i < scene.trajectories.size(); ++i) {
    const Trajectory& t = scene.trajectories[i];
    const std::size_t n = t.step.size();
    const auto fits = [n](const std::vector<double>& series, bool may_miss) {
      return series.size() == n || (may_miss && series.empty());
    };
    if (!fits(t.x, !has_map) || !fits(t.y, !has_map) || !fits(t.distance, true) || !fits(t.f, true) ||
        !fits(t.gradient_norm, true))
      throw InputError("trajectory " + std::to_string(i + 1) + " (" + t.label + "): its series differ in length");
    if (!std::is_sorted(t.step.begin(), t.step.end()) ||
        !std::all_of(t.step.begin(), t.step.end(), [](double s) { return std::isfinite(s); }))
      throw InputError("trajectory " + std::to_string(i + 1) + " (" + t.label + "): its steps do not ascend");
  }
}

// Lines of numbers beside a lone run, of any of the scene: where it ended, how far from the plane, f, f - f*, |∇f|, its
// outcome.
std::size_t fact_count(const Scene& scene, const Reference& reference) {
  const auto any = [&](auto has) {
    return std::any_of(scene.trajectories.begin(), scene.trajectories.end(), has) ? std::size_t{1} : 0;
  };
  const auto f = any([](const Trajectory& t) { return !t.f.empty(); });
  return (scene.slice ? 2 : 1) + f + (reference.known && reference.value != 0 ? f : 0) +
         any([](const Trajectory& t) { return !t.gradient_norm.empty(); }) +
         any([](const Trajectory& t) { return !t.outcome.empty(); });
}

Plane plane_of(const Box& box, const Rectangle& area) {
  return {{box.x_low, box.x_high, area.x, area.x + area.width}, {box.y_low, box.y_high, area.y + area.height, area.y}};
}

}  // namespace

Figures::Shared::Shared(const Scene& given, const FigureOptions& wanted)
    : scene(given), options(wanted), has_map(has_points(given)) {
  check(scene, options, has_map);
  options.width = std::round(options.width);
  options.height = std::round(options.height);
  box = scene.field.box;
  if (has_map) terrain = terrain_of(scene);
  reference = reference_of(scene);
  std::vector<const Trajectory*> runs;
  for (const Trajectory& t : scene.trajectories) {
    runs.push_back(&t);
    if (!t.step.empty()) time = std::max(time, t.step.back());
  }
  for (const Quantity q : {Quantity::excess, Quantity::gradient}) {
    if (std::none_of(runs.begin(), runs.end(), [&](const Trajectory* t) { return has(*t, q); })) continue;
    quantities.push_back(q);
    ranges.push_back(curve_range(runs, q, reference));
  }

  if (!has_map) return;
  LayoutRequest request;
  request.width = options.width;
  request.height = options.height;
  request.aspect = scene.equal_aspect ? (box.x_high - box.x_low) / (box.y_high - box.y_low) : 0;
  // Equal units on a hair-thin box would leave no map: then it gets units of its own.
  if (scene.equal_aspect) request.aspect = std::clamp(request.aspect, 1.0 / 6, 6.0);
  request.panels = quantities.size();
  request.map_labels = tick_label_width({box.y_low, box.y_high, 0, 1, false});
  request.note = scene.slice ? slice_note_height : 0;
  for (const CurveRange& range : ranges)
    request.panel_labels = std::max(request.panel_labels, value_label_width(range, 200));
  for (const bool single : {false, true}) {
    // A lone run is headed by its name, so its formula always has a line below.
    request.formula = !scene.formula.empty() && (single || !scene.title.empty());
    request.rows = single ? fact_count(scene, reference) : scene.trajectories.size();
    request.row_width = 240;
    request.names = 0;
    for (const Trajectory& t : scene.trajectories) {
      if (single) break;
      request.row_width =
          std::max(request.row_width, (scene.slice ? 250 : 190) + std::min(text_width(t.label, 13), 260.0));
      request.names = std::max(request.names, std::min(text_width(t.label, 11), 260.0));
    }
    layouts[single] = arrange(request);
    planes[single] = plane_of(box, layouts[single].map);
    draw_terrain(terrain, scene.field, planes[single], terrains[single]);
  }
}

void Figures::Shared::require_map() const {
  if (!has_map)
    throw InputError("the trajectories have no points in a plane, so there is no map to draw",
                     "a map is of a function of two coordinates; the curves of convergence are there for any");
}

Actor Figures::Shared::actor(std::size_t trajectory) const {
  return {&scene.trajectories[trajectory], method_style(trajectory), one_line(scene.trajectories[trajectory].label)};
}

Figures::Figures(const Scene& scene, const FigureOptions& options)
    : shared_(std::make_unique<Shared>(scene, options)) {}
Figures::~Figures() = default;
Figures::Figures(Figures&&) noexcept = default;
Figures& Figures::operator=(Figures&&) noexcept = default;

}  // namespace ravine::view
