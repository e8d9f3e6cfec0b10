#include "ravine/analysis/insight/insight.hpp"

#include <algorithm>
#include <array>

#include "ravine/analysis/insight/rules.hpp"

namespace ravine {

std::string_view name(Finding finding) {
  static constexpr std::array<std::string_view, 11> names{
      "left-domain",   "unmoved",     "unbounded-below", "beyond-stability-limit",   "saddle",
      "local-minimum", "noise-floor", "circles-minimum", "oscillates-across-ravine", "effective-step-decayed",
      "too-slow"};
  return names[static_cast<std::size_t>(finding)];
}

std::vector<Insight> insights(const Problem& problem, const Method& method, const RunOptions& options,
                              const RunResult& run, const KnownMinimum& known) {
  const Evidence evidence(problem, method, options, run, known);
  // What a run fails by explains all else that is to be seen in it.
  for (const auto failure : {left_domain, unmoved, unbounded_below, beyond_stability_limit})
    if (auto found = failure(evidence)) return {std::move(*found)};
  std::vector<Insight> found;
  if (failed(run.outcome.kind) || evidence.sound_rows < 4) return found;
  for (const auto rule : {saddle, local_minimum, hovers, oscillates_across_ravine})
    if (auto insight = rule(evidence)) found.push_back(std::move(*insight));
  // In a local minimum steps are short for want of a gradient.
  const auto in_another = [](const Insight& insight) { return insight.kind == Finding::local_minimum; };
  if (std::none_of(found.begin(), found.end(), in_another))
    if (auto insight = effective_step_decayed(evidence)) found.push_back(std::move(*insight));
  // Only where nothing says why.
  for (const auto rule : {inflection, heads_for_local_minimum, too_slow})
    if (found.empty())
      if (auto insight = rule(evidence)) found.push_back(std::move(*insight));
  return found;
}

}  // namespace ravine
