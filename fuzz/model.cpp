// Any bytes as a model: an InputError or a model whose text reads back to the same text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/problem/model/model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const auto written = ravine::Model::parse(text).text();
    try {
      if (ravine::Model::parse(written).text() != written) std::abort();
    } catch (const ravine::InputError&) {
      if (size < 1000) std::abort();  // at the very limit of length it may be written longer than it was typed
    }
  } catch (const ravine::InputError&) {
  }
  return 0;
}
