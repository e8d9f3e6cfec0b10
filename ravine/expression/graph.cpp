#include "ravine/expression/graph.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/simplify.hpp"

namespace ravine {
namespace {

std::uint64_t mix(std::uint64_t h) {
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93U;
  h ^= h >> 32;
  return h;
}

bool commutes(Operation operation) { return operation == Operation::add || operation == Operation::multiply; }

// a + b and b + a have one hash.
std::uint32_t hash(const Node& node) {
  auto [first, second] = std::pair(node.a, node.b);
  if (commutes(node.operation) && second < first) std::swap(first, second);
  auto h = (static_cast<std::uint64_t>(first) << 32) | second;
  h = mix(h + static_cast<std::uint64_t>(node.operation) * 0x9E3779B97F4A7C15U);
  return static_cast<std::uint32_t>(mix(h ^ __builtin_bit_cast(std::uint64_t, node.number)));
}

bool same(const Node& p, const Node& q) {
  const bool arguments = (p.a == q.a && p.b == q.b) || (commutes(p.operation) && p.a == q.b && p.b == q.a);
  return p.operation == q.operation && arguments &&
         __builtin_bit_cast(std::uint64_t, p.number) == __builtin_bit_cast(std::uint64_t, q.number);
}

}  // namespace

Graph::Graph(std::size_t limit, bool simplify) : limit_(limit), simplify_(simplify) {}

bool Graph::is_constant(NodeId id, double value) const {
  return is_constant(id) &&
         __builtin_bit_cast(std::uint64_t, nodes_[id].number) == __builtin_bit_cast(std::uint64_t, value);
}

void Graph::put(std::uint32_t hash, NodeId id) {
  const auto mask = slots_.size() - 1;
  auto i = hash & mask;
  while (slots_[i].next_id != 0) i = (i + 1) & mask;
  slots_[i] = {hash, id + 1};
}

void Graph::rebuild_slots(std::size_t count) {
  const auto known = std::move(slots_);
  slots_.assign(count, {});
  if (known.empty()) {
    for (NodeId id = 0; id < nodes_.size(); ++id) put(hash(nodes_[id]), id);
  }
  for (const auto& slot : known) {
    if (slot.next_id != 0) put(slot.hash, slot.next_id - 1);
  }
}

NodeId Graph::intern(Node node) {
  if (2 * (nodes_.size() + 1) > slots_.size()) {
    rebuild_slots(std::max<std::size_t>(64, std::bit_ceil(4 * (nodes_.size() + 1))));
  }
  const auto h = hash(node);
  const auto mask = slots_.size() - 1;
  for (auto i = h & mask; slots_[i].next_id != 0; i = (i + 1) & mask) {
    if (slots_[i].hash == h && same(nodes_[slots_[i].next_id - 1], node)) return slots_[i].next_id - 1;
  }
  const bool is_number = node.operation == Operation::constant;
  if (is_number ? constants_ >= 4 * limit_ : nodes_.size() - constants_ >= limit_) {
    throw InputError("the function has more than " + std::to_string(limit_) + " operations",
                     "use fewer terms, or a problem that computes its own gradient");
  }
  node.never_negative_zero = never_negative_zero(*this, node);
  nodes_.push_back(node);
  constants_ += is_number ? 1 : 0;
  put(h, static_cast<NodeId>(nodes_.size() - 1));
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Graph::constant(double value) {
  // Text can write no infinity and no NaN, but it can write these.
  if (std::isnan(value)) return intern({Operation::divide, false, constant(0), constant(0), 0});
  if (std::isinf(value)) return intern({Operation::divide, false, constant(value > 0 ? 1 : -1), constant(0), 0});
  return intern({Operation::constant, false, 0, 0, value});
}

NodeId Graph::variable(std::size_t coordinate) {
  return intern({Operation::variable, false, static_cast<NodeId>(coordinate), 0, 0});
}

NodeId Graph::make(Operation operation, NodeId a, NodeId b) {
  const int arity = info(operation).arity;
  if (arity == 1) b = 0;
  if (is_constant(a) && (arity == 1 || is_constant(b)) && operation != Operation::power) {
    const double value = apply(operation, nodes_[a].number, nodes_[b].number, 0);
    if (std::isfinite(value)) return constant(value);
  }
  double number = 0;
  if (operation == Operation::power && is_constant(b)) {
    const double exponent = nodes_[b].number;
    if (std::abs(exponent) <= integer_power_limit && exponent == std::trunc(exponent)) {
      operation = Operation::integer_power;
      number = exponent + 0.0;  // no -0
      b = 0;
    }
    if (is_constant(a)) {
      const double value = apply(operation, nodes_[a].number, exponent, number);
      if (std::isfinite(value)) return constant(value);
    }
  }
  if (simplify_) {
    if (const auto simpler = simplified(*this, {operation, false, a, b, number})) return *simpler;
  }
  return intern({operation, false, a, b, number});
}

std::vector<double> evaluate_nodes(const Graph& graph, NodeId last, std::span<const double> x) {
  std::vector<double> value(last + std::size_t{1});
  for (NodeId id = 0; id <= last; ++id) {
    const auto& node = graph[id];
    value[id] = node.operation == Operation::variable
                    ? x[node.a]
                    : apply(node.operation, value[node.a], value[node.b], node.number);
  }
  return value;
}

Graph compacted(const Graph& graph, std::span<NodeId> outputs) {
  NodeId last = 0;
  std::vector<bool> needed(graph.size());
  for (const auto id : outputs) {
    needed[id] = true;
    if (id > last) last = id;
  }
  for (std::size_t id = last + std::size_t{1}; id-- > 0;) {
    const auto& node = graph[static_cast<NodeId>(id)];
    if (!needed[id]) continue;
    const int arity = info(node.operation).arity;
    if (arity >= 1) needed[node.a] = true;
    if (arity == 2) needed[node.b] = true;
  }
  Graph result(graph.limit(), false);
  std::vector<NodeId> renamed(graph.size());
  for (std::size_t id = 0; id <= last && id < graph.size(); ++id) {
    if (!needed[id]) continue;
    auto node = graph[static_cast<NodeId>(id)];
    const int arity = info(node.operation).arity;
    if (arity >= 1) node.a = renamed[node.a];
    if (arity == 2) node.b = renamed[node.b];
    renamed[id] = static_cast<NodeId>(result.nodes_.size());
    result.nodes_.push_back(node);
    result.constants_ += node.operation == Operation::constant ? 1 : 0;
  }
  for (auto& id : outputs) id = renamed[id];
  result.simplify_ = graph.simplify_;
  return result;
}

}  // namespace ravine
