#include "ravine/view/geometry/study/band_shape.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ravine::view {

// What has the marker.
std::optional<std::size_t> marked_of(const BandCurve& curves, const BandCurve::Method& method) {
  if (curves.mark == BandCurve::Mark::best && method.best) return method.best;
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < method.median.size(); ++i) {
    const double v = method.median[i];
    if (std::isfinite(v) && (!best || curves.mark == BandCurve::Mark::end ||
                             (curves.lower_is_better ? v < method.median[*best] : v > method.median[*best])))
      best = i;
  }
  return best;
}

MethodStyle band_style(const BandCurve& curves, std::size_t method) {
  const auto number = curves.methods[method].style.value_or(method);
  return curves.ranked > 0 ? ranked_style(number, curves.ranked) : method_style(number);
}

ValueRange band_x_range(const BandCurve& curves) {
  std::vector<double> values;
  for (const auto& m : curves.methods) values.insert(values.end(), m.x.begin(), m.x.end());
  return value_range(values, curves.logarithmic_x, 0.02);
}

ValueRange band_y_range(const BandCurve& curves) {
  std::vector<double> values;
  for (const auto& m : curves.methods)
    for (const auto* list : {&m.median, &m.low, &m.high}) values.insert(values.end(), list->begin(), list->end());
  return value_range(values, curves.logarithmic_y, 0.05);
}

double height_of(double value, const Plane& plane, double beyond) {
  const Rectangle area = plane.area();
  const double at = std::isnan(value) ? beyond : plane.y.at(value);
  return std::clamp(std::isnan(at) ? beyond : at, area.y, area.y + area.height);
}

void draw_band(const BandCurve::Method& m, const Color& color, double alpha, const Plane& plane,
               std::vector<Item>& items) {
  const Rectangle area = plane.area();
  for (std::size_t i = 0; i < m.x.size();) {
    std::size_t end = i;
    std::vector<Point> ring, back;
    for (; end < m.x.size() && std::isfinite(m.median[end]); ++end) {
      ring.push_back({plane.x.at(m.x[end]), height_of(m.high[end], plane, area.y)});
      back.push_back({plane.x.at(m.x[end]), height_of(m.low[end], plane, area.y + area.height)});
    }
    ring.insert(ring.end(), back.rbegin(), back.rend());
    Color fill = color;
    fill.alpha = alpha;
    if (end > i + 1) items.emplace_back(Polygon{{std::move(ring)}, fill});
    i = std::max(end, i + 1);
  }
}

void draw_lone_medians(const BandCurve::Method& m, const Color& color, const Plane& plane, std::vector<Item>& items) {
  const auto is_there = [&](std::size_t i) { return i < m.x.size() && std::isfinite(m.median[i]); };
  for (std::size_t i = 0; i < m.x.size(); ++i)
    if (is_there(i) && (i == 0 || !is_there(i - 1)) && !is_there(i + 1))
      items.emplace_back(Marker{MarkerShape::circle,
                                {plane.x.at(m.x[i]), height_of(m.median[i], plane, plane.y.from)},
                                7,
                                color,
                                {paper, 0.8, {}},
                                0});
}

}  // namespace ravine::view
