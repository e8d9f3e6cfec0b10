#include <cairo/cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/cairo/paint.hpp"

namespace ravine::view {

struct Canvas::Impl {
  Impl(int width, int height) : surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)) {
    cairo = cairo_create(surface);
    if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) return;
    release();
    throw std::bad_alloc();
  }
  ~Impl() { release(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void release() {
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
  }

  cairo_surface_t* surface;
  cairo_t* cairo = nullptr;
};

namespace {

constexpr int largest = 32767;  // Cairo's limit for an image

void check_size(double width, double height) {
  if (width >= 1 && height >= 1 && width <= largest && height <= largest) return;
  throw InputError("a picture of " + std::to_string(width) + " x " + std::to_string(height) +
                   " pixels: width and height must be in 1 ... " + std::to_string(largest));
}

int pixels_up(double length) {
  check_size(length, 1);
  return static_cast<int>(std::ceil(length));
}

}  // namespace

Canvas::Canvas(int width, int height, Color background) {
  check_size(width, height);
  impl_ = std::make_unique<Impl>(width, height);
  cairo_set_source_rgb(impl_->cairo, background.red, background.green, background.blue);
  cairo_paint(impl_->cairo);
  cairo_surface_flush(impl_->surface);
}

Canvas::Canvas(const DisplayList& list) : Canvas(pixels_up(list.width), pixels_up(list.height), list.background) {
  draw(list.items);
}

Canvas::Canvas(const Canvas& other) : impl_(std::make_unique<Impl>(other.width(), other.height())) {
  copy(other, box());
}
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

int Canvas::width() const { return cairo_image_surface_get_width(impl_->surface); }
int Canvas::height() const { return cairo_image_surface_get_height(impl_->surface); }

void Canvas::draw(std::span<const Item> items) {
  paint(impl_->cairo, items);
  cairo_surface_flush(impl_->surface);
}

void Canvas::draw(std::span<const Item> items, const PixelBox& area) {
  if (area.empty()) return;
  cairo_save(impl_->cairo);
  cairo_rectangle(impl_->cairo, area.left, area.top, area.width(), area.height());
  cairo_clip(impl_->cairo);
  draw(items);
  cairo_restore(impl_->cairo);
}

void Canvas::copy(const Canvas& from, const PixelBox& area) {
  const PixelBox inside = intersection(area, intersection(box(), from.box()));
  if (inside.empty()) return;
  cairo_surface_flush(impl_->surface);
  auto* to = reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(impl_->surface));
  for (int y = inside.top; y < inside.bottom; ++y)
    std::memcpy(to + static_cast<std::size_t>(y) * stride() + inside.left,
                from.pixels() + static_cast<std::size_t>(y) * from.stride() + inside.left,
                static_cast<std::size_t>(inside.width()) * sizeof(std::uint32_t));
  cairo_surface_mark_dirty_rectangle(impl_->surface, inside.left, inside.top, inside.width(), inside.height());
}

const std::uint32_t* Canvas::pixels() const {
  return reinterpret_cast<const std::uint32_t*>(cairo_image_surface_get_data(impl_->surface));
}
std::size_t Canvas::stride() const {
  return static_cast<std::size_t>(cairo_image_surface_get_stride(impl_->surface)) / sizeof(std::uint32_t);
}

}  // namespace ravine::view
