#include "ravine/base/large_pages.hpp"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace ravine {

void ask_for_large_pages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  if (bytes < large_page_memory) return;
  const auto before = (large_page - reinterpret_cast<std::uintptr_t>(memory) % large_page) % large_page;
  madvise(static_cast<unsigned char*>(memory) + before, (bytes - before) / large_page * large_page, MADV_HUGEPAGE);
#endif
}

}  // namespace ravine
