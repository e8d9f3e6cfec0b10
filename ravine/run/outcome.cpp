#include "ravine/run/outcome.hpp"

#include <array>

namespace ravine {

std::string_view name(OutcomeKind kind) {
  static constexpr std::array<std::string_view, 10> names{"converged",   "target", "budget",  "stalled",   "diverged",
                                                          "left-domain", "pruned", "timeout", "cancelled", "error"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace ravine
