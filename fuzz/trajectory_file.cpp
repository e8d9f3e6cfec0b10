// Any bytes as a trajectory: columns of one length or an InputError, never a crash.
#include <cstdint>
#include <string_view>

#include "ravine/base/error.hpp"
#include "ravine/study/trajectory_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ravine::study;
  try {
    const auto file = read_trajectory({reinterpret_cast<const char*>(data), size}, "fuzz.csv", {4096, 100});
    const auto rows = file.x.size();
    if (rows == 0 || rows > 100 || file.y.size() != rows || file.step.size() != rows) __builtin_trap();
    if (!file.f.empty() && file.f.size() != rows) __builtin_trap();
    if (!file.gradient_norm.empty() && file.gradient_norm.size() != rows) __builtin_trap();
  } catch (const ravine::InputError& error) {
    if (std::string_view(error.what()).empty()) __builtin_trap();
  }
  return 0;
}
