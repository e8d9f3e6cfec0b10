// Derivatives as more graph, by reverse mode (Linnainmaa 1976; Griewank & Walther, Evaluating Derivatives, 2008, ch.
// 3): one sweep from the output back gives all n partial derivatives at a few times the cost of the function, and they
// share what the function computes already.
//
// Where a derivative does not exist, a choice: abs and sign have 0 at 0; floor and sign 0 everywhere; min and max at
// equal arguments give half of the derivative to each (so max(x, -x) agrees with abs(x)); hypot has 0 at the origin;
// x^y has d/dy = 0 at x = 0, y > 0. Where the slope is infinite (sqrt, cbrt at 0) so is the derivative, also where the
// chain rule multiplies that by 0: NaN.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/expression/graph.hpp"

namespace ravine {

// d(output)/d(coordinate i), i = 0 ... dimension-1, added to the graph. A coordinate that `output` does not depend on
// gets the constant 0. Throws InputError beyond the graph's limit.
std::vector<NodeId> gradient(Graph& graph, NodeId output, std::size_t dimension);

inline constexpr std::size_t hessian_dimension_limit = 2000;

// The Hessian from the gradient's n nodes, row-major, n squared: H[i*n + j] and H[j*n + i] are one node. Throws
// InputError beyond hessian_dimension_limit and the graph's limit.
std::vector<NodeId> hessian(Graph& graph, std::span<const NodeId> gradient);

}  // namespace ravine
