// A syntax tree to a graph: names become coordinates, sums and products of series become their terms.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/expression/graph.hpp"
#include "ravine/expression/parse.hpp"

namespace ravine {

struct Expanded {
  std::shared_ptr<Graph> graph;  // only nodes that `output` needs, and the variables
  NodeId output = 0;
  std::vector<std::string> variables;  // a name a coordinate
};

// `text` is what `syntax` was parsed from, for errors. Throws InputError: names that do not fit together, an index out
// of range or no integer, more than function_node_limit operations. Takes bounded time whatever the ranges of sums.
Expanded expand(const Syntax& syntax, std::string_view text, const ParseOptions& options, bool simplify = true);

}  // namespace ravine
