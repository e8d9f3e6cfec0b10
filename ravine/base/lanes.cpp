#include "ravine/base/lanes.hpp"

#include "ravine/base/large_pages.hpp"

namespace ravine {
namespace {

std::align_val_t alignment_of(std::size_t bytes) {
  return std::align_val_t{bytes < large_page_memory ? lane_alignment : large_page};
}

}  // namespace

void* LaneMemory::take(std::size_t bytes) {
  void* const memory = ::operator new(bytes, alignment_of(bytes));
  ask_for_large_pages(memory, bytes);
  return memory;
}

void LaneMemory::give_back(void* memory, std::size_t bytes) { ::operator delete(memory, alignment_of(bytes)); }

}  // namespace ravine
