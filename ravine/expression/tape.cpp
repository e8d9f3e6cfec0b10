#include "ravine/expression/tape.hpp"

#include <algorithm>
#include <limits>

#include "ravine/expression/select.hpp"
#include "ravine/expression/tape_operation.hpp"

namespace ravine {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

// Gives each value a column: outputs their own, others a register that is free.
class Allocator {
 public:
  Allocator(Selection& selection, std::size_t inputs)
      : selection_(selection), inputs_(inputs), last_use_(selection.values), column_(selection.values, nowhere) {
    for (std::size_t i = 0; i < inputs; ++i) column_[i] = static_cast<std::uint32_t>(i);
    find_last_uses();
    // Registers get their columns now; outputs are numbered after them, when their count is known.
    give_outputs();
    for (std::size_t at = 0; at < selection_.instructions.size(); ++at) assign(at);
    for (auto& instruction : selection_.instructions) {
      for (auto* operand : {&instruction.out, &instruction.a, &instruction.b, &instruction.c}) {
        if (*operand >= output_mark)
          *operand = static_cast<std::uint32_t>(inputs_ + registers_ + (*operand - output_mark));
      }
    }
  }
  std::size_t registers() const { return registers_; }

 private:
  static constexpr std::uint32_t output_mark = 0x80000000;

  template <class Do>
  void for_operands(Instruction& instruction, const Do& act) {
    const auto read = reads(instruction.operation);
    if (read.a) act(instruction.a);
    if (read.b) act(instruction.b);
    if (read.c) act(instruction.c);
  }

  void find_last_uses() {
    for (std::size_t at = 0; at < selection_.instructions.size(); ++at) {
      for_operands(selection_.instructions[at], [&](std::uint32_t value) { last_use_[value] = at; });
    }
  }

  // An output is computed right into its column; a value that is two outputs, or a coordinate, is copied there.
  void give_outputs() {
    for (std::size_t i = 0; i < selection_.outputs.size(); ++i) {
      const auto value = selection_.outputs[i];
      const auto column = static_cast<std::uint32_t>(output_mark + i);
      if (column_[value] == nowhere) {
        column_[value] = column;
      } else {
        copies_.push_back({TapeOperation::copy, column, column_[value], 0, 0, 0});
      }
    }
  }

  void assign(std::size_t at) {
    auto& instruction = selection_.instructions[at];
    const auto before = instruction;
    for_operands(instruction, [&](std::uint32_t& value) { value = column_[value]; });
    auto dying = before;
    for_operands(dying, [&](std::uint32_t value) { release(value, at); });
    auto& column = column_[instruction.out];
    if (column == nowhere) {
      column = take();
      if (last_use_[instruction.out] == 0) free_.push_back(column);  // never read: cannot happen but costs nothing
    }
    instruction.out = column;
    if (at + 1 == selection_.instructions.size()) return;
  }

  void release(std::uint32_t value, std::size_t at) {
    const auto column = column_[value];
    if (value < inputs_ || column >= output_mark || last_use_[value] != at || column == nowhere) return;
    free_.push_back(column);
    last_use_[value] = nowhere;  // an operand may occur twice
  }

  std::uint32_t take() {
    if (free_.empty()) return static_cast<std::uint32_t>(inputs_ + registers_++);
    const auto column = free_.back();
    free_.pop_back();
    return column;
  }

 public:
  std::vector<Instruction> all() {
    auto result = std::move(selection_.instructions);
    for (auto copy : copies_) {
      for (auto* operand : {&copy.out, &copy.a}) {
        if (*operand >= output_mark)
          *operand = static_cast<std::uint32_t>(inputs_ + registers_ + (*operand - output_mark));
      }
      result.push_back(copy);
    }
    return result;
  }

 private:
  Selection& selection_;
  std::size_t inputs_, registers_ = 0;
  std::vector<std::size_t> last_use_;
  std::vector<std::uint32_t> column_;
  std::vector<std::uint32_t> free_;
  std::vector<Instruction> copies_;
};

// Bytes of registers and columns that stay in the first-level cache beside what the caller works on.
constexpr std::size_t cache = 24 * 1024;

std::size_t block_size(const Tape& tape, std::size_t lanes) {
  const auto columns = tape.registers() + tape.inputs() + tape.outputs();
  const auto fitting = cache / sizeof(double) / std::max<std::size_t>(columns, 1);
  constexpr std::size_t least = 16;
  constexpr std::size_t most = 256;
  return std::min(std::clamp(fitting / least * least, least, most), std::max<std::size_t>(lanes, 1));
}

}  // namespace

Tape::Tape(const Graph& graph, std::span<const NodeId> outputs, std::size_t inputs)
    : inputs_(inputs), outputs_(outputs.size()) {
  auto selection = select(graph, outputs, inputs);
  Allocator allocator(selection, inputs);
  registers_ = allocator.registers();
  instructions_ = allocator.all();
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
