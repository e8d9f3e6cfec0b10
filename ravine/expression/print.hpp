// A syntax tree as text, and a graph as a syntax tree.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "ravine/expression/graph.hpp"
#include "ravine/expression/syntax.hpp"

namespace ravine {

enum class Notation {
  source,   // as the parser reads it: "(x - 3)^2 + 8*(y - 5)^4 + sqrt(x) + sin(x*y)"; parsing it gives the same graph
  unicode,  // for people: "(x − 3)² + 8(y − 5)⁴ + √x + sin(xy)"
  latex,    // inside math mode
};

std::string print(const Syntax& syntax, Notation notation);

// What node `id` computes, with `names` for the coordinates. Shared parts are written out each time they occur; beyond
// about `limit` operations, and beyond the nesting a text may have, parts are left out: "…".
Syntax restored(const Graph& graph, NodeId id, std::span<const std::string> names, std::size_t limit);

}  // namespace ravine
