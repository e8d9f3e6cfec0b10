// Memory for large pictures, in large pages where the system has them (Linux). A new picture of 1000 x 800 touches 800
// small pages, and the faults can cost more than the drawing. Internal to view.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace ravine::view {

struct FreePixels {
  void operator()(void* memory) const { std::free(memory); }
};
template <class Pixel>
using Pixels = std::unique_ptr<Pixel[], FreePixels>;

// Room for `count` pixels, whatever they hold.
template <class Pixel>
Pixels<Pixel> allocate_pixels(std::size_t count) {
  constexpr std::size_t large_page = std::size_t{2} << 20, alignment = 64;
  const auto bytes = count * sizeof(Pixel);
  const auto unit = bytes >= large_page / 4 ? large_page : alignment;
  const auto size = (bytes + unit - 1) / unit * unit;
  void* memory = std::aligned_alloc(unit, size);
  if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  if (unit == large_page) madvise(memory, size, MADV_HUGEPAGE);  // where refused, small pages do
#endif
  return Pixels<Pixel>(static_cast<Pixel*>(memory));
}

}  // namespace ravine::view
