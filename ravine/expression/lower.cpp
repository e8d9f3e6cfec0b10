#include "ravine/expression/lower.hpp"

#include <map>
#include <utility>

namespace ravine {
namespace {

class Lowering {
 public:
  Lowered all(const Graph& graph, std::span<const NodeId> outputs) {
    Lowered result{{}, {outputs.begin(), outputs.end()}};
    const auto source = compacted(graph, result.outputs);
    nodes_.reserve(source.size());
    std::vector<NodeId> renamed(source.size());
    for (NodeId id = 0; id < source.size(); ++id) {
      auto node = source[id];
      const int arity = info(node.operation).arity;
      if (arity >= 1) node.a = renamed[node.a];
      if (arity == 2) node.b = renamed[node.b];
      renamed[id] = node.operation == Operation::integer_power ? power(node) : append(node);
    }
    for (auto& id : result.outputs) id = renamed[id];
    result.nodes = std::move(nodes_);
    return result;
  }

 private:
  NodeId append(const Node& node) {
    nodes_.push_back(node);
    return static_cast<NodeId>(nodes_.size() - 1);
  }

  NodeId power(const Node& node) {
    const auto x = node.a;
    if (node.number == -1) {
      const auto one = append({Operation::constant, true, 0, 0, 1});
      return append({Operation::divide, false, one, x, 0});
    }
    if (node.number < 2 || node.number > 4) return append(node);
    const auto square = squared(x);
    if (node.number == 2) return square;
    return node.number == 4 ? squared(square) : shared({Operation::multiply, false, square, x, 0}, x);
  }

  NodeId squared(NodeId x) { return shared({Operation::integer_power, true, x, 0, 2}, x); }

  // The node that is `node.a` times `second`, made once.
  NodeId shared(const Node& node, NodeId second) {
    const auto [place, is_new] = products_.try_emplace({node.a, second}, NodeId{0});
    if (is_new) place->second = append(node);
    return place->second;
  }

  std::vector<Node> nodes_;
  std::map<std::pair<NodeId, NodeId>, NodeId> products_;
};

}  // namespace

Lowered lower(const Graph& graph, std::span<const NodeId> outputs) { return Lowering().all(graph, outputs); }

}  // namespace ravine
