// The version of what the bits of a run depend on: deterministic math, the order of a tape's operations, the rules, the
// random streams. Whoever changes a bit of any run counts it up; it is part of a run's key, so that results from before
// never pass for results of now.
#pragma once

namespace ravine {

inline constexpr int bits_version = 5;

}  // namespace ravine
