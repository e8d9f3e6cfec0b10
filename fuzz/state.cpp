// Any bytes as the state of a method: an InputError, or a state whose text reads back to the same text.
#include <cstdint>
#include <string_view>

#include "ravine/base/error.hpp"
#include "ravine/method/state_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto text = ravine::state_text(ravine::read_state({reinterpret_cast<const char*>(data), size}, "fuzz.state"));
    if (ravine::state_text(ravine::read_state(text)) != text) __builtin_trap();
  } catch (const ravine::InputError& error) {
    if (std::string_view(error.what()).empty()) __builtin_trap();
  }
  return 0;
}
