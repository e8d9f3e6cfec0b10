#include "ravine/expression/function.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/expand.hpp"
#include "ravine/expression/gradient.hpp"

namespace ravine {
namespace {

// Operations of a graph that are written out.
constexpr std::size_t source_limit = 10'000;
constexpr std::size_t people_limit = 120;
constexpr std::size_t fault_limit = 24;

// A tape made at the first use, whichever thread comes first.
class LazyTape {
 public:
  template <class Make>
  const Tape& get(const Make& make) const {
    std::call_once(once_, [&] { tape_ = std::make_unique<const Tape>(make()); });
    return *tape_;
  }

 private:
  mutable std::once_flag once_;
  mutable std::unique_ptr<const Tape> tape_;
};

}  // namespace

struct Function::Impl {
  std::shared_ptr<const Graph> graph;
  NodeId output = 0;
  std::vector<std::string> variables;
  std::optional<Syntax> syntax;  // of functions from text
  LazyTape value, gradient, hessian;

  Impl(std::shared_ptr<const Graph> g, NodeId id, std::vector<std::string> names, std::optional<Syntax> written)
      : graph(std::move(g)), output(id), variables(std::move(names)), syntax(std::move(written)) {}

  // f and its first `order` derivatives as nodes of a larger graph.
  std::pair<Graph, std::vector<NodeId>> derivatives(int order) const {
    auto larger = *graph;
    larger.set_limit(derivative_node_limit);
    std::vector<NodeId> outputs{output};
    if (order >= 1) {
      const auto first = ravine::gradient(larger, output, variables.size());
      outputs.insert(outputs.end(), first.begin(), first.end());
      if (order >= 2) {
        const auto second = ravine::hessian(larger, first);
        outputs.insert(outputs.end(), second.begin(), second.end());
      }
    }
    return {std::move(larger), std::move(outputs)};
  }

  Tape tape(int order) const {
    const auto [larger, outputs] = derivatives(order);
    return Tape(larger, outputs, variables.size());
  }
};

Function::Function(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Function::Function(std::shared_ptr<const Graph> graph, NodeId output, std::vector<std::string> variables)
    : impl_(std::make_shared<const Impl>(std::move(graph), output, std::move(variables), std::nullopt)) {}

Function Function::parse(std::string_view text, const ParseOptions& options) {
  auto syntax = parse_syntax(text, options);
  auto expanded = expand(syntax, text, options);
  return Function(std::make_shared<const Impl>(std::move(expanded.graph), expanded.output,
                                               std::move(expanded.variables), std::move(syntax)));
}

std::size_t Function::dimension() const { return impl_->variables.size(); }
const std::vector<std::string>& Function::variables() const { return impl_->variables; }
const Graph& Function::graph() const { return *impl_->graph; }
NodeId Function::output() const { return impl_->output; }

std::string Function::text(Notation notation) const {
  if (impl_->syntax) return print(*impl_->syntax, notation);
  const auto limit = notation == Notation::source ? source_limit : people_limit;
  return print(restored(*impl_->graph, impl_->output, impl_->variables, limit), notation);
}

const Tape& Function::value() const {
  return impl_->value.get([&] { return impl_->tape(0); });
}
const Tape& Function::value_and_gradient() const {
  return impl_->gradient.get([&] { return impl_->tape(1); });
}
const Tape& Function::value_gradient_hessian() const {
  return impl_->hessian.get([&] { return impl_->tape(2); });
}

double Function::operator()(std::span<const double> x) const {
  double result = 0;
  TapeWorkspace workspace(value(), 1);
  value().evaluate(1, {x.data(), 1}, &result, {}, workspace);
  return result;
}

double Function::operator()(std::span<const double> x, std::span<double> gradient) const {
  double result = 0;
  TapeWorkspace workspace(value_and_gradient(), 1);
  value_and_gradient().evaluate(1, {x.data(), 1}, &result, {gradient.data(), 1}, workspace);
  return result;
}

std::optional<DomainFault> Function::domain_fault(std::span<const double> x) const {
  const auto [graph, outputs] = impl_->derivatives(1);
  const auto last = *std::max_element(outputs.begin(), outputs.end());
  const auto value = evaluate_nodes(graph, last, x);
  for (NodeId id = 0; id <= last; ++id) {
    const auto& node = graph[id];
    const int arity = info(node.operation).arity;
    if (std::isfinite(value[id]) || arity == 0) continue;
    if (!std::isfinite(value[node.a]) || (arity == 2 && !std::isfinite(value[node.b]))) continue;
    // The argument to blame: a divisor that is 0, or else the first that is no plain number.
    const bool by_zero = node.operation == Operation::divide && value[node.b] == 0;
    const bool second = arity == 2 && graph.is_constant(node.a) && !graph.is_constant(node.b);
    const auto argument = by_zero || second ? node.b : node.a;
    return DomainFault{print(restored(graph, id, impl_->variables, fault_limit), Notation::source),
                       print(restored(graph, argument, impl_->variables, fault_limit), Notation::source),
                       value[argument], std::isinf(value[id]) && std::fabs(value[argument]) > 1};
  }
  return std::nullopt;
}

std::string DomainFault::text() const { return expression + ": " + argument + " = " + math::shortest(value); }

}  // namespace ravine
