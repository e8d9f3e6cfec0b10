// The instructions of a tape. Those with an expression are written once here and run both over lanes and for one lane:
// p, q, r are the operands and k is the instruction's number. Fused ones round after each operation, as the separate
// ones would.
#pragma once

#include "ravine/expression/tape.hpp"

// clang-format off
// X(name, operands it reads, expression)
#define RAVINE_TAPE_ARITHMETIC(X)                     \
  X(fill,              "",    k)                      \
  X(copy,              "p",   p)                      \
  X(add,               "pq",  p + q)                  \
  X(subtract,          "pq",  p - q)                  \
  X(multiply,          "pq",  p * q)                  \
  X(divide,            "pq",  p / q)                  \
  X(negate,            "p",   -p)                     \
  X(square,            "p",   p * p)                  \
  X(add_number,        "p",   p + k)                  \
  X(number_minus,      "p",   k - p)                  \
  X(scale,             "p",   k * p)                  \
  X(over_number,       "p",   p / k)                  \
  X(number_over,       "p",   k / p)                  \
  X(multiply_add,      "pqr", p * q + r)              \
  X(multiply_subtract, "pqr", p * q - r)              \
  X(subtract_multiply, "pqr", r - p * q)              \
  X(scale_add,         "pr",  k * p + r)              \
  X(scale_subtract,    "pr",  k * p - r)              \
  X(scale_multiply,    "pq",  (k * p) * q)            \
  X(square_add,        "pr",  p * p + r)              \
  X(square_subtract,   "pr",  p * p - r)              \
  X(subtract_square,   "pr",  r - p * p)              \
  X(scale_square,      "p",   k * (p * p))            \
  X(scale_square_add,  "pr",  k * (p * p) + r)        \
  X(difference_square, "pq",  (p - q) * (p - q))      \
  X(shifted_square,    "p",   (p + k) * (p + k))      \
  X(greater,           "pq",  p > q ? 1.0 : (p == q ? 0.5 : 0.0)) \
  X(unless_zero,       "pq",  p == 0 ? 0.0 : q)

// X(name): functions of base/math of one argument, p, and of two, p and q.
#define RAVINE_TAPE_UNARY(X)                                                                                 \
  X(abs) X(sign) X(floor) X(sqrt) X(cbrt) X(exp) X(expm1) X(log) X(log1p) X(sin) X(cos) X(tan) X(asin) X(acos) \
  X(atan) X(sinh) X(cosh) X(tanh) X(sigmoid) X(softplus) X(erf)
#define RAVINE_TAPE_BINARY(X) X(pow) X(min) X(max) X(hypot) X(atan2)
// And `power`: math::power(p, k) for other k than 2, 3, 4 and -1, which are multiplications and a division.
// clang-format on

namespace ravine {

enum class TapeOperation : std::uint8_t {
#define RAVINE_NAME(name, ...) name,
  RAVINE_TAPE_ARITHMETIC(RAVINE_NAME) RAVINE_TAPE_UNARY(RAVINE_NAME) RAVINE_TAPE_BINARY(RAVINE_NAME)
#undef RAVINE_NAME
      power
};

// Kernels. `column` are pointers to the columns of one block.
void run_lanes(std::span<const Instruction> instructions, std::size_t lanes, double* const* column);
void run_one(std::span<const Instruction> instructions, double* value);

}  // namespace ravine
