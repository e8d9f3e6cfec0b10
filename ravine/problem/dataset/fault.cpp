#include "ravine/problem/dataset/fault.hpp"

#include <algorithm>
#include <cstddef>

namespace ravine::dataset {
namespace {

// Bytes of the character that begins at `i`, or 0 where none does (The Unicode Standard 15.0, table 3-7).
std::size_t character_length(std::string_view text, std::size_t i) {
  struct Row {
    unsigned char first, last, second_least, second_most;
    std::size_t length;
  };
  constexpr Row rows[] = {{0x00, 0x7F, 0, 0, 1},       {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                          {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
                          {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
  for (const auto& row : rows) {
    if (byte(0) < row.first || byte(0) > row.last) continue;
    if (text.size() - i < row.length) return 0;
    if (row.length > 1 && (byte(1) < row.second_least || byte(1) > row.second_most)) return 0;
    for (std::size_t k = 2; k < row.length; ++k) {
      if (byte(k) < 0x80 || byte(k) > 0xBF) return 0;
    }
    return row.length;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto length = character_length(text, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 40;  // bytes
  std::string result = "`";
  std::size_t i = 0;
  while (i < text.size() && i < longest) {
    const auto length = character_length(text, i);
    const bool printable = length > 1 || (length == 1 && text[i] >= ' ' && text[i] != 0x7F);
    if (printable) {
      result += text.substr(i, length);
    } else {
      result += length == 1 ? ' ' : '?';
    }
    i += std::max<std::size_t>(length, 1);
  }
  return result + (i < text.size() ? "...`" : "`");
}

}  // namespace ravine::dataset
