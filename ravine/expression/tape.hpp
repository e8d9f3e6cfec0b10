// A graph as a flat list of instructions over registers, to be evaluated for many points at once.
//
// A register is a column of lanes, a lane is a point. Instructions work through blocks of lanes small enough for the
// registers to stay in the nearest cache; registers are used again as soon as their value is needed no more. Whatever
// the number of lanes, the block size and the instruction set, a lane gets the same bits as alone (doc/design.md, D1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/expression/graph.hpp"

namespace ravine {

enum class TapeOperation : std::uint8_t;  // tape_operation.hpp

// out = operation(a, b, c; number). Operands are columns: 0 ... inputs-1 the coordinates, then the registers, then the
// outputs.
struct Instruction {
  TapeOperation operation;
  std::uint32_t out = 0, a = 0, b = 0, c = 0;
  double number = 0;
};

class TapeWorkspace;

// Immutable: any number of threads may evaluate one, each with its own workspace.
class Tape {
 public:
  // The tape that computes `outputs`. `inputs` is the dimension.
  Tape(const Graph& graph, std::span<const NodeId> outputs, std::size_t inputs);

  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return outputs_; }
  std::size_t registers() const { return registers_; }
  std::span<const Instruction> instructions() const { return instructions_; }

  // For lanes 0 ... lanes-1: x[i][lane] is coordinate i; output 0 goes to first[lane] (which may be null: not wanted),
  // output 1 + i to rest[i][lane] (rest.data may be null when there is one output). The results must not overlap x.
  // Any number of lanes; one lane takes a path of its own.
  void evaluate(std::size_t lanes, Columns<const double> x, double* first, Columns<double> rest,
                TapeWorkspace& workspace) const;
  // One point: `results` has outputs() elements.
  void evaluate(std::span<const double> x, std::span<double> results, TapeWorkspace& workspace) const;

 private:
  void evaluate_one(Columns<const double> x, double* first, Columns<double> rest, TapeWorkspace& workspace) const;
  std::size_t inputs_, outputs_, registers_ = 0;
  std::vector<Instruction> instructions_;
};

// The working memory of one thread for one tape, reused from call to call.
class TapeWorkspace {
 public:
  // For calls with about `lanes` lanes: more are taken in several blocks.
  TapeWorkspace(const Tape& tape, std::size_t lanes);

 private:
  friend class Tape;
  std::size_t block_;             // lanes at a time
  LaneBlock<double> registers_;   // and one more column, for a first output that is not wanted
  std::vector<double*> columns_;  // of inputs, registers, outputs, for one block
  std::vector<double> scalars_;   // the same for one lane
};

}  // namespace ravine
