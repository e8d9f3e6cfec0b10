// A function as a directed acyclic graph: one node an operation, equal sub-expressions one node.
//
// Nodes stand in order of evaluation: a node's arguments have smaller ids. So every walk is a loop, and a graph may be
// as deep as it is large.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ravine/expression/operation.hpp"

namespace ravine {

using NodeId = std::uint32_t;

struct Node {
  Operation operation = Operation::constant;
  bool never_negative_zero = false;  // no finite point makes its value -0: then adding 0 changes nothing
  NodeId a = 0, b = 0;               // arguments, as many as info(operation).arity; of a variable a is the coordinate
  double number = 0;                 // of a constant its value, of an integer power the exponent
};

// Operations a function may have, its derivatives apart.
inline constexpr std::size_t function_node_limit = 1'000'000;

class Graph {
 public:
  // Up to `limit` nodes that are no constants, and four times as many that are. With `simplify` off, make() folds
  // constants but rewrites nothing (tests compare the two).
  explicit Graph(std::size_t limit = function_node_limit, bool simplify = true);

  // These return the node with that meaning, made at the first call; a + b and b + a are one node, which keeps the
  // order it was first written in. All throw InputError beyond the limit.
  NodeId constant(double value);
  NodeId variable(std::size_t coordinate);
  // Folds constants where the result is finite, and simplifies where no value changes, whatever the arguments (NaN,
  // infinities and signed zeros included; only a NaN's sign may differ): x*1 is x, but x + 0 is not for x = -0.
  NodeId make(Operation operation, NodeId a, NodeId b = 0);

  const Node& operator[](NodeId id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }
  bool is_constant(NodeId id) const { return nodes_[id].operation == Operation::constant; }
  bool is_constant(NodeId id, double value) const;  // bit for bit: 0 is not -0
  std::size_t limit() const { return limit_; }
  // Raises the limit to make derivatives.
  void set_limit(std::size_t limit) { limit_ = limit; }

 private:
  friend Graph compacted(const Graph& graph, std::span<NodeId> outputs);
  struct Slot {
    std::uint32_t hash = 0;
    NodeId next_id = 0;  // the id + 1, 0 where the slot is empty
  };
  NodeId intern(Node node);
  void rebuild_slots(std::size_t count);
  void put(std::uint32_t hash, NodeId id);
  std::vector<Node> nodes_;
  std::vector<Slot> slots_;  // open addressing, a power of two; empty: to be rebuilt when next needed
  std::size_t limit_, constants_ = 0;
  bool simplify_;
};

// The value of every node up to the last of `upto`, at x. Slow and simple: for looking into a function.
std::vector<double> evaluate_nodes(const Graph& graph, NodeId last, std::span<const double> x);

// A copy with only the nodes that `outputs` need, in the same order; `outputs` become their new ids.
Graph compacted(const Graph& graph, std::span<NodeId> outputs);

}  // namespace ravine
