#include "ravine/expression/gradient.hpp"

#include <limits>
#include <queue>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

constexpr NodeId no_node = std::numeric_limits<NodeId>::max();

// Sweeps back from one output after the other; each visits only the nodes that its output depends on.
class ReverseSweep {
 public:
  ReverseSweep(Graph& graph, std::size_t dimension) : graph_(graph), variables_(dimension), zero_(graph.constant(0)) {
    for (std::size_t i = 0; i < dimension; ++i) variables_[i] = graph.variable(i);
  }

  std::vector<NodeId> gradient(NodeId output) {
    for (auto id = static_cast<NodeId>(active_.size()); id < graph_.size(); ++id) active_.push_back(depends(id));
    adjoint_.resize(graph_.size(), no_node);
    add_to(output, graph_.constant(1));
    // A node's adjoint is complete when all nodes above it are done: the largest id is next.
    while (!waiting_.empty()) {
      const auto id = waiting_.top();
      waiting_.pop();
      if (active_[id]) propagate(id);
    }
    std::vector<NodeId> result(variables_.size(), zero_);
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      if (adjoint_[variables_[i]] != no_node) result[i] = adjoint_[variables_[i]];
    }
    for (const auto id : visited_) adjoint_[id] = no_node;
    visited_.clear();
    return result;
  }

 private:
  // Whether the derivative of node `id` by some coordinate is more than 0 by structure.
  bool depends(NodeId id) const {
    const auto& node = graph_[id];
    switch (node.operation) {
      case Operation::constant:
      case Operation::sign:
      case Operation::floor:
      case Operation::greater:
        return false;
      case Operation::variable:
        return true;
      case Operation::unless_zero:
        return active_[node.b];
      default:
        return active_[node.a] || (info(node.operation).arity == 2 && active_[node.b]);
    }
  }

  NodeId make(Operation operation, NodeId a, NodeId b = 0) { return graph_.make(operation, a, b); }
  NodeId number(double value) { return graph_.constant(value); }
  NodeId product(NodeId a, NodeId b) { return make(Operation::multiply, a, b); }
  NodeId quotient(NodeId a, NodeId b) { return make(Operation::divide, a, b); }
  NodeId negated(NodeId a) { return make(Operation::negate, a); }
  NodeId sum(NodeId a, NodeId b) { return make(Operation::add, a, b); }
  NodeId difference(NodeId a, NodeId b) { return make(Operation::subtract, a, b); }
  NodeId squared(NodeId a) { return make(Operation::power, a, number(2)); }

  // factor * a, with the factors of (c*t) multiplied into one.
  NodeId scaled(double factor, NodeId a) {
    const auto node = graph_[a];
    if (node.operation == Operation::multiply) {
      if (graph_.is_constant(node.a)) return product(number(factor * graph_[node.a].number), node.b);
      if (graph_.is_constant(node.b)) return product(number(factor * graph_[node.b].number), node.a);
    }
    return product(number(factor), a);
  }

  void add_to(NodeId argument, NodeId term) {
    auto& adjoint = adjoint_[argument];
    if (adjoint == no_node) {
      waiting_.push(argument);
      visited_.push_back(argument);
      adjoint = term;
    } else {
      adjoint = sum(adjoint, term);
    }
  }

  void propagate(NodeId id) {
    const auto node = graph_[id];
    const auto outer = adjoint_[id];
    if (info(node.operation).arity == 2) {
      binary(id, node, outer);
    } else if (info(node.operation).arity == 1) {
      add_to(node.a, unary(id, node, outer));
    }
  }

  // Derivative of a node by its only argument, times the adjoint `outer`.
  NodeId unary(NodeId value, const Node& node, NodeId outer) {
    const auto x = node.a;
    switch (node.operation) {
      case Operation::negate:
        return negated(outer);
      case Operation::integer_power:
        return product(scaled(node.number, outer), make(Operation::power, x, number(node.number - 1)));
      case Operation::abs:
        return product(outer, make(Operation::sign, x));
      case Operation::sqrt:
        return quotient(scaled(0.5, outer), value);
      case Operation::cbrt:
        return quotient(outer, scaled(3, squared(value)));
      case Operation::exp:
        return product(outer, value);
      case Operation::expm1:
        return product(outer, make(Operation::exp, x));
      case Operation::log:
        return quotient(outer, x);
      case Operation::log1p:
        return quotient(outer, sum(number(1), x));
      case Operation::sin:
        return product(outer, make(Operation::cos, x));
      case Operation::cos:
        return negated(product(outer, make(Operation::sin, x)));
      case Operation::tan:
        return product(outer, sum(number(1), squared(value)));
      case Operation::asin:
        return quotient(outer, one_minus_square_root(x));
      case Operation::acos:
        return negated(quotient(outer, one_minus_square_root(x)));
      case Operation::atan:
        return quotient(outer, sum(number(1), squared(x)));
      case Operation::sinh:
        return product(outer, make(Operation::cosh, x));
      case Operation::cosh:
        return product(outer, make(Operation::sinh, x));
      case Operation::tanh:
        return quotient(outer, squared(make(Operation::cosh, x)));  // 1 - tanh^2 would cancel
      case Operation::sigmoid:
        return product(outer, product(value, make(Operation::sigmoid, negated(x))));
      case Operation::softplus:
        return product(outer, make(Operation::sigmoid, x));
      case Operation::erf:  // 2/sqrt(pi) e^-x^2
        return product(scaled(0x1.20dd750429b6dp0, outer), make(Operation::exp, negated(squared(x))));
      default:
        return number(0);  // sign and floor: depends() keeps them from here
    }
  }

  // sqrt(1 - x^2) without cancellation.
  NodeId one_minus_square_root(NodeId x) {
    return make(Operation::sqrt, product(difference(number(1), x), sum(number(1), x)));
  }

  void binary(NodeId value, const Node& node, NodeId outer) {
    const auto [a, b] = std::pair(node.a, node.b);
    const bool by_a = active_[a];
    const bool by_b = active_[b];
    switch (node.operation) {
      case Operation::add:
        if (by_a) add_to(a, outer);
        if (by_b) add_to(b, outer);
        break;
      case Operation::subtract:
        if (by_a) add_to(a, outer);
        if (by_b) add_to(b, negated(outer));
        break;
      case Operation::multiply:
        if (by_a) add_to(a, times(outer, b));
        if (by_b) add_to(b, times(outer, a));
        break;
      case Operation::divide:
        if (by_a) add_to(a, quotient(outer, b));
        if (by_b) add_to(b, negated(product(quotient(outer, b), value)));
        break;
      case Operation::power:
        if (by_a) add_to(a, product(times(outer, b), make(Operation::power, a, difference(b, number(1)))));
        if (by_b) {
          const auto slope = product(value, make(Operation::log, a));
          add_to(b, product(outer, make(Operation::unless_zero, value, slope)));
        }
        break;
      case Operation::max:
      case Operation::min: {
        const bool first_when_greater = node.operation == Operation::max;
        const auto a_wins = first_when_greater ? make(Operation::greater, a, b) : make(Operation::greater, b, a);
        const auto b_wins = first_when_greater ? make(Operation::greater, b, a) : make(Operation::greater, a, b);
        if (by_a) add_to(a, product(outer, a_wins));
        if (by_b) add_to(b, product(outer, b_wins));
        break;
      }
      case Operation::hypot:
        if (by_a) add_to(a, product(outer, make(Operation::unless_zero, value, quotient(a, value))));
        if (by_b) add_to(b, product(outer, make(Operation::unless_zero, value, quotient(b, value))));
        break;
      case Operation::atan2: {  // a = y, b = x: dy = x/r^2, dx = -y/r^2
        const auto radius = make(Operation::hypot, a, b);
        if (by_a) add_to(a, product(outer, quotient(quotient(b, radius), radius)));
        if (by_b) add_to(b, negated(product(outer, quotient(quotient(a, radius), radius))));
        break;
      }
      case Operation::unless_zero:
        if (by_b) add_to(b, make(Operation::unless_zero, a, outer));
        break;
      default:
        break;
    }
  }

  NodeId times(NodeId outer, NodeId factor) {
    return graph_.is_constant(factor) ? scaled(graph_[factor].number, outer) : product(outer, factor);
  }

  Graph& graph_;
  std::vector<NodeId> variables_;
  NodeId zero_;
  std::vector<bool> active_;     // by node: depends()
  std::vector<NodeId> adjoint_;  // by node: the derivative of the output by it, or no_node
  std::vector<NodeId> visited_;  // those that have an adjoint
  std::priority_queue<NodeId> waiting_;
};

}  // namespace

std::vector<NodeId> gradient(Graph& graph, NodeId output, std::size_t dimension) {
  return ReverseSweep(graph, dimension).gradient(output);
}

std::vector<NodeId> hessian(Graph& graph, std::span<const NodeId> gradient) {
  const auto n = gradient.size();
  if (n > hessian_dimension_limit) {
    throw InputError("the Hessian of " + std::to_string(n) + " coordinates has too many entries: at most " +
                     std::to_string(hessian_dimension_limit) + " coordinates");
  }
  ReverseSweep sweep(graph, n);
  std::vector<NodeId> result(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = sweep.gradient(gradient[i]);
    for (std::size_t j = i; j < n; ++j) result[i * n + j] = result[j * n + i] = row[j];
  }
  return result;
}

}  // namespace ravine
