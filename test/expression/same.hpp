// What "the same" means in these tests.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "ravine/expression/graph.hpp"

namespace ravine::test {

// Bit for bit; NaNs are one number.
inline bool same_bits(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// Whether two nodes compute the same by the same operations; a + b is b + a. For graphs of moderate depth.
class SameGraph {
 public:
  SameGraph(const Graph& p, const Graph& q) : p_(p), q_(q) {}
  bool operator()(NodeId a, NodeId b) {
    if (const auto known = seen_.find({a, b}); known != seen_.end()) return known->second;
    return seen_[{a, b}] = compare(p_[a], q_[b]);
  }

 private:
  bool compare(const Node& a, const Node& b) {
    if (a.operation != b.operation || !same_bits(a.number, b.number)) return false;
    if (a.operation == Operation::variable) return a.a == b.a;
    switch (info(a.operation).arity) {
      case 0:
        return true;
      case 1:
        return (*this)(a.a, b.a);
      default:
        break;
    }
    if ((*this)(a.a, b.a) && (*this)(a.b, b.b)) return true;
    const bool commutes = a.operation == Operation::add || a.operation == Operation::multiply;
    return commutes && (*this)(a.a, b.b) && (*this)(a.b, b.a);
  }
  const Graph& p_;
  const Graph& q_;
  std::map<std::pair<NodeId, NodeId>, bool> seen_;
};

}  // namespace ravine::test
