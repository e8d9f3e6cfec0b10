// Which pixels items can change: generous by a pixel, never short.
#include <algorithm>
#include <cmath>
#include <variant>

#include "ravine/base/infinity.hpp"
#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/cairo/text.hpp"
#include "ravine/view/geometry/marker.hpp"

namespace ravine::view {
namespace {

struct DrawnExtent {
  double left = infinity, top = infinity, right = -infinity, bottom = -infinity;
  void add(const Point& p, double margin = 0) {
    left = std::min(left, p.x - margin);
    top = std::min(top, p.y - margin);
    right = std::max(right, p.x + margin);
    bottom = std::max(bottom, p.y + margin);
  }
};

struct Measure {
  DrawnExtent operator()(const Polyline& line) const {
    DrawnExtent extent;
    for (const Point& p : line.points) extent.add(p, line.stroke.width / 2);
    return extent;
  }
  DrawnExtent rings(std::span<const std::vector<Point>> rings) const {
    DrawnExtent extent;
    for (const auto& ring : rings)
      for (const Point& p : ring) extent.add(p);
    return extent;
  }
  DrawnExtent operator()(const Polygon& polygon) const { return rings(polygon.rings); }
  DrawnExtent operator()(const Hatch& hatch) const { return rings(hatch.rings); }
  DrawnExtent operator()(const Raster& raster) const {
    DrawnExtent extent;
    extent.add(raster.position);
    extent.add({raster.position.x + static_cast<double>(raster.columns),
                raster.position.y + static_cast<double>(raster.rows)});
    return extent;
  }
  DrawnExtent operator()(const Marker& marker) const {
    DrawnExtent extent;
    for (const Point& p : outline(marker)) extent.add(p, marker.outline.width);
    return extent;
  }
  DrawnExtent operator()(const Text& text) const {
    DrawnExtent extent;
    const Rectangle box = text_extents(text);
    const double cosine = std::cos(text.angle), sine = std::sin(text.angle);
    for (double x : {box.x, box.x + box.width})
      for (double y : {box.y, box.y + box.height})
        extent.add({text.position.x + x * cosine - y * sine, text.position.y + x * sine + y * cosine});
    return extent;
  }
  DrawnExtent operator()(const PushClip&) const { return {}; }
  DrawnExtent operator()(const PopClip&) const { return {}; }
};

// To whole pixels, one more on each side; far away coordinates must not overflow.
PixelBox pixels(const DrawnExtent& e, const PixelBox& within) {
  if (!(e.left <= e.right && e.top <= e.bottom)) return {};
  const auto clamp = [](double v, int low, int high) {
    return static_cast<int>(std::clamp(v, static_cast<double>(low), static_cast<double>(high)));
  };
  return {clamp(std::floor(e.left) - 1, within.left, within.right),
          clamp(std::floor(e.top) - 1, within.top, within.bottom),
          clamp(std::ceil(e.right) + 1, within.left, within.right),
          clamp(std::ceil(e.bottom) + 1, within.top, within.bottom)};
}

}  // namespace

PixelBox intersection(const PixelBox& a, const PixelBox& b) {
  const PixelBox both{std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
                      std::min(a.bottom, b.bottom)};
  return both.empty() ? PixelBox{} : both;
}

PixelBox bounds(const PixelBox& a, const PixelBox& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

PixelBox covering(const Rectangle& area) {
  if (!(area.width > 0 && area.height > 0)) return {};
  const auto whole = [](double v) { return static_cast<int>(std::clamp(v, -1e9, 1e9)); };
  return {whole(std::floor(area.x)), whole(std::floor(area.y)), whole(std::ceil(area.x + area.width)),
          whole(std::ceil(area.y + area.height))};
}

PixelBox extents(std::span<const Item> items, int width, int height) {
  std::vector<PixelBox> clips{{0, 0, width, height}};
  PixelBox all;
  for (const Item& item : items) {
    if (const auto* clip = std::get_if<PushClip>(&item))
      clips.push_back(intersection(clips.back(), covering(clip->area)));
    else if (std::holds_alternative<PopClip>(item)) {
      if (clips.size() > 1) clips.pop_back();
    } else if (!clips.back().empty())
      all = bounds(all, pixels(std::visit(Measure{}, item), clips.back()));
  }
  return all;
}

}  // namespace ravine::view
