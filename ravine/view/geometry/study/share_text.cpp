#include "ravine/view/geometry/study/share_text.hpp"

#include <cmath>

namespace ravine::view {

std::string share_text(double share) {
  if (share > 0 && share < 0.01) return "<1 %";
  if (share < 1 && share > 0.99) return ">99 %";
  return std::to_string(std::lround(100 * share)) + " %";
}

std::string share_text(std::size_t part, std::size_t whole) {
  return share_text(static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace ravine::view
