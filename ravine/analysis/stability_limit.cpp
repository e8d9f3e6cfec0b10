#include "ravine/analysis/stability_limit.hpp"

#include <algorithm>
#include <string_view>

#include "ravine/method/chain.hpp"

namespace ravine {

bool only_clips(const Method& method) {
  const auto& links = method.chain().links();
  const auto is_clip = [](const Link& link) {
    const auto name = link.entry->info.name;
    return name == "clip_norm" || name == "clip_value" || name == "clip_step";
  };
  return method.chain().has_rule() && links.size() > 1 &&
         static_cast<std::size_t>(std::count_if(links.begin(), links.end(), is_clip)) == links.size() - 1;
}

std::optional<double> stability_limit_times_curvature(const Method& method, std::size_t step, std::size_t steps) {
  if (method.chain().links().size() != 1) return std::nullopt;
  return local_stability_limit_times_curvature(method, step, steps);
}

std::optional<double> local_stability_limit_times_curvature(const Method& method, std::size_t step, std::size_t steps) {
  const auto& info = method.info();
  const auto& links = method.chain().links();
  if (!method.chain().has_rule() || (links.size() != 1 && !only_clips(method)) || !method.group_settings().empty())
    return std::nullopt;
  const auto rule = links[method.chain().rule_place()].entry->info.name;
  const auto setting = [&](std::string_view parameter) {
    const auto* row = info.find(parameter);
    if (row == nullptr) return 0.0;
    return method.settings()[static_cast<std::size_t>(row - info.parameters.data())].at(static_cast<double>(step),
                                                                                        static_cast<double>(steps));
  };
  if (rule == "sgd") return 2;
  if (rule != "momentum" && rule != "nesterov") return std::nullopt;
  const bool sequence = rule == "nesterov" && setting("sequence") != 0;
  const double mu = sequence ? 1 : setting("momentum");
  const bool nesterov = rule == "nesterov" || setting("nesterov") != 0;
  return nesterov ? 2 * (1 + mu) / (1 + 2 * mu) : 2 * (1 + mu);
}

}  // namespace ravine
