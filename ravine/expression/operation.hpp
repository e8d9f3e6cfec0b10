// The operations a function's graph is made of, and what each computes for one number.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ravine {

enum class Operation : std::uint8_t {
  constant,  // Node::number
  variable,  // coordinate Node::a
  add,
  subtract,
  multiply,
  divide,
  negate,
  power,          // a^b for real b
  integer_power,  // a^k, k = Node::number
  min,
  max,
  hypot,
  atan2,
  sqrt,
  cbrt,
  exp,
  expm1,
  log,
  log1p,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  sigmoid,
  softplus,
  erf,
  abs,
  sign,
  floor,
  // Of derivatives only:
  greater,      // 1 where a > b, 1/2 where a = b, 0 else: the derivative of max by its first
  unless_zero,  // b, but 0 where a = 0
};

struct OperationInfo {
  Operation operation;
  std::string_view name;  // as text calls it: "sqrt"; of infix operations a word
  int arity;
  bool called;  // text may write name(arguments)
};

// Facts about one operation.
const OperationInfo& info(Operation operation);
// All of them, in the order of the enumeration.
std::span<const OperationInfo> operations();

// Exponents -integer_power_limit ... integer_power_limit are integer powers (math::power), others are `power`.
inline constexpr int integer_power_limit = 64;

// The value of an operation on numbers. Arguments it has no use for are ignored. The tape computes the same bits.
double apply(Operation operation, double a, double b, double number);

}  // namespace ravine
