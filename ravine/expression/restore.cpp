// A graph as a syntax tree.
#include <algorithm>
#include <utility>
#include <vector>

#include "ravine/expression/print.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

class Restorer {
 public:
  Restorer(const Graph& graph, std::span<const std::string> names, std::size_t limit)
      : graph_(graph), names_(names), left_(limit) {}

  Syntax node(NodeId id, std::size_t depth) {
    Syntax result;
    const auto& node = graph_[id];
    if (left_ == 0 || depth >= nesting_limit / 2) return elided();
    --left_;
    switch (node.operation) {
      case Operation::constant:
        result.number = node.number;
        return result;
      case Operation::variable:
        result.kind = Kind::name;
        result.name = names_[node.a];
        return result;
      case Operation::add:
      case Operation::subtract:
        return chain(id, depth, Kind::sum, Operation::add, Operation::subtract, "+-");
      case Operation::multiply:
      case Operation::divide:
        return chain(id, depth, Kind::product, Operation::multiply, Operation::divide, "*/");
      case Operation::negate:
        result.kind = Kind::negate;
        result.children.push_back(this->node(node.a, depth + 1));
        return result;
      case Operation::integer_power: {
        Syntax exponent;
        exponent.number = node.number;
        result.kind = Kind::power;
        result.children.push_back(this->node(node.a, depth + 1));
        result.children.push_back(std::move(exponent));
        return result;
      }
      default:
        break;
    }
    result.kind = node.operation == Operation::power ? Kind::power : Kind::call;
    result.operation = node.operation;
    result.children.push_back(this->node(node.a, depth + 1));
    if (info(node.operation).arity == 2) result.children.push_back(this->node(node.b, depth + 1));
    return result;
  }

 private:
  static Syntax elided() {
    Syntax result;
    result.kind = Kind::elided;
    return result;
  }

  // a + b - c from ((a + b) - c), however long; of one that is too long for what is left the first and the last parts.
  Syntax chain(NodeId id, std::size_t depth, Kind kind, Operation plain, Operation inverse, const char* signs) {
    std::vector<std::pair<NodeId, char>> parts;
    auto first = id;
    for (; graph_[first].operation == plain || graph_[first].operation == inverse; first = graph_[first].a) {
      parts.emplace_back(graph_[first].b, graph_[first].operation == plain ? signs[0] : signs[1]);
    }
    parts.emplace_back(first, signs[0]);
    std::reverse(parts.begin(), parts.end());
    Syntax result;
    result.kind = kind;
    constexpr std::size_t ends = 3;
    const bool cut = parts.size() > 2 * ends && parts.size() > left_ / 3;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      result.signs += parts[i].second;
      if (cut && i == ends) {
        result.children.push_back(elided());
        i = parts.size() - ends - 1;
        continue;
      }
      result.children.push_back(node(parts[i].first, depth + 1));  // "…" where nothing is left
      if (left_ == 0 && result.children.back().kind == Kind::elided) break;
    }
    return result;
  }

  const Graph& graph_;
  std::span<const std::string> names_;
  std::size_t left_;
};

}  // namespace

Syntax restored(const Graph& graph, NodeId id, std::span<const std::string> names, std::size_t limit) {
  return Restorer(graph, names, limit).node(id, 0);
}

}  // namespace ravine
