#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

#include "ravine/base/lanes.hpp"
#include "ravine/view/gif/color_slot.hpp"
#include "ravine/view/gif/palette.hpp"

namespace ravine::view::gif {
namespace {

// Distance and index in one number, so that the least is the nearest and, among equals, the first. At most
// 9 * 255^2 * 256 + 255 < 2^31.
RAVINE_EVERY_ISA
std::int32_t nearest(const std::int32_t* red, const std::int32_t* green, const std::int32_t* blue, std::int32_t r,
                     std::int32_t g, std::int32_t b) {
  std::int32_t best = std::numeric_limits<std::int32_t>::max();
  RAVINE_LANES
  for (std::int32_t i = 0; i < 256; ++i) {
    const auto dr = red[i] - r, dg = green[i] - g, db = blue[i] - b;
    const auto key = (2 * dr * dr + 4 * dg * dg + 3 * db * db) * 256 + i;
    best = key < best ? key : best;
  }
  return best & 0xFF;
}

}  // namespace

Quantizer::Quantizer(std::span<const std::uint32_t> colors) : known_(4096, free_slot) {
  assert(!colors.empty() && colors.size() <= 255);
  for (std::size_t i = 0; i < 256; ++i) {
    const auto color = colors[i < colors.size() ? i : 0];  // a copy of the first never wins against it
    red_[i] = static_cast<std::int32_t>((color >> 16) & 0xFF);
    green_[i] = static_cast<std::int32_t>((color >> 8) & 0xFF);
    blue_[i] = static_cast<std::int32_t>(color & 0xFF);
  }
}

std::uint8_t Quantizer::index(std::uint32_t pixel) {
  const auto color = pixel & rgb_bits;
  auto slot = first_slot(color, known_.size());
  for (; known_[slot] != free_slot; slot = (slot + 1) & (known_.size() - 1)) {
    if ((known_[slot] >> 8) == color) return static_cast<std::uint8_t>(known_[slot]);
  }
  const auto answer = nearest(red_.data(), green_.data(), blue_.data(), static_cast<std::int32_t>(color >> 16),
                              static_cast<std::int32_t>((color >> 8) & 0xFF), static_cast<std::int32_t>(color & 0xFF));
  known_[slot] = (color << 8) | static_cast<std::uint32_t>(answer);
  if (++used_ * 2 > known_.size()) grow();
  return static_cast<std::uint8_t>(answer);
}

void Quantizer::grow() {
  std::vector<std::uint32_t> larger(known_.size() * 2, free_slot);
  for (const auto entry : known_) {
    if (entry == free_slot) continue;
    auto slot = first_slot(entry >> 8, larger.size());
    while (larger[slot] != free_slot) slot = (slot + 1) & (larger.size() - 1);
    larger[slot] = entry;
  }
  known_.swap(larger);
}

void Quantizer::map(std::span<const std::uint32_t> pixels, std::uint8_t* indices) {
  for (std::size_t i = 0; i < pixels.size();) {
    const auto pixel = pixels[i];
    const auto pair = (static_cast<std::uint64_t>(pixel) << 32) | pixel;
    auto end = i + 1;
    for (std::uint64_t next = 0; end + 2 <= pixels.size(); end += 2) {
      std::memcpy(&next, &pixels[end], sizeof next);
      if (next != pair) break;
    }
    while (end < pixels.size() && pixels[end] == pixel) ++end;
    const auto answer = index(pixel);
    indices[i] = answer;
    if (end - i > 1) std::memset(indices + i, answer, end - i);
    i = end;
  }
}

}  // namespace ravine::view::gif
