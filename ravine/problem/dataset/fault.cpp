#include "ravine/problem/dataset/fault.hpp"

#include <algorithm>
#include <cstddef>

#include "ravine/base/utf8.hpp"

namespace ravine::dataset {
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
