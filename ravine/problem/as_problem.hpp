// Anything that can be minimised, as a problem: a Function, its text, a lambda with symbolic arguments, or an opaque
// callable `double f(std::span<const double> x, std::span<double> gradient)`.
#pragma once

#include <concepts>
#include <memory>
#include <string_view>
#include <type_traits>

#include "ravine/base/error.hpp"
#include "ravine/expression/trace.hpp"
#include "ravine/problem/callable_problem.hpp"
#include "ravine/problem/function_problem.hpp"

namespace ravine {

// `dimension` is that of the start; a Function or lambda of another dimension is left for minimize() to refuse.
template <class Objective>
std::unique_ptr<const Problem> as_problem(const Objective& objective, std::size_t dimension) {
  if constexpr (std::is_convertible_v<const Objective&, Function>) {
    return std::make_unique<FunctionProblem>(objective);
  } else if constexpr (std::is_convertible_v<const Objective&, std::string_view>) {
    return std::make_unique<FunctionProblem>(Function::parse(objective, {.variables = {}, .dimension = dimension}));
  } else if constexpr (Arity<Objective>::candidates != 0) {
    return std::make_unique<FunctionProblem>(function(objective));
  } else if constexpr (std::is_invocable_v<Objective&, std::span<const Symbol>>) {
    return std::make_unique<FunctionProblem>(function(objective, dimension));
  } else {
    static_assert(std::is_invocable_r_v<double, Objective&, std::span<const double>, std::span<double>>,
                  "ravine: an objective is a Function, text, a lambda of `auto` arguments, or a callable "
                  "double f(std::span<const double> x, std::span<double> gradient)");
    return std::make_unique<CallableProblem<Objective>>(objective, dimension);
  }
}

}  // namespace ravine
