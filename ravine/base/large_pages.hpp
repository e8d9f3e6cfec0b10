// Long memory on large pages.
#pragma once

#include <cstddef>

namespace ravine {

inline constexpr std::size_t large_page = std::size_t{1} << 21;   // bytes
inline constexpr std::size_t large_page_memory = 4 * large_page;  // less is not worth it

// Asks the system to put memory, before it is written, on large pages where it has them: fewer pages are made, and a
// pass over several arrays waits less for page tables. Nothing happens to less than large_page_memory, or where the
// system refuses.
void ask_for_large_pages(void* memory, std::size_t bytes);

}  // namespace ravine
