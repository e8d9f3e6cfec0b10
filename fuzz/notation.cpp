// Any bytes as a method: an InputError or a method whose text reads back to the same text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/method/method.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const auto written = ravine::Method::parse(text).text();
    try {
      if (ravine::Method::parse(written).text() != written) std::abort();
    } catch (const ravine::InputError&) {
      // A schedule typed at the very limit of length or nesting may be written longer than it was typed.
      if (size < 1000) std::abort();
    }
  } catch (const ravine::InputError&) {
  }
  return 0;
}
