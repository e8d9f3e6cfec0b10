// Shares as people write them.
#pragma once

#include <cstddef>
#include <string>

namespace ravine::view {

// "12 %", "<1 %" for less than a hundredth that is not nothing, ">99 %" for almost all. `whole` is not 0.
std::string share_text(std::size_t part, std::size_t whole);
// The same for a share of 0 ... 1.
std::string share_text(double share);

}  // namespace ravine::view
