#include "ravine/view/geometry/curves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "ravine/view/geometry/map.hpp"
#include "ravine/view/geometry/palette.hpp"
#include "ravine/view/geometry/text_width.hpp"
#include "ravine/view/geometry/ticks.hpp"

namespace ravine::view {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::size_t tick_count(double height) { return static_cast<std::size_t>(std::clamp(height / 32, 2.0, 9.0)); }

// The least value of a field, where it is a hollow: not at the border, beyond which f may fall on, and among neighbours
// that are close beside what it lies below `runs`, unlike next to a pole.
double hollow(const Field& field, double runs) {
  std::size_t least = field.values.size();
  for (std::size_t i = 0; i < field.values.size(); ++i)
    if (std::isfinite(field.values[i]) && (least == field.values.size() || field.values[i] < field.values[least]))
      least = i;
  if (least == field.values.size()) return infinity;
  const std::size_t row = least / field.columns, column = least % field.columns;
  if (row == 0 || column == 0 || row + 1 == field.rows || column + 1 == field.columns) return infinity;
  const double value = field.values[least];
  for (std::size_t r = row - 1; r <= row + 1; ++r)
    for (std::size_t c = column - 1; c <= column + 1; ++c)
      if (!(field.values[r * field.columns + c] - value <= runs - value)) return infinity;
  return value;
}

}  // namespace

Reference reference_of(const Scene& scene) {
  double least = infinity;
  for (const Trajectory& t : scene.trajectories)
    for (const double f : t.f)
      if (std::isfinite(f)) least = std::min(least, f);
  least = std::min(least, hollow(scene.field, least));
  Reference reference;
  if (scene.minimum) {
    reference = {*scene.minimum, true, "f* = " + readable(*scene.minimum)};
    // Rounding may take a run a little below; more than that, and the figure given is no minimum.
    if (least < *scene.minimum - 1e-9 * std::max(1.0, std::abs(*scene.minimum)))
      reference.note += " given, less was seen";
  } else if (least < infinity) {
    reference = {least, false, "best f seen: " + readable(least)};
  }
  return reference;
}

bool has(const Trajectory& trajectory, Quantity quantity) {
  return !(quantity == Quantity::excess ? trajectory.f : trajectory.gradient_norm).empty();
}

std::vector<double> values_of(const Trajectory& trajectory, Quantity quantity, const Reference& reference) {
  if (quantity == Quantity::gradient) return trajectory.gradient_norm;
  std::vector<double> values;
  values.reserve(trajectory.f.size());
  for (const double f : trajectory.f) values.push_back(f - reference.value);
  return values;
}

CurveRange curve_range(const std::vector<const Trajectory*>& trajectories, Quantity quantity,
                       const Reference& reference) {
  double sound = 0, any = 0, starts = 0;
  std::vector<double> lows;
  for (const Trajectory* t : trajectories) {
    const auto values = values_of(*t, quantity, reference);
    if (!values.empty() && std::isfinite(values[0])) starts = std::max(starts, values[0]);
    double low = infinity;
    for (const double v : values) {
      if (!(v > 0) || !std::isfinite(v)) continue;
      low = std::min(low, v);
      any = std::max(any, v);
      if (!t->failed) sound = std::max(sound, v);
    }
    if (low < infinity) lows.push_back(low);
  }
  if (any == 0) return {};
  std::sort(lows.begin(), lows.end());
  const double high = std::min(any, 1e3 * (sound > 0 ? sound : std::max(starts, lows[0])));
  const double decades = std::log10(high / std::min(lows[lows.size() / 2], high));
  const double floor = high / std::pow(10, std::min(std::max(12.0, 2 * decades), 300.0));
  const double low = std::max(std::min(lows[0], high), floor);
  // A little air at both ends, and at least a decade.
  const double air = std::pow(high / low, 0.03) * 1.1;
  CurveRange range{low / air, high * air};
  if (range.high < 10 * range.low) {
    const double widen = std::sqrt(10 * range.low / range.high);
    range = {range.low / widen, range.high * widen};
  }
  if (!(range.low > 0)) range.low = std::numeric_limits<double>::min();
  if (!std::isfinite(range.high)) range.high = std::numeric_limits<double>::max();
  return range;
}

double log_label_width(const CurveRange& range, double height) {
  double width = 0;
  for (const auto& label : log_ticks(range.low, range.high, tick_count(height)).labels)
    width = std::max(width, text_width(label, tick_size));
  return width;
}

void draw_panel(const CurvePanel& panel, std::vector<Item>& items) {
  const Rectangle area = panel.plane.area();
  const double right = area.x + area.width, bottom = area.y + area.height;
  const auto whole = [](double v) { return std::floor(v) + 0.5; };
  const Stroke grid{grid_ink, 1, {}}, axis{soft_ink, 1, {}};
  const Ticks across = linear_ticks(panel.plane.x.low, panel.plane.x.high,
                                    static_cast<std::size_t>(std::clamp(area.width / 55, 2.0, 8.0)));
  const Ticks up = log_ticks(panel.plane.y.low, panel.plane.y.high, tick_count(area.height));
  for (const double v : across.values)
    items.emplace_back(
        Polyline{{{whole(panel.plane.x.at(v)), area.y}, {whole(panel.plane.x.at(v)), bottom}}, grid, false});
  for (const double v : up.values)
    items.emplace_back(
        Polyline{{{area.x, whole(panel.plane.y.at(v))}, {right, whole(panel.plane.y.at(v))}}, grid, false});
  for (const double v : up.minor)
    items.emplace_back(
        Polyline{{{area.x - 2.5, whole(panel.plane.y.at(v))}, {area.x, whole(panel.plane.y.at(v))}}, axis, false});
  for (std::size_t i = 0; i < up.values.size(); ++i) {
    const double y = panel.plane.y.at(up.values[i]);
    items.emplace_back(Polyline{{{area.x - 5, whole(y)}, {area.x, whole(y)}}, axis, false});
    items.emplace_back(Text{up.labels[i], {area.x - 9, y + 0.36 * tick_size}, tick_size, soft_ink, Anchor::end});
  }
  items.emplace_back(
      Polyline{{{area.x - 0.5, area.y}, {area.x - 0.5, bottom + 0.5}, {right, bottom + 0.5}}, axis, false});
  for (std::size_t i = 0; i < across.values.size(); ++i) {
    const double x = panel.plane.x.at(across.values[i]);
    items.emplace_back(Polyline{{{whole(x), bottom + 0.5}, {whole(x), bottom + 5}}, axis, false});
    if (panel.time_labels)
      items.emplace_back(Text{across.labels[i], {x, bottom + 19}, tick_size, soft_ink, Anchor::middle});
  }
  if (panel.time_labels)
    items.emplace_back(Text{elided("gradient evaluations", area.width + 40, tick_size),
                            {area.x + area.width / 2, bottom + 38},
                            tick_size,
                            ink,
                            Anchor::middle});
  items.emplace_back(Text{panel.title, {area.x, area.y - 10}, 14, ink});
  const double used = text_width(panel.title, 14) + 14;
  if (!panel.note.empty() && area.width - used > 60)
    items.emplace_back(
        Text{elided(panel.note, area.width - used, 11.5), {right, area.y - 10}, 11.5, soft_ink, Anchor::end});
}

bool on_scale(const Plane& plane, double value) { return value >= plane.y.low && value <= plane.y.high; }

std::optional<Departure> departure(const Trajectory& trajectory, const std::vector<double>& values,
                                   const Plane& plane) {
  const std::size_t count = std::min(values.size(), trajectory.step.size());
  if (count < 2 || std::isnan(values[count - 1]) || on_scale(plane, values[count - 1])) return std::nullopt;
  std::size_t i = count - 1;  // the first point out there for good
  while (i > 0 && !on_scale(plane, values[i - 1])) --i;
  if (i == 0) return std::nullopt;
  const Rectangle area = plane.area();
  const bool down = values[i] < plane.y.low;
  const Point from = plane.at({trajectory.step[i - 1], values[i - 1]}), to = plane.at({trajectory.step[i], values[i]});
  const double edge = down ? area.y + area.height : area.y;
  const double part = is_finite(to) ? (edge - from.y) / (to.y - from.y) : 1;
  const double x = from.x + part * (plane.x.at(trajectory.step[i]) - from.x);
  Departure result;
  result.arrow.shape = MarkerShape::arrow;
  result.arrow.center = {std::min(x, area.x + area.width - 5), edge + (down ? -6 : 6)};
  result.arrow.size = 11;
  result.arrow.angle = down ? std::numbers::pi / 2 : -std::numbers::pi / 2;
  result.time = trajectory.step[i];
  return result;
}

CurvePoints curve_points(const Trajectory& trajectory, const std::vector<double>& values, const Plane& plane) {
  CurvePoints curve;
  const std::size_t count = std::min(values.size(), trajectory.step.size());
  const auto add = [&](std::size_t i) {
    curve.points.push_back(plane.at({trajectory.step[i], values[i]}));
    curve.times.push_back(trajectory.step[i]);
  };
  std::size_t i = 0;
  while (i < count) {
    // One column of pixels: its first, least, greatest and last value show all of it.
    const double column = std::floor(plane.x.at(trajectory.step[i]));
    std::size_t end = i, least = i, greatest = i;
    for (; end < count && std::floor(plane.x.at(trajectory.step[end])) == column; ++end) {
      if (values[end] < values[least]) least = end;
      if (values[end] > values[greatest]) greatest = end;
    }
    if (end == i) ++end;  // a step that is no number
    if (end - i <= 4) {
      for (std::size_t k = i; k < end; ++k) add(k);
    } else {
      std::size_t chosen[] = {i, least, greatest, end - 1};
      std::sort(std::begin(chosen), std::end(chosen));
      for (std::size_t k = 0; k < 4; ++k)
        if (k == 0 || chosen[k] != chosen[k - 1]) add(chosen[k]);
    }
    i = end;
  }
  return curve;
}

}  // namespace ravine::view
