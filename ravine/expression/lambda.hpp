// C++ lambdas to functions.
//
//   auto bowl  = ravine::function([](auto x, auto y) { return 5*x*x + y*y; });
//   auto chain = ravine::function([](std::span<const ravine::Symbol> x) {
//     ravine::Symbol sum = 0;
//     for (std::size_t i = 0; i + 1 < x.size(); ++i) sum += pow(x[i + 1] - x[i], 2);
//     return sum;
//   }, 10);
//
// The lambda runs once. Arguments are named x, y, z, and x1 ... xn where there are more than three.
#pragma once

#include <concepts>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "ravine/expression/function.hpp"
#include "ravine/expression/symbol.hpp"

namespace ravine {

namespace detail {

template <class Lambda, class Indices>
struct TakesSymbols;
template <class Lambda, std::size_t... i>
struct TakesSymbols<Lambda, std::index_sequence<i...>>
    : std::bool_constant<std::is_invocable_v<Lambda&, std::conditional_t<i + 1 != 0, Symbol, void>...>> {};

// Numbers of arguments from 1 to 8 that a lambda can be called with: the least, and how many such numbers there are.
inline constexpr std::size_t most_arguments = 8;
template <class Lambda>
struct Arity {
  template <std::size_t n>
  static constexpr bool takes = TakesSymbols<Lambda, std::make_index_sequence<n>>::value;
  template <std::size_t... n>
  static constexpr std::size_t count(std::index_sequence<n...>) {
    return (std::size_t{takes<n + 1>} + ...);
  }
  template <std::size_t... n>
  static constexpr std::size_t least(std::index_sequence<n...>) {
    std::size_t result = 0;
    ((result = result == 0 && takes<n + 1> ? n + 1 : result), ...);
    return result;
  }
  static constexpr std::size_t candidates = count(std::make_index_sequence<most_arguments>());
  static constexpr std::size_t value = least(std::make_index_sequence<most_arguments>());
};

// Calls `body` with the symbols of a new graph and makes a function of what it returns.
template <class Body>
Function traced(std::size_t dimension, const Body& body) {
  auto graph = std::make_shared<Graph>();
  std::vector<Symbol> symbols;
  symbols.reserve(dimension);
  for (std::size_t i = 0; i < dimension; ++i) symbols.emplace_back(*graph, graph->variable(i));
  const auto result = body(std::span<const Symbol>(symbols));
  const auto output = result.node(*graph);
  return Function(std::move(graph), output, standard_names(dimension));
}

}  // namespace detail

// From a lambda of 1 to 8 `auto` (or Symbol) parameters. Throws InputError beyond 10^6 operations.
template <class Lambda>
Function function(Lambda&& lambda) {
  using Traits = detail::Arity<Lambda>;
  static_assert(Traits::candidates != 0,
                "ravine::function: the lambda must take 1 to 8 `auto` parameters. One that takes "
                "std::span<const ravine::Symbol> needs the dimension: function(lambda, n).");
  static_assert(Traits::candidates <= 1,
                "ravine::function: the lambda takes any number of arguments; write one that takes "
                "std::span<const ravine::Symbol> and give the dimension: function(lambda, n).");
  if constexpr (Traits::candidates == 1) {
    return detail::traced(Traits::value, [&](std::span<const Symbol> x) -> Symbol {
      return [&]<std::size_t... i>(std::index_sequence<i...>)->Symbol { return lambda(x[i]...); }
      (std::make_index_sequence<Traits::value>());
    });
  }
}

// From a lambda of std::span<const Symbol>, for `dimension` coordinates.
template <class Lambda>
requires std::is_invocable_v<Lambda&, std::span<const Symbol>> Function function(Lambda&& lambda,
                                                                                 std::size_t dimension) {
  return detail::traced(dimension, [&](std::span<const Symbol> x) -> Symbol { return lambda(x); });
}

}  // namespace ravine
