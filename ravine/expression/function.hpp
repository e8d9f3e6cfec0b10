// A function of n real variables as a graph: made from text or from a C++ lambda, with its exact gradient.
//
//   auto valley = ravine::Function::parse("(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)");
//   auto bowl   = ravine::function([](auto x, auto y) { return 5*x*x + y*y; });
//   auto chain  = ravine::function([](std::span<const ravine::Symbol> x) {
//     ravine::Symbol sum = 0;
//     for (std::size_t i = 0; i + 1 < x.size(); ++i) sum += pow(x[i + 1] - x[i], 2);
//     return sum;
//   }, 10);
//
// The lambda is only ever called with symbolic arguments (symbol.hpp), so both ways give the same kind of graph.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/expression/graph.hpp"
#include "ravine/expression/parse.hpp"
#include "ravine/expression/print.hpp"
#include "ravine/expression/tape.hpp"
#include "ravine/expression/trace.hpp"

namespace ravine {

// Where a value left its domain: the first sub-expression (in order of evaluation) that is not finite although its
// arguments are.
struct DomainFault {
  std::string expression;    // "sqrt(x)"
  std::string argument;      // "x"
  double value = 0;          // -0.31
  bool overflow = false;     // the result was too large for a double, no argument was out of place
  std::string text() const;  // "sqrt(x): x = -0.31"
};

// Immutable and cheap to copy. Any number of threads may use one.
class Function {
 public:
  // Throws InputError with the offset in the text. Limits: 64 KiB of text, nesting 256, 10^6 nodes.
  static Function parse(std::string_view text, const ParseOptions& options = {});
  // The function that `graph` holds with `output` as its value. `variables` is a name a coordinate.
  Function(std::shared_ptr<const Graph> graph, NodeId output, std::vector<std::string> variables);

  std::size_t dimension() const;
  const std::vector<std::string>& variables() const;
  // A function from text keeps the form it was written in. One from a lambda is written from its graph; where shared
  // parts make that long, parts are left out as "…" (then Notation::source does not parse).
  std::string text(Notation notation) const;
  const Graph& graph() const;
  NodeId output() const;

  // Tapes, built at the first call and kept. Outputs: f | f, g1 ... gn | f, g1..gn, H11, H12 ... Hnn (row-major).
  // The derivatives throw InputError where they take more than derivative_node_limit operations.
  const Tape& value() const;
  const Tape& value_and_gradient() const;
  const Tape& value_gradient_hessian() const;

  double operator()(std::span<const double> x) const;  // x.size() == dimension()
  double operator()(std::span<const double> x, std::span<double> gradient) const;
  std::optional<DomainFault> domain_fault(std::span<const double> x) const;  // looks at f, then at the gradient

 private:
  struct Impl;
  explicit Function(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;
};

// Nodes that a function and its derivatives may have together.
inline constexpr std::size_t derivative_node_limit = 20'000'000;

// The function that a lambda computes, which is called once, with symbols. It takes 1 to 8 `auto` (or Symbol)
// parameters; they are named x, y, z, and x1 ... xn where there are more than three. Throws InputError beyond 10^6
// operations.
template <class Lambda>
Function function(Lambda&& lambda) {
  auto recorded = traced(lambda);
  return {std::move(recorded.graph), recorded.output, standard_names(recorded.dimension)};
}
// From a lambda of std::span<const Symbol>, for `dimension` coordinates.
template <class Lambda>
requires std::is_invocable_v<Lambda&, std::span<const Symbol>> Function function(Lambda&& lambda,
                                                                                 std::size_t dimension) {
  auto recorded = traced(lambda, dimension);
  return {std::move(recorded.graph), recorded.output, standard_names(dimension)};
}

}  // namespace ravine
