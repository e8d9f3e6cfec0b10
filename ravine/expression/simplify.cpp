#include "ravine/expression/simplify.hpp"

#include <cmath>
#include <tuple>

namespace ravine {
namespace {

class Rules {
 public:
  Rules(Graph& graph, const Node& node) : graph_(graph), node_(node), a_(node.a), b_(node.b) {}

  std::optional<NodeId> apply() {
    switch (node_.operation) {
      case Operation::add:
        return sum();
      case Operation::subtract:
        return difference();
      case Operation::multiply:
        return product();
      case Operation::divide:
        return quotient();
      case Operation::negate:
        return negation();
      case Operation::power:
        return graph_.is_constant(a_, 1) ? std::optional(a_) : std::nullopt;  // C99: 1^NaN is 1
      case Operation::integer_power:
        return power();
      case Operation::min:
      case Operation::max:
        return a_ == b_ ? std::optional(a_) : std::nullopt;
      case Operation::abs:
        return magnitude();
      case Operation::unless_zero:
        return graph_.is_constant(a_) && graph_[a_].number != 0 ? std::optional(b_) : std::nullopt;
      default:
        return std::nullopt;
    }
  }

 private:
  bool is(NodeId id, Operation operation) const { return graph_[id].operation == operation; }
  NodeId inner(NodeId id) const { return graph_[id].a; }
  NodeId make(Operation operation, NodeId a, NodeId b = 0) { return graph_.make(operation, a, b); }
  NodeId negated(NodeId id) { return make(Operation::negate, id); }
  bool is_negative(NodeId id) const { return graph_.is_constant(id) && std::signbit(graph_[id].number); }
  // 2*x, x*2, x/2 or 2/x; not of two numbers, which are there where they overflow.
  bool has_number(NodeId id) const {
    const bool has_factors = is(id, Operation::multiply) || is(id, Operation::divide);
    return has_factors && graph_.is_constant(graph_[id].a) != graph_.is_constant(graph_[id].b);
  }
  // -2*x or x/(-2), in a sum: then 2*x or x/2 is subtracted.
  bool has_negative_factor(NodeId id) const {
    return has_number(id) && (is_negative(graph_[id].a) || is_negative(graph_[id].b));
  }

  std::optional<NodeId> sum() {
    if (graph_.is_constant(b_, -0.0)) return a_;
    if (graph_.is_constant(a_, -0.0)) return b_;
    if (graph_.is_constant(b_, 0.0) && graph_[a_].never_negative_zero) return a_;
    if (graph_.is_constant(a_, 0.0) && graph_[b_].never_negative_zero) return b_;
    if (is(b_, Operation::negate)) return make(Operation::subtract, a_, inner(b_));
    if (is(a_, Operation::negate)) return make(Operation::subtract, b_, inner(a_));
    if (is_negative(a_)) return make(Operation::subtract, b_, negated(a_));
    if (is_negative(b_) || has_negative_factor(b_)) return make(Operation::subtract, a_, negated(b_));
    return std::nullopt;
  }

  std::optional<NodeId> difference() {
    if (graph_.is_constant(b_, 0.0)) return a_;
    if (is(b_, Operation::negate)) return make(Operation::add, a_, inner(b_));
    if (is_negative(b_) || has_negative_factor(b_)) return make(Operation::add, a_, negated(b_));
    return std::nullopt;
  }

  std::optional<NodeId> product() {
    if (graph_.is_constant(b_, 1)) return a_;
    if (graph_.is_constant(a_, 1)) return b_;
    if (graph_.is_constant(b_, -1)) return negated(a_);
    if (graph_.is_constant(a_, -1)) return negated(b_);
    if (a_ == b_) return make(Operation::power, a_, graph_.constant(2));
    if (is(a_, Operation::negate)) {
      if (graph_.is_constant(b_)) return make(Operation::multiply, inner(a_), negated(b_));
      return negated(make(Operation::multiply, inner(a_), b_));
    }
    if (is(b_, Operation::negate)) {
      if (graph_.is_constant(a_)) return make(Operation::multiply, negated(a_), inner(b_));
      return negated(make(Operation::multiply, a_, inner(b_)));
    }
    return std::nullopt;
  }

  std::optional<NodeId> quotient() {
    if (graph_.is_constant(b_, 1)) return a_;
    if (graph_.is_constant(b_, -1)) return negated(a_);
    if (is(a_, Operation::negate)) return negated(make(Operation::divide, inner(a_), b_));
    if (is(b_, Operation::negate)) return negated(make(Operation::divide, a_, inner(b_)));
    return std::nullopt;
  }

  std::optional<NodeId> negation() {
    if (is(a_, Operation::negate)) return inner(a_);
    if (has_number(a_)) {  // -(2*x) is (-2)*x
      const auto [operation, p, q] = std::tuple(graph_[a_].operation, graph_[a_].a, graph_[a_].b);
      return graph_.is_constant(p) ? make(operation, negated(p), q) : make(operation, p, negated(q));
    }
    return std::nullopt;
  }

  std::optional<NodeId> power() {
    const int k = static_cast<int>(node_.number);
    if (k == 0) return graph_.constant(1);  // C99: NaN^0 is 1
    if (k == 1) return a_;
    const auto exponent = graph_.constant(node_.number);
    if (is(a_, Operation::negate)) {
      const auto of_inner = make(Operation::power, inner(a_), exponent);
      return k % 2 == 0 ? of_inner : negated(of_inner);
    }
    if (is(a_, Operation::abs) && k % 2 == 0) return make(Operation::power, inner(a_), exponent);
    return std::nullopt;
  }

  std::optional<NodeId> magnitude() {
    if (is(a_, Operation::abs)) return a_;
    if (is(a_, Operation::negate)) return make(Operation::abs, inner(a_));
    return std::nullopt;
  }

  Graph& graph_;
  const Node node_;
  const NodeId a_, b_;
};

}  // namespace

std::optional<NodeId> simplified(Graph& graph, const Node& node) { return Rules(graph, node).apply(); }

bool never_negative_zero(const Graph& graph, const Node& node) {
  switch (node.operation) {
    case Operation::constant:
      return node.number != 0 || !std::signbit(node.number);
    case Operation::add:
      return graph[node.a].never_negative_zero || graph[node.b].never_negative_zero;
    case Operation::subtract:
      return graph[node.a].never_negative_zero;  // -0 - b is -0 only where b is +0
    case Operation::integer_power:
      return node.number > 0 && static_cast<int>(node.number) % 2 == 0;
    case Operation::abs:
    case Operation::exp:
    case Operation::cosh:
    case Operation::hypot:
    case Operation::sigmoid:
    case Operation::softplus:
      return true;
    default:
      return false;
  }
}

}  // namespace ravine
