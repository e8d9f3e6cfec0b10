// How a run ended (design D6). Failure is a result: it has its step and its reason and keeps the trajectory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ravine {

enum class OutcomeKind { converged, target, budget, stalled, diverged, left_domain, pruned, timeout, cancelled, error };

inline constexpr std::size_t outcome_kinds = static_cast<std::size_t>(OutcomeKind::error) + 1;

// "converged", ..., "left-domain", ...
std::string_view name(OutcomeKind kind);

// Whether the run went wrong: diverged, left its domain, or ended in an error.
constexpr bool failed(OutcomeKind kind) {
  return kind == OutcomeKind::diverged || kind == OutcomeKind::left_domain || kind == OutcomeKind::error;
}

struct Outcome {
  OutcomeKind kind = OutcomeKind::budget;
  std::size_t step = 0;  // the step at which it ended: the point x_step is the last of the trajectory
  std::string reason;    // one clause for people: "sqrt(x) at step 17: x = -0.31"; may be empty for `budget`
};

}  // namespace ravine
