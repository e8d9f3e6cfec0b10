// Which part of a run's path tells where it walked: a run that left its domain or runs away must not spoil a picture of
// all.
#pragma once

#include <cstddef>
#include <span>

namespace ravine {

// Coordinates and values that no picture holds.
inline constexpr double far_away = 1e90;
// For how many times its first step a run that runs away is shown where there is no other to compare it with.
inline constexpr double first_steps_shown = 10;

// How many of `count` points have a value: those of a run that left its domain, without the ones at its end where f has
// none, and at least one. `f` may be empty.
std::size_t valued_points(std::size_t count, std::span<const double> f);

// Whether a run goes faster and faster away from its start, whatever its outcome: it diverged, or would have. `moved`:
// how far each point is from the first, in any norm, NaN where it is nowhere.
bool runs_away(std::span<const double> moved, std::span<const double> f);

}  // namespace ravine
