#include "ravine/base/lanes.hpp"

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace ravine {
namespace {

constexpr std::size_t large_page = std::size_t{1} << 21, many_bytes = 4 * large_page;

std::align_val_t alignment_of(std::size_t bytes) {
  return std::align_val_t{bytes < many_bytes ? lane_alignment : large_page};
}

}  // namespace

void* LaneMemory::take(std::size_t bytes) {
  void* const memory = ::operator new(bytes, alignment_of(bytes));
#ifdef MADV_HUGEPAGE
  if (bytes >= many_bytes) madvise(memory, bytes, MADV_HUGEPAGE);  // where it is refused all stays as it is
#endif
  return memory;
}

void LaneMemory::give_back(void* memory, std::size_t bytes) { ::operator delete(memory, alignment_of(bytes)); }

}  // namespace ravine
