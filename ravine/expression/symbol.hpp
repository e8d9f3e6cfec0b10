// A number that is not known yet: what a lambda is called with to become a graph. Arithmetic on symbols, and with plain
// numbers on either side, records operations. A symbol has no value while the lambda runs: it cannot be compared,
// branched on or converted to a number (a compile error says so); min, max, abs and sign take the place of branches.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>

#include "ravine/expression/graph.hpp"

namespace ravine {

template <class T>
concept Number = std::is_arithmetic_v<T> && !std::same_as<T, bool>;

namespace detail {
template <class>
inline constexpr bool never = false;
}

// Belongs to the call of the lambda that received it. Copies are cheap.
class Symbol {
 public:
  Symbol() : Symbol(0.0) {}
  template <Number T>
  Symbol(T number) : number_(static_cast<double>(number)) {}  // NOLINT(google-explicit-constructor): numbers mix in
  Symbol(Graph& graph, NodeId id) : graph_(&graph), id_(id) {}

  // The node of this symbol in `graph`, where a plain number becomes a constant.
  NodeId node(Graph& graph) const { return graph_ != nullptr ? id_ : graph.constant(number_); }
  static Symbol make(Operation operation, const Symbol& a, const Symbol& b = 0.0);

  Symbol& operator+=(const Symbol& b) { return *this = make(Operation::add, *this, b); }
  Symbol& operator-=(const Symbol& b) { return *this = make(Operation::subtract, *this, b); }
  Symbol& operator*=(const Symbol& b) { return *this = make(Operation::multiply, *this, b); }
  Symbol& operator/=(const Symbol& b) { return *this = make(Operation::divide, *this, b); }

  // To double and bool only, so that std::sin(x) means one function, and gets this far.
  template <class T>
  // NOLINTNEXTLINE(google-explicit-constructor): only there to explain
  requires(std::same_as<T, double> || std::same_as<T, bool>) operator T() const {
    static_assert(detail::never<T>,
                  "ravine: a Symbol has no value inside the lambda, so it converts to no number and no condition. Take "
                  "`auto` parameters, use ravine::sin and so on (not std::), and min, max, abs or sign for branches.");
    return T();
  }

 private:
  Graph* graph_ = nullptr;
  NodeId id_ = 0;
  double number_ = 0;
};

#define RAVINE_INFIX(symbol, operation)                                                                     \
  inline Symbol operator symbol(const Symbol& a, const Symbol& b) { return Symbol::make(operation, a, b); } \
  template <Number T>                                                                                       \
  Symbol operator symbol(const Symbol& a, T b) {                                                            \
    return Symbol::make(operation, a, b);                                                                   \
  }                                                                                                         \
  template <Number T>                                                                                       \
  Symbol operator symbol(T a, const Symbol& b) {                                                            \
    return Symbol::make(operation, a, b);                                                                   \
  }
RAVINE_INFIX(+, Operation::add)
RAVINE_INFIX(-, Operation::subtract)
RAVINE_INFIX(*, Operation::multiply)
RAVINE_INFIX(/, Operation::divide)
#undef RAVINE_INFIX

inline Symbol operator-(const Symbol& a) { return Symbol::make(Operation::negate, a); }
inline Symbol operator+(const Symbol& a) { return a; }

#define RAVINE_UNARY(name) \
  inline Symbol name(const Symbol& x) { return Symbol::make(Operation::name, x); }
RAVINE_UNARY(abs)
RAVINE_UNARY(sign)
RAVINE_UNARY(floor)
RAVINE_UNARY(sqrt)
RAVINE_UNARY(cbrt)
RAVINE_UNARY(exp)
RAVINE_UNARY(expm1)
RAVINE_UNARY(log)
RAVINE_UNARY(log1p)
RAVINE_UNARY(sin)
RAVINE_UNARY(cos)
RAVINE_UNARY(tan)
RAVINE_UNARY(asin)
RAVINE_UNARY(acos)
RAVINE_UNARY(atan)
RAVINE_UNARY(sinh)
RAVINE_UNARY(cosh)
RAVINE_UNARY(tanh)
RAVINE_UNARY(sigmoid)
RAVINE_UNARY(softplus)
RAVINE_UNARY(erf)
#undef RAVINE_UNARY

#define RAVINE_BINARY(name, operation)                                                           \
  inline Symbol name(const Symbol& a, const Symbol& b) { return Symbol::make(operation, a, b); } \
  template <Number T>                                                                            \
  Symbol name(const Symbol& a, T b) {                                                            \
    return Symbol::make(operation, a, b);                                                        \
  }                                                                                              \
  template <Number T>                                                                            \
  Symbol name(T a, const Symbol& b) {                                                            \
    return Symbol::make(operation, a, b);                                                        \
  }
RAVINE_BINARY(pow, Operation::power)
RAVINE_BINARY(min, Operation::min)
RAVINE_BINARY(max, Operation::max)
RAVINE_BINARY(hypot, Operation::hypot)
RAVINE_BINARY(atan2, Operation::atan2)
#undef RAVINE_BINARY

// What a symbol cannot do. The bodies are only looked at when someone tries.
#define RAVINE_REFUSE(symbol, message)                                                                    \
  template <class A, class B>                                                                             \
  requires(std::same_as<A, Symbol> || std::same_as<B, Symbol>) bool operator symbol(const A&, const B&) { \
    static_assert(detail::never<A>, message);                                                             \
    return false;                                                                                         \
  }
#define RAVINE_REFUSE_COMPARISON(symbol)                                                \
  RAVINE_REFUSE(symbol, "ravine: a Symbol has no value inside the lambda, so `" #symbol \
                        "` cannot be decided there. Use min, max, abs or sign instead of comparing.")
RAVINE_REFUSE_COMPARISON(<)
RAVINE_REFUSE_COMPARISON(>)
RAVINE_REFUSE_COMPARISON(<=)
RAVINE_REFUSE_COMPARISON(>=)
RAVINE_REFUSE_COMPARISON(==)
RAVINE_REFUSE_COMPARISON(!=)
RAVINE_REFUSE(^, "ravine: C++'s `^` is no power. Write pow(x, 2) or x*x.")
RAVINE_REFUSE(%, "ravine: there is no remainder of symbols. Write x - k*floor(x/k).")
#undef RAVINE_REFUSE_COMPARISON
#undef RAVINE_REFUSE

}  // namespace ravine
