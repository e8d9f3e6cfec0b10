#include "fuzz/read_any_dataset.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return ravine::read_any_dataset(data, size, ravine::FileFormat::libsvm);
}
