// One lane: the same instructions on single numbers.
#include "ravine/base/math.hpp"
#include "ravine/expression/tape_operation.hpp"

namespace ravine {

void run_one(std::span<const Instruction> instructions, double* value) {
  for (const auto& instruction : instructions) {
    [[maybe_unused]] const double p = value[instruction.a], q = value[instruction.b], r = value[instruction.c];
    const double k = instruction.number;
    double& out = value[instruction.out];
    switch (instruction.operation) {
#define RAVINE_CASE(name, operands, ...) \
  case TapeOperation::name:              \
    out = __VA_ARGS__;                   \
    break;
      RAVINE_TAPE_ARITHMETIC(RAVINE_CASE)
#undef RAVINE_CASE
#define RAVINE_CASE(name)   \
  case TapeOperation::name: \
    out = math::name(p);    \
    break;
      RAVINE_TAPE_UNARY(RAVINE_CASE)
#undef RAVINE_CASE
#define RAVINE_CASE(name)   \
  case TapeOperation::name: \
    out = math::name(p, q); \
    break;
      RAVINE_TAPE_BINARY(RAVINE_CASE)
#undef RAVINE_CASE
      case TapeOperation::power:
        out = math::power(p, static_cast<int>(k));
        break;
    }
  }
}

}  // namespace ravine
