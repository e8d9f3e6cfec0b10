// Any bytes as an answer of an external program: values that fit the problem, or words for what is wrong; never a
// crash.
#include <cstdint>
#include <string_view>

#include "ravine/problem/external/protocol.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::size_t dimension = 1 + data[0] % 4;
  const bool gradient = data[0] >= 128;
  const std::string_view line(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto answer = ravine::parse_answer(line, dimension, gradient);
  for (const auto& text : {answer.fault, answer.refusal}) {
    if (text.size() > 500) __builtin_trap();
    for (const unsigned char c : text)
      if (c < 0x20 || c == 0x7F) __builtin_trap();
    if (ravine::printable(text, text.size()) != text) __builtin_trap();  // UTF-8, without controls
  }
  if (!answer.fault.empty() || !answer.refusal.empty()) return 0;
  if (answer.gradient.size() != dimension && (gradient || !answer.gradient.empty())) __builtin_trap();
  return 0;
}
