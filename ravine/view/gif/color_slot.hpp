// Colours by open addressing: where a table of slots, their number a power of two, looks first.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ravine::view::gif {

inline constexpr std::uint32_t rgb_bits = 0xFFFFFF;
inline constexpr std::uint32_t free_slot = 0xFFFFFFFF;  // no colour, and no answer

inline std::size_t first_slot(std::uint32_t color, std::size_t slots) {
  return ((color * 0x9E3779B1u) >> 8) & (slots - 1);
}

}  // namespace ravine::view::gif
