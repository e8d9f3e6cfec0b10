#include "ravine/analysis/stability_limit.hpp"

#include <string_view>

#include "ravine/method/chain.hpp"

namespace ravine {

std::optional<double> stability_limit_times_curvature(const Method& method, std::size_t step, std::size_t steps) {
  const auto& info = method.info();
  const auto setting = [&](std::string_view parameter) {
    const auto* row = info.find(parameter);
    if (row == nullptr) return 0.0;
    return method.settings()[static_cast<std::size_t>(row - info.parameters.data())].at(static_cast<double>(step),
                                                                                        static_cast<double>(steps));
  };
  if (method.chain().links().size() != 1 || !method.group_settings().empty()) return std::nullopt;
  if (info.name == "sgd") return 2;
  if (info.name != "momentum" && info.name != "nesterov") return std::nullopt;
  const bool sequence = info.name == "nesterov" && setting("sequence") != 0;
  const double mu = sequence ? 1 : setting("momentum");
  const bool nesterov = info.name == "nesterov" || setting("nesterov") != 0;
  return nesterov ? 2 * (1 + mu) / (1 + 2 * mu) : 2 * (1 + mu);
}

}  // namespace ravine
