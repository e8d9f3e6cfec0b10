// The rules of insights(), one a finding and each in a file of its own: none where it does not hold. Internal to
// `analysis/insight`.
#pragma once

#include <optional>

#include "ravine/analysis/insight/evidence.hpp"
#include "ravine/analysis/insight/insight.hpp"

namespace ravine {

std::optional<Insight> left_domain(const Evidence& evidence);
std::optional<Insight> unmoved(const Evidence& evidence);
std::optional<Insight> unbounded_below(const Evidence& evidence);
std::optional<Insight> beyond_stability_limit(const Evidence& evidence);
std::optional<Insight> saddle(const Evidence& evidence);
// Whether the stationary point of the second-order model at a row is within a twentieth of how far the run came.
bool is_near_stationary_point(const Evidence& evidence, std::size_t row, const Spectrum& spectrum);
// Whether the run ends held at a saddle or a maximum.
bool ends_at_saddle(const Evidence& evidence);
// saddle too: where no curvature is negative
std::optional<Insight> inflection(const Evidence& evidence);
std::optional<Insight> local_minimum(const Evidence& evidence);
// local_minimum too: of a run that is still on the way down to one
std::optional<Insight> heads_for_local_minimum(const Evidence& evidence);
// noise_floor or circles_minimum
std::optional<Insight> hovers(const Evidence& evidence);
std::optional<Insight> oscillates_across_ravine(const Evidence& evidence);
std::optional<Insight> effective_step_decayed(const Evidence& evidence);
std::optional<Insight> too_slow(const Evidence& evidence);

}  // namespace ravine
