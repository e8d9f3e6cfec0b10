// Rewritings that change no value: for every argument, NaN, infinities and signed zeros included, the simpler node has
// the same value (a NaN stays a NaN, its sign is nobody's).
#pragma once

#include <optional>

#include "ravine/expression/graph.hpp"

namespace ravine {

// The node that means the same as `node` and is simpler, if a rule knows one.
std::optional<NodeId> simplified(Graph& graph, const Node& node);

// Whether the value of `node` is never -0.
bool never_negative_zero(const Graph& graph, const Node& node);

}  // namespace ravine
