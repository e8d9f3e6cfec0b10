#include "ravine/expression/symbol.hpp"

namespace ravine {

Symbol Symbol::make(Operation operation, const Symbol& a, const Symbol& b) {
  auto* graph = a.graph_ != nullptr ? a.graph_ : b.graph_;
  if (graph != nullptr) {
    const auto second = info(operation).arity == 2 ? b.node(*graph) : 0;
    return {*graph, graph->make(operation, a.node(*graph), second)};
  }
  if (operation == Operation::power) {  // of plain numbers: the rules of Graph::make decide which power it is
    Graph numbers;
    const auto id = numbers.make(operation, numbers.constant(a.number_), numbers.constant(b.number_));
    return evaluate_nodes(numbers, id, {})[id];
  }
  return apply(operation, a.number_, b.number_, 0);
}

}  // namespace ravine
