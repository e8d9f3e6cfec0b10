#include "ravine/base/utf8.hpp"

#include <algorithm>

namespace ravine {

std::size_t character_length(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : static_cast<unsigned char>(0);
  };
  const auto tail = [&](std::size_t from, std::size_t count) {
    for (std::size_t k = from; k < count; ++k) {
      if ((byte(k) & 0xC0) != 0x80) return false;
    }
    return true;
  };
  const auto within = [&](unsigned low, unsigned high) { return byte(1) >= low && byte(1) <= high; };
  const auto first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1, 2) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    return within(first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && tail(2, 3) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    return within(first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && tail(2, 4) ? 4 : 0;
  }
  return 0;
}

std::size_t invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto length = character_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

}  // namespace ravine
