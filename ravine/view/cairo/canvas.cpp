#include <cairo/cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/cairo/paint.hpp"
#include "ravine/view/cairo/pixel_memory.hpp"

namespace ravine::view {

struct Canvas::Impl {
  // Shows whatever was in memory.
  Impl(int width, int height) {
    const int bytes_per_row = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    stride = static_cast<std::size_t>(bytes_per_row) / sizeof(std::uint32_t);
    pixels = allocate_pixels<std::uint32_t>(stride * static_cast<std::size_t>(height));
    surface = cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.get()), CAIRO_FORMAT_RGB24,
                                                  width, height, bytes_per_row);
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

  void write(const PixelBox& area, const std::uint32_t* from, std::size_t from_stride) {
    cairo_surface_flush(surface);
    for (int row = 0; row < area.height(); ++row)
      std::memcpy(pixels.get() + static_cast<std::size_t>(area.top + row) * stride + area.left,
                  from + static_cast<std::size_t>(row) * from_stride,
                  static_cast<std::size_t>(area.width()) * sizeof(std::uint32_t));
    cairo_surface_mark_dirty_rectangle(surface, area.left, area.top, area.width(), area.height());
  }

  Pixels<std::uint32_t> pixels;
  std::size_t stride = 0;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
};

namespace {

constexpr int largest_image = 32767;  // Cairo's limit for an image

void check_size(double width, double height) {
  if (width >= 1 && height >= 1 && width <= largest_image && height <= largest_image) return;
  throw InputError("a picture of " + std::to_string(width) + " x " + std::to_string(height) +
                   " pixels: width and height must be in 1 ... " + std::to_string(largest_image));
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
  impl_->write(inside, from.pixels() + static_cast<std::size_t>(inside.top) * from.stride() + inside.left,
               from.stride());
}

void Canvas::write(const PixelBox& area, std::span<const std::uint32_t> pixels) {
  if (area.empty()) return;
  impl_->write(area, pixels.data(), static_cast<std::size_t>(area.width()));
}

const std::uint32_t* Canvas::pixels() const { return impl_->pixels.get(); }
std::size_t Canvas::stride() const { return impl_->stride; }

}  // namespace ravine::view
