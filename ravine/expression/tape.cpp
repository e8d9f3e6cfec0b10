#include "ravine/expression/tape.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "ravine/expression/instruction_order.hpp"
#include "ravine/expression/tape_operation.hpp"

namespace ravine {
namespace {

// Gives each value a column: outputs their own, others a register that is free.
class Allocator {
 public:
  Allocator(Selection& selection, std::size_t inputs)
      : selection_(selection), inputs_(inputs), last_use_(selection.values), column_(selection.values, nowhere) {
    for (std::size_t i = 0; i < inputs; ++i) column_[i] = static_cast<std::uint32_t>(i);
    give_outputs();
    find_last_uses();
    for (std::size_t at = 0; at < selection_.instructions.size(); ++at) assign(at);
    auto& instructions = selection_.instructions;
    instructions.insert(instructions.end(), copies_.begin(), copies_.end());
    // Outputs stand after the registers, whose number is known now.
    for (auto& instruction : instructions) {
      for_operands(instruction, [&](std::uint32_t& column) { number_output(column); });
      number_output(instruction.out);
    }
  }
  std::size_t registers() const { return registers_; }

 private:
  static constexpr std::uint32_t output_mark = 0x80000000;

  // An output is computed right into its column; a value that is two outputs, or a coordinate, is copied there.
  void give_outputs() {
    for (std::size_t i = 0; i < selection_.outputs.size(); ++i) {
      const auto value = selection_.outputs[i];
      const auto column = static_cast<std::uint32_t>(output_mark + i);
      if (column_[value] == nowhere) {
        column_[value] = column;
      } else {
        copies_.push_back({TapeOperation::copy, column, column_[value]});
      }
    }
  }

  void find_last_uses() {
    for (std::size_t at = 0; at < selection_.instructions.size(); ++at) {
      for_operands(selection_.instructions[at], [&](std::uint32_t value) { last_use_[value] = at; });
    }
  }

  void assign(std::size_t at) {
    auto& instruction = selection_.instructions[at];
    for_operands(instruction, [&](std::uint32_t& operand) {
      const auto value = operand;
      operand = column_[value];
      if (last_use_[value] != at || operand >= output_mark || operand < inputs_) return;
      free_.push_back(operand);
      last_use_[value] = never;  // it may be two operands
    });
    auto& column = column_[instruction.out];
    if (column == nowhere) column = take();
    instruction.out = column;
  }

  std::uint32_t take() {
    if (free_.empty()) return static_cast<std::uint32_t>(inputs_ + registers_++);
    const auto column = free_.back();
    free_.pop_back();
    return column;
  }

  void number_output(std::uint32_t& column) const {
    if (column >= output_mark) column = static_cast<std::uint32_t>(inputs_ + registers_ + (column - output_mark));
  }

  static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
  Selection& selection_;
  std::size_t inputs_, registers_ = 0;
  std::vector<std::size_t> last_use_;  // by value: an index of an instruction
  std::vector<std::uint32_t> column_;  // by value
  std::vector<std::uint32_t> free_;    // registers
  std::vector<Instruction> copies_;
};

// Lanes at a time, so that the registers stay in the first-level cache beside what passes through it.
std::size_t block_size(const Tape& tape, std::size_t lanes) {
  constexpr std::size_t cache = 24576;  // bytes
  constexpr std::size_t passing = 8;    // columns of coordinates and results
  constexpr std::size_t least = 16;
  constexpr std::size_t most = 256;
  const auto fitting = cache / sizeof(double) / (tape.registers() + passing) / least * least;
  return std::min(std::clamp(fitting, least, most), std::max<std::size_t>(lanes, 1));
}

}  // namespace

Tape::Tape(const Graph& graph, std::span<const NodeId> outputs, std::size_t inputs)
    : inputs_(inputs), outputs_(outputs.size()) {
  auto selection = select(graph, outputs, inputs);
  order_instructions(selection, inputs);
  registers_ = Allocator(selection, inputs).registers();
  instructions_ = std::move(selection.instructions);
}

TapeWorkspace::TapeWorkspace(const Tape& tape, std::size_t lanes)
    : block_(block_size(tape, lanes)),
      registers_(tape.registers() + 1, block_),
      columns_(tape.inputs() + tape.registers() + tape.outputs()),
      scalars_(columns_.size()) {}

void Tape::evaluate(std::size_t lanes, Columns<const double> x, double* first, Columns<double> rest,
                    TapeWorkspace& workspace) const {
  if (lanes == 1) {
    evaluate_one(x, first, rest, workspace);
    return;
  }
  auto* const columns = workspace.columns_.data();
  for (std::size_t i = 0; i < registers_; ++i) columns[inputs_ + i] = workspace.registers_[i];
  auto* const outputs = columns + inputs_ + registers_;
  for (std::size_t begin = 0; begin < lanes; begin += workspace.block_) {
    const auto count = std::min(workspace.block_, lanes - begin);
    // Inputs are never written.
    for (std::size_t i = 0; i < inputs_; ++i) columns[i] = const_cast<double*>(x[i]) + begin;  // NOLINT
    outputs[0] = first != nullptr ? first + begin : workspace.registers_[registers_];
    for (std::size_t i = 1; i < outputs_; ++i) outputs[i] = rest[i - 1] + begin;
    run_lanes(instructions_, count, columns);
  }
}

void Tape::evaluate_one(Columns<const double> x, double* first, Columns<double> rest, TapeWorkspace& workspace) const {
  auto* const value = workspace.scalars_.data();
  for (std::size_t i = 0; i < inputs_; ++i) value[i] = *x[i];
  run_one(instructions_, value);
  const auto* const outputs = value + inputs_ + registers_;
  if (first != nullptr) *first = outputs[0];
  for (std::size_t i = 1; i < outputs_; ++i) *rest[i - 1] = outputs[i];
}

void Tape::evaluate(std::span<const double> x, std::span<double> results, TapeWorkspace& workspace) const {
  evaluate(1, {x.data(), 1}, results.data(), {results.data() + 1, 1}, workspace);
}

}  // namespace ravine
