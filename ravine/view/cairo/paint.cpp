#include "ravine/view/cairo/paint.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <memory>
#include <numbers>
#include <variant>
#include <vector>

#include "ravine/view/cairo/text.hpp"
#include "ravine/view/geometry/marker.hpp"

namespace ravine::view {
namespace {

void set_color(cairo_t* cairo, const Color& c) { cairo_set_source_rgba(cairo, c.red, c.green, c.blue, c.alpha); }

void set_stroke(cairo_t* cairo, const Stroke& stroke) {
  set_color(cairo, stroke.color);
  cairo_set_line_width(cairo, stroke.width);
  cairo_set_dash(cairo, stroke.dash.data(), static_cast<int>(stroke.dash.size()), stroke.dash_offset);
}

void add_path(cairo_t* cairo, std::span<const Point> points) {
  for (const Point& p : points) cairo_line_to(cairo, p.x, p.y);
}

void add_rings(cairo_t* cairo, std::span<const std::vector<Point>> rings) {
  cairo_new_path(cairo);
  for (const auto& ring : rings) {
    if (ring.empty()) continue;
    cairo_new_sub_path(cairo);
    add_path(cairo, ring);
    cairo_close_path(cairo);
  }
}

// A pixel of CAIRO_FORMAT_ARGB32, of the very byte a channel that Cairo makes of a colour that fills.
std::uint32_t opaque_word(const Color& color) {
  const auto byte = [](double share) {
    return static_cast<std::uint32_t>(std::min(std::clamp(share, 0.0, 1.0) * 256, 255.0));
  };
  return 0xFF000000U | byte(color.red) << 16U | byte(color.green) << 8U | byte(color.blue);
}

struct Painter {
  cairo_t* cairo;
  int clips = 0;

  void operator()(const Polyline& line) {
    if (line.points.empty() || line.stroke.width <= 0) return;
    set_stroke(cairo, line.stroke);
    cairo_new_path(cairo);
    add_path(cairo, line.points);
    if (line.closed || line.points.size() == 1) cairo_close_path(cairo);  // a closed point is a dot
    cairo_stroke(cairo);
  }

  void operator()(const Polygon& polygon) {
    set_color(cairo, polygon.fill);
    add_rings(cairo, polygon.rings);
    cairo_fill(cairo);
  }

  void operator()(const Hatch& hatch) {
    cairo_save(cairo);
    add_rings(cairo, hatch.rings);
    double left, top, right, bottom;
    cairo_path_extents(cairo, &left, &top, &right, &bottom);
    cairo_clip(cairo);
    set_stroke(cairo, hatch.stroke);
    // Lines x + y = k * step, so that neighbouring rings share one pattern.
    const double step = std::max(hatch.spacing, 1.0) * std::numbers::sqrt2;
    if (right > left && bottom > top)
      for (double k = std::ceil((left + top) / step); k * step <= right + bottom; ++k) {
        cairo_move_to(cairo, k * step - top, top);
        cairo_line_to(cairo, k * step - bottom, bottom);
      }
    cairo_stroke(cairo);
    cairo_restore(cairo);
  }

  void operator()(const Raster& raster) {
    const auto columns = static_cast<int>(raster.columns), rows = static_cast<int>(raster.rows);
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, columns, rows), &cairo_surface_destroy);
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return;
    cairo_surface_flush(surface.get());
    std::vector<std::uint32_t> words;
    for (const Color& color : raster.palette) words.push_back(opaque_word(color));
    auto* const data = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    for (std::size_t row = 0; row < raster.rows; ++row)
      for (std::size_t column = 0; column < raster.columns; ++column) {
        const auto color = raster.colors[row * raster.columns + column];
        const std::uint32_t word = color < words.size() ? words[color] : 0;
        std::memcpy(data + row * stride + column * sizeof word, &word, sizeof word);
      }
    cairo_surface_mark_dirty(surface.get());
    cairo_save(cairo);
    cairo_set_source_surface(cairo, surface.get(), raster.position.x, raster.position.y);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
    cairo_rectangle(cairo, raster.position.x, raster.position.y, columns, rows);
    cairo_fill(cairo);
    cairo_restore(cairo);
  }

  void operator()(const Marker& marker) {
    cairo_new_path(cairo);
    add_path(cairo, outline(marker));
    cairo_close_path(cairo);
    if (marker.outline.width > 0) {
      // Twice as wide below the fill: the outline lies around the shape and does not eat it.
      Stroke around = marker.outline;
      around.width *= 2;
      set_stroke(cairo, around);
      cairo_stroke_preserve(cairo);
    }
    set_color(cairo, marker.fill);
    cairo_fill(cairo);
  }

  void operator()(const Text& text) { draw_text(cairo, text); }

  void operator()(const PushClip& clip) {
    cairo_save(cairo);
    ++clips;
    cairo_rectangle(cairo, clip.area.x, clip.area.y, clip.area.width, clip.area.height);
    cairo_clip(cairo);
  }

  void operator()(const PopClip&) {
    if (clips == 0) return;
    --clips;
    cairo_restore(cairo);
  }
};

}  // namespace

void paint(cairo_t* cairo, std::span<const Item> items) {
  cairo_save(cairo);
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_tolerance(cairo, 0.1);
  Painter painter{cairo};
  for (const Item& item : items) std::visit(painter, item);
  while (painter.clips > 0) painter(PopClip{});
  cairo_restore(cairo);
}

}  // namespace ravine::view
