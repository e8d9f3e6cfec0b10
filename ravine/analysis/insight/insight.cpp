#include "ravine/analysis/insight/insight.hpp"

#include <array>

namespace ravine {

std::string_view name(Finding finding) {
  static constexpr std::array<std::string_view, 9> names{"left-domain",
                                                         "beyond-stability-limit",
                                                         "saddle",
                                                         "local-minimum",
                                                         "noise-floor",
                                                         "circles-minimum",
                                                         "oscillates-across-ravine",
                                                         "effective-step-decayed",
                                                         "too-slow"};
  return names[static_cast<std::size_t>(finding)];
}

}  // namespace ravine
