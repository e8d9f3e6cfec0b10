// A C++ lambda called once with symbols: what it does to them is recorded in a graph. ravine::function(lambda) in
// function.hpp makes the function of it.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "ravine/expression/symbol.hpp"

namespace ravine {

struct Traced {
  std::shared_ptr<const Graph> graph;
  NodeId output = 0;
  std::size_t dimension = 0;
};

// Of a lambda that takes std::span<const Symbol>.
template <class Lambda>
Traced traced(Lambda& lambda, std::size_t dimension) {
  auto graph = std::make_shared<Graph>();
  std::vector<Symbol> symbols;
  symbols.reserve(dimension);
  for (std::size_t i = 0; i < dimension; ++i) symbols.emplace_back(*graph, graph->variable(i));
  const Symbol result = lambda(std::span<const Symbol>(symbols));
  const auto output = result.node(*graph);
  return {std::move(graph), output, dimension};
}

namespace detail {

template <class Lambda, std::size_t... i>
constexpr bool takes_symbols(std::index_sequence<i...>) {
  return std::is_invocable_v<Lambda&, std::enable_if_t<i + 1 != 0, const Symbol&>...>;
}

}  // namespace detail

// With how many symbols a lambda can be called: `least` of 1 ... 8, 0 if with none of these; and for how many of these
// it can, which is 1 but for a lambda that takes any number.
template <class Lambda>
struct Arity {
  static constexpr std::size_t most = 8;
  static constexpr std::size_t least = [] {
    return []<std::size_t... n>(std::index_sequence<n...>) {
      std::size_t result = 0;
      ((result = result == 0 && detail::takes_symbols<Lambda>(std::make_index_sequence<n + 1>()) ? n + 1 : result),
       ...);
      return result;
    }
    (std::make_index_sequence<most>());
  }();
  static constexpr std::size_t candidates = [] {
    return []<std::size_t... n>(std::index_sequence<n...>) {
      return (std::size_t{detail::takes_symbols<Lambda>(std::make_index_sequence<n + 1>())} + ...);
    }
    (std::make_index_sequence<most>());
  }();
};

// Of a lambda that takes 1 to 8 symbols one by one.
template <class Lambda>
Traced traced(Lambda& lambda) {
  static_assert(Arity<Lambda>::candidates != 0,
                "ravine::function: the lambda must take 1 to 8 `auto` parameters. One that takes "
                "std::span<const ravine::Symbol> needs the dimension: function(lambda, n).");
  static_assert(Arity<Lambda>::candidates <= 1,
                "ravine::function: the lambda takes any number of arguments. Write one that takes "
                "std::span<const ravine::Symbol>, and give the dimension: function(lambda, n).");
  if constexpr (Arity<Lambda>::candidates == 1) {
    constexpr auto arity = Arity<Lambda>::least;
    auto by_span = [&lambda](std::span<const Symbol> x) -> Symbol {
      return [&]<std::size_t... i>(std::index_sequence<i...>)->Symbol { return lambda(x[i]...); }
      (std::make_index_sequence<arity>());
    };
    return traced(by_span, arity);
  } else {
    return {};
  }
}

}  // namespace ravine
