// Draws display lists into memory. The same items give the same pixels on any CPU and in any thread: fonts are
// DejaVu's, whatever the user's font settings (other fonts are asked only for letters that DejaVu lacks).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

// Whole pixels, left and top inside, right and bottom outside.
struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool empty() const { return left >= right || top >= bottom; }
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool operator==(const PixelBox&) const = default;
};
PixelBox intersection(const PixelBox& a, const PixelBox& b);
// The least box that holds both; an empty one adds nothing.
PixelBox bounds(const PixelBox& a, const PixelBox& b);
// The pixels that a rectangle touches.
PixelBox covering(const Rectangle& area);

// An opaque picture in memory. A canvas belongs to one thread at a time; different canvases are independent.
class Canvas {
 public:
  // Width and height in pixels, 1 ... 32767. Throws InputError outside.
  Canvas(int width, int height, Color background = {1, 1, 1, 1});
  // As large as the display list (rounded up), with its background and items drawn.
  explicit Canvas(const DisplayList& list);
  Canvas(const Canvas& other);
  Canvas(Canvas&&) noexcept;
  Canvas& operator=(Canvas&&) noexcept;
  ~Canvas();

  int width() const;
  int height() const;
  PixelBox box() const { return {0, 0, width(), height()}; }

  // Draws the items in order. Clips that are still pushed at the end are popped.
  void draw(std::span<const Item> items);
  // The same, inside `area` only.
  void draw(std::span<const Item> items, const PixelBox& area);
  // Copies the pixels of `area` from a canvas of the same size.
  void copy(const Canvas& from, const PixelBox& area);

  // Writes the pixels of `area`, which lies inside, row after row: what was read from pixels() before, say.
  void write(const PixelBox& area, std::span<const std::uint32_t> pixels);

  // Pixel (x, y) is pixels()[y * stride() + x], 0xFFrrggbb. Stays valid as long as the canvas; changed by draw, copy
  // and write.
  const std::uint32_t* pixels() const;
  std::size_t stride() const;  // in pixels, at least width()

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A box that holds every pixel which drawing the items could change on a picture of this size.
PixelBox extents(std::span<const Item> items, int width, int height);

}  // namespace ravine::view
