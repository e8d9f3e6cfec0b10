// The loops over lanes: one for each instruction.
#include "ravine/base/math_lanes.hpp"
#include "ravine/expression/tape_operation.hpp"

namespace ravine {

RAVINE_EVERY_ISA
void run_lanes(std::span<const Instruction> instructions, std::size_t lanes, double* const* column) {
  for (const auto& instruction : instructions) {
    // An output register may be one of the operands': each lane is read before it is written.
    double* const out = column[instruction.out];
    const double* const a = column[instruction.a];
    const double* const b = column[instruction.b];
    const double* const c = column[instruction.c];
    const double k = instruction.number;
    switch (instruction.operation) {
#define RAVINE_CASE(name, operands, ...)                                   \
  case TapeOperation::name:                                                \
    RAVINE_LANES for (std::size_t lane = 0; lane < lanes; ++lane) {        \
      [[maybe_unused]] const double p = a[lane], q = b[lane], r = c[lane]; \
      out[lane] = __VA_ARGS__;                                             \
    }                                                                      \
    break;
      RAVINE_TAPE_ARITHMETIC(RAVINE_CASE)
#undef RAVINE_CASE
#define RAVINE_CASE(name)             \
  case TapeOperation::name:           \
    math::lanes::name(lanes, a, out); \
    break;
      RAVINE_TAPE_UNARY(RAVINE_CASE)
#undef RAVINE_CASE
#define RAVINE_CASE(name)                \
  case TapeOperation::name:              \
    math::lanes::name(lanes, a, b, out); \
    break;
      RAVINE_TAPE_BINARY(RAVINE_CASE)
#undef RAVINE_CASE
      case TapeOperation::power:
        math::lanes::power(lanes, a, static_cast<int>(k), out);
        break;
    }
  }
}

}  // namespace ravine
