// Definitions for tests: texts with the place of their fault marked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ravine::study {

// A text in which "¦" stands before the character where the fault is.
struct MarkedText {
  std::string text;
  std::size_t line = 0, column = 0;  // from 1, the column in characters; 0 without a mark
};

inline MarkedText unmark(std::string_view marked) {
  constexpr std::string_view mark = "¦";
  const auto at = marked.find(mark);
  if (at == std::string_view::npos) return {std::string(marked), 0, 0};
  MarkedText result{std::string(marked.substr(0, at)), 1, 1};
  for (const char c : result.text) {
    if (c == '\n') {
      ++result.line;
      result.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++result.column;
    }
  }
  result.text += marked.substr(at + mark.size());
  return result;
}

// The smallest definition that is complete.
inline constexpr std::string_view small_definition = R"toml(
budget = 10
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
[[run]]
method = "sgd"
)toml";

}  // namespace ravine::study
