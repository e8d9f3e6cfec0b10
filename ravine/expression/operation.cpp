#include "ravine/expression/operation.hpp"

#include <array>

#include "ravine/base/math.hpp"

namespace ravine {
namespace {

constexpr std::array table{
    OperationInfo{Operation::constant, "number", 0, false},
    OperationInfo{Operation::variable, "variable", 0, false},
    OperationInfo{Operation::add, "add", 2, false},
    OperationInfo{Operation::subtract, "subtract", 2, false},
    OperationInfo{Operation::multiply, "multiply", 2, false},
    OperationInfo{Operation::divide, "divide", 2, false},
    OperationInfo{Operation::negate, "negate", 1, false},
    OperationInfo{Operation::power, "pow", 2, true},
    OperationInfo{Operation::integer_power, "integer_power", 1, false},
    OperationInfo{Operation::min, "min", 2, true},
    OperationInfo{Operation::max, "max", 2, true},
    OperationInfo{Operation::hypot, "hypot", 2, true},
    OperationInfo{Operation::atan2, "atan2", 2, true},
    OperationInfo{Operation::sqrt, "sqrt", 1, true},
    OperationInfo{Operation::cbrt, "cbrt", 1, true},
    OperationInfo{Operation::exp, "exp", 1, true},
    OperationInfo{Operation::expm1, "expm1", 1, true},
    OperationInfo{Operation::log, "log", 1, true},
    OperationInfo{Operation::log1p, "log1p", 1, true},
    OperationInfo{Operation::sin, "sin", 1, true},
    OperationInfo{Operation::cos, "cos", 1, true},
    OperationInfo{Operation::tan, "tan", 1, true},
    OperationInfo{Operation::asin, "asin", 1, true},
    OperationInfo{Operation::acos, "acos", 1, true},
    OperationInfo{Operation::atan, "atan", 1, true},
    OperationInfo{Operation::sinh, "sinh", 1, true},
    OperationInfo{Operation::cosh, "cosh", 1, true},
    OperationInfo{Operation::tanh, "tanh", 1, true},
    OperationInfo{Operation::sigmoid, "sigmoid", 1, true},
    OperationInfo{Operation::softplus, "softplus", 1, true},
    OperationInfo{Operation::erf, "erf", 1, true},
    OperationInfo{Operation::abs, "abs", 1, true},
    OperationInfo{Operation::sign, "sign", 1, true},
    OperationInfo{Operation::floor, "floor", 1, true},
    OperationInfo{Operation::greater, "greater", 2, false},
    OperationInfo{Operation::unless_zero, "unless_zero", 2, false},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].operation) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const OperationInfo& info(Operation operation) { return table[static_cast<std::size_t>(operation)]; }

std::span<const OperationInfo> operations() { return table; }

double apply(Operation operation, double a, double b, double number) {
  switch (operation) {
    case Operation::constant:
      return number;
    case Operation::variable:
      return a;
    case Operation::add:
      return a + b;
    case Operation::subtract:
      return a - b;
    case Operation::multiply:
      return a * b;
    case Operation::divide:
      return a / b;
    case Operation::negate:
      return -a;
    case Operation::power:
      return math::pow(a, b);
    case Operation::integer_power:
      return math::power(a, static_cast<int>(number));
    case Operation::min:
      return math::min(a, b);
    case Operation::max:
      return math::max(a, b);
    case Operation::hypot:
      return math::hypot(a, b);
    case Operation::atan2:
      return math::atan2(a, b);
    case Operation::abs:
      return math::abs(a);
    case Operation::sign:
      return math::sign(a);
    case Operation::floor:
      return math::floor(a);
    case Operation::sqrt:
      return math::sqrt(a);
    case Operation::cbrt:
      return math::cbrt(a);
    case Operation::exp:
      return math::exp(a);
    case Operation::expm1:
      return math::expm1(a);
    case Operation::log:
      return math::log(a);
    case Operation::log1p:
      return math::log1p(a);
    case Operation::sin:
      return math::sin(a);
    case Operation::cos:
      return math::cos(a);
    case Operation::tan:
      return math::tan(a);
    case Operation::asin:
      return math::asin(a);
    case Operation::acos:
      return math::acos(a);
    case Operation::atan:
      return math::atan(a);
    case Operation::sinh:
      return math::sinh(a);
    case Operation::cosh:
      return math::cosh(a);
    case Operation::tanh:
      return math::tanh(a);
    case Operation::sigmoid:
      return math::sigmoid(a);
    case Operation::softplus:
      return math::softplus(a);
    case Operation::erf:
      return math::erf(a);
    case Operation::greater:
      return a > b ? 1.0 : (a == b ? 0.5 : 0.0);
    case Operation::unless_zero:
      return a == 0 ? 0.0 : b;
  }
  return 0;
}

}  // namespace ravine
