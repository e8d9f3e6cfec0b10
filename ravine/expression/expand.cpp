#include "ravine/expression/expand.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/coordinates.hpp"
#include "ravine/expression/parse_fault.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

// Parts of the tree visited, terms of sums counted each time: bounds time and the nodes made on the way.
constexpr std::size_t visit_limit = 4 * function_node_limit;

class Expander {
 public:
  Expander(const Syntax& syntax, std::string_view text, const ParseOptions& options, bool simplify)
      : text_(text),
        coordinates_(syntax, text, options),
        graph_(std::make_shared<Graph>(function_node_limit, simplify)) {}

  Expanded all(const Syntax& syntax) {
    auto output = whole(syntax);
    auto names = coordinates_.names(syntax);
    Expanded result;
    result.graph = std::make_shared<Graph>(compacted(*graph_, {&output, 1}));
    result.output = output;
    result.variables = std::move(names);
    return result;
  }

 private:
  // The graph throws where it is full, and does not know the text.
  NodeId whole(const Syntax& syntax) {
    try {
      return node(syntax);
    } catch (const InputError& error) {
      if (!error.parts().text.empty()) throw;
      too_large(syntax);
    }
  }

  [[noreturn]] void fail(const Syntax& at, std::string message, std::string hint = {}) const {
    fault_at(text_, at.offset, at.length, std::move(message), std::move(hint));
  }
  [[noreturn]] void too_large(const Syntax& at) const {
    fail(at, "the function has more than " + std::to_string(function_node_limit) + " operations");
  }

  NodeId name(const Syntax& syntax) {
    for (const auto& [index, value] : indices_) {
      if (index == syntax.name) return graph_->constant(value);
    }
    if (coordinates_.is_variable(syntax.name)) return graph_->variable(coordinates_.named(syntax, indices_));
    if (syntax.name == "pi") return graph_->constant(3.14159265358979323846);
    if (syntax.name == "e") return graph_->constant(2.71828182845904523536);
    if (coordinates_.given_dimension() == 0) {
      fail(syntax, "`n` is the dimension, which is not known here",
           "give the dimension (a start of so many numbers tells it), or write a number instead of n");
    }
    return graph_->constant(static_cast<double>(coordinates_.given_dimension()));
  }

  double integer(const Syntax& syntax, const char* what) {
    const auto id = node(syntax);
    if (!graph_->is_constant(id)) {
      fail(syntax, std::string(what) + " must be an integer, and this is not constant" + where(indices_));
    }
    const double value = (*graph_)[id].number;
    if (value != std::floor(value) || std::abs(value) > 1e15) {
      fail(syntax, std::string(what) + " must be an integer, not " + math::shortest(value) + where(indices_));
    }
    return value;
  }

  // ---- expressions ----
  NodeId node(const Syntax& syntax) {
    if (++visits_ > visit_limit) too_large(syntax);
    switch (syntax.kind) {
      case Kind::number:
        return graph_->constant(syntax.number);
      case Kind::name:
        return name(syntax);
      case Kind::index:
        return element(syntax);
      case Kind::sum:
        return chain(syntax, Operation::add, Operation::subtract);
      case Kind::product:
        return chain(syntax, Operation::multiply, Operation::divide);
      case Kind::negate:
        return graph_->make(Operation::negate, node(syntax.children[0]));
      case Kind::power: {
        const auto base = node(syntax.children[0]);
        return graph_->make(Operation::power, base, node(syntax.children[1]));
      }
      case Kind::call:
        return call(syntax);
      case Kind::series:
        return series(syntax);
      case Kind::elided:
        break;
    }
    fail(syntax, "a part of the formula is left out");
  }

  NodeId element(const Syntax& syntax) {
    const double number = integer(syntax.children[0], "an index");
    return graph_->variable(coordinates_.indexed(syntax, number, indices_));
  }

  NodeId chain(const Syntax& syntax, Operation plain, Operation inverse) {
    auto result = node(syntax.children[0]);
    for (std::size_t i = 1; i < syntax.children.size(); ++i) {
      const bool is_plain = syntax.signs[i] == '+' || syntax.signs[i] == '*';
      result = graph_->make(is_plain ? plain : inverse, result, node(syntax.children[i]));
    }
    return result;
  }

  NodeId call(const Syntax& syntax) {
    auto result = node(syntax.children[0]);
    if (syntax.children.size() == 1) return graph_->make(syntax.operation, result);
    for (std::size_t i = 1; i < syntax.children.size(); ++i) {
      result = graph_->make(syntax.operation, result, node(syntax.children[i]));
    }
    return result;
  }

  NodeId series(const Syntax& syntax) {
    const double first = integer(syntax.children[0], "the first value of an index");
    const double last = integer(syntax.children[1], "the last value of an index");
    if (last - first >= static_cast<double>(function_node_limit)) too_large(syntax);
    if (last < first) {
      mention(syntax.children[2]);
      return graph_->constant(syntax.operation == Operation::add ? 0 : 1);
    }
    indices_.emplace_back(syntax.name, first);
    auto result = node(syntax.children[2]);
    for (double i = first + 1; i <= last; ++i) {
      indices_.back().second = i;
      result = graph_->make(syntax.operation, result, node(syntax.children[2]));
    }
    indices_.pop_back();
    return result;
  }

  // The terms of an empty sum are not computed, but what they name has to be there all the same.
  void mention(const Syntax& syntax) {
    if (++visits_ > visit_limit) too_large(syntax);
    if (syntax.kind == Kind::name && coordinates_.is_variable(syntax.name)) coordinates_.named(syntax, indices_);
    for (const auto& child : syntax.children) mention(child);
  }

  std::string_view text_;
  Coordinates coordinates_;
  std::shared_ptr<Graph> graph_;
  std::size_t visits_ = 0;
  SumIndices indices_;
};

}  // namespace

Expanded expand(const Syntax& syntax, std::string_view text, const ParseOptions& options, bool simplify) {
  return Expander(syntax, text, options, simplify).all(syntax);
}

}  // namespace ravine
