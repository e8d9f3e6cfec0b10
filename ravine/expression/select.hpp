// A graph to instructions: powers become multiplications, numbers become part of their instruction, and an operation
// that only one other needs is fused with it where there is such an instruction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ravine/expression/graph.hpp"
#include "ravine/expression/tape.hpp"

namespace ravine {

// Instructions in order of evaluation. Operands and `out` are value numbers, each defined once: 0 ... inputs-1 are the
// coordinates. `outputs` are the values asked for; two may be the same, or a coordinate.
struct Selection {
  std::vector<Instruction> instructions;
  std::vector<std::uint32_t> outputs;
  std::size_t values = 0;
};

Selection select(const Graph& graph, std::span<const NodeId> outputs, std::size_t inputs);

// Operands that an instruction reads; the others are 0.
struct Reads {
  bool a = false, b = false, c = false;
};
Reads reads(TapeOperation operation);

// Calls act(operand) for each operand that an instruction reads.
template <class Some, class Act>
void for_operands(Some& instruction, const Act& act) {
  const auto read = reads(instruction.operation);
  if (read.a) act(instruction.a);
  if (read.b) act(instruction.b);
  if (read.c) act(instruction.c);
}

}  // namespace ravine
