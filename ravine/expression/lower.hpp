// A graph as the tape computes it: powers x^3, x^4 and x^-1 in the multiplications that math::power makes of them.
#pragma once

#include <span>
#include <vector>

#include "ravine/expression/graph.hpp"

namespace ravine {

// Nodes in order of evaluation, all of them needed. Integer powers left are squares and those that are no few
// multiplications.
struct Lowered {
  std::vector<Node> nodes;
  std::vector<NodeId> outputs;
};

// Common parts are one node: x^4 and x^3 share x^2.
Lowered lower(const Graph& graph, std::span<const NodeId> outputs);

}  // namespace ravine
