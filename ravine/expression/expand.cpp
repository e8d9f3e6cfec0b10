#include "ravine/expression/expand.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

constexpr std::size_t coordinate_limit = 1'000'000;
// Parts of the tree visited, terms of sums counted each time: bounds time and the nodes made on the way.
constexpr std::size_t visit_limit = 4 * function_node_limit;

constexpr std::array<std::string_view, 3> letters{"x", "y", "z"};

class Expander {
 public:
  Expander(std::string_view text, const ParseOptions& options, bool simplify)
      : text_(text), options_(options), graph_(std::make_shared<Graph>(function_node_limit, simplify)) {}

  Expanded all(const Syntax& syntax) {
    choose_names(syntax);
    auto output = whole(syntax);
    auto names = variable_names(syntax);
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
    InputError::Parts parts;
    parts.message = std::move(message);
    parts.hint = std::move(hint);
    parts.text = text_;
    parts.offset = at.offset;
    parts.length = std::max<std::size_t>(at.length, 1);
    throw InputError(std::move(parts));
  }
  [[noreturn]] void too_large(const Syntax& at) const {
    fail(at, "the function has more than " + std::to_string(function_node_limit) + " operations");
  }
  std::string quoted(const Syntax& at) const {
    return std::string("`").append(text_.substr(at.offset, at.length)).append("`");
  }

  bool is_declared(std::string_view name) const {
    return std::find(options_.variables.begin(), options_.variables.end(), name) != options_.variables.end();
  }

  // ---- which names the coordinates have ----
  void choose_names(const Syntax& syntax) {
    const auto declared = options_.variables.size();
    if (declared != 0 && options_.dimension != 0 && declared != options_.dimension) {
      throw InputError(std::to_string(declared) + " variables are declared for a function of dimension " +
                       std::to_string(options_.dimension));
    }
    if (options_.dimension > coordinate_limit) {
      throw InputError("a function has at most " + std::to_string(coordinate_limit) + " coordinates, not " +
                       std::to_string(options_.dimension));
    }
    dimension_ = declared != 0 ? declared : options_.dimension;
    if (declared == 0) look_for_names(syntax);
  }

  void look_for_names(const Syntax& syntax) {
    const bool letter =
        syntax.kind == Kind::name && std::find(letters.begin(), letters.end(), syntax.name) != letters.end();
    const bool indexed =
        syntax.kind == Kind::index || (syntax.kind == Kind::name && coordinate_number(syntax.name) != 0);
    if (letter || indexed) {
      (letter ? lettered_ : indexed_) = true;
      if (lettered_ && indexed_) {
        fail(syntax,
             quoted(syntax) + " beside " + (letter ? "x1 or x[i]" : "x, y, z") +
                 ": the coordinates have one sort of name",
             "use x, y, z or x1, x2, ... throughout");
      }
    }
    for (const auto& child : syntax.children) look_for_names(child);
  }

  std::vector<std::string> variable_names(const Syntax& syntax) const {
    if (!options_.variables.empty()) return options_.variables;
    const auto dimension = dimension_ != 0 ? dimension_ : highest_;
    if (dimension == 0) {
      fail(syntax, "the text names no variable, so its dimension is unknown",
           "the variables are x, y, z or x1, x2, ... or x[i]");
    }
    return indexed_ ? indexed_names(dimension) : standard_names(dimension);
  }

  // ---- names ----
  NodeId name(const Syntax& syntax) {
    for (const auto& [index, value] : loops_) {
      if (index == syntax.name) return graph_->constant(value);
    }
    if (const auto found = std::find(options_.variables.begin(), options_.variables.end(), syntax.name);
        found != options_.variables.end()) {
      return graph_->variable(static_cast<std::size_t>(found - options_.variables.begin()));
    }
    if (syntax.name == "pi") return graph_->constant(3.14159265358979323846);
    if (syntax.name == "e") return graph_->constant(2.71828182845904523536);
    if (syntax.name == "n") {
      if (dimension_ == 0) {
        fail(syntax, "`n` is the dimension, which is not known here",
             "give the dimension, or write a number instead of n");
      }
      return graph_->constant(static_cast<double>(dimension_));
    }
    if (const auto letter = std::find(letters.begin(), letters.end(), syntax.name); letter != letters.end()) {
      if (dimension_ > letters.size()) {
        fail(syntax, quoted(syntax) + " is no coordinate: with " + std::to_string(dimension_) + " they are x1 ... x" +
                         std::to_string(dimension_));
      }
      return coordinate(syntax, static_cast<double>(letter - letters.begin()) + 1);
    }
    return coordinate(syntax, static_cast<double>(coordinate_number(syntax.name)));
  }

  NodeId coordinate(const Syntax& syntax, double number) {
    const auto limit = dimension_ != 0 ? dimension_ : coordinate_limit;
    if (!(number >= 1 && number <= static_cast<double>(limit))) {
      const auto index = std::string(syntax.kind == Kind::index ? "index " : "")
                             .append(syntax.kind == Kind::index ? math::shortest(number) : quoted(syntax));
      fail(syntax, index + " is out of range: the dimension is " + (dimension_ != 0 ? "" : "at most ") +
                       std::to_string(limit) + where());
    }
    highest_ = std::max(highest_, static_cast<std::size_t>(number));
    return graph_->variable(static_cast<std::size_t>(number) - 1);
  }

  // ", at i = 10" inside sums.
  std::string where() const {
    std::string result;
    for (const auto& [index, value] : loops_) {
      result.append(result.empty() ? ", at " : ", ").append(index).append(" = ").append(math::shortest(value));
    }
    return result;
  }

  double integer(const Syntax& syntax, const char* what) {
    const auto id = node(syntax);
    if (!graph_->is_constant(id))
      fail(syntax, std::string(what) + " must be an integer, and this is not constant" + where());
    const double value = (*graph_)[id].number;
    if (value != std::floor(value) || std::abs(value) > 1e15) {
      fail(syntax, std::string(what) + " must be an integer, not " + math::shortest(value) + where());
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
        return coordinate(syntax, integer(syntax.children[0], "an index"));
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
    if (last < first) return graph_->constant(syntax.operation == Operation::add ? 0 : 1);
    loops_.emplace_back(syntax.name, first);
    auto result = node(syntax.children[2]);
    for (double i = first + 1; i <= last; ++i) {
      loops_.back().second = i;
      result = graph_->make(syntax.operation, result, node(syntax.children[2]));
    }
    loops_.pop_back();
    return result;
  }

  std::string_view text_;
  const ParseOptions& options_;
  std::shared_ptr<Graph> graph_;
  std::size_t dimension_ = 0;  // 0: what the text mentions
  std::size_t highest_ = 0;    // coordinate used
  bool lettered_ = false, indexed_ = false;
  std::size_t visits_ = 0;
  std::vector<std::pair<std::string, double>> loops_;
};

}  // namespace

Expanded expand(const Syntax& syntax, std::string_view text, const ParseOptions& options, bool simplify) {
  return Expander(text, options, simplify).all(syntax);
}

std::vector<std::string> indexed_names(std::size_t dimension) {
  std::vector<std::string> names(dimension);
  for (std::size_t i = 0; i < dimension; ++i) names[i] = std::string("x").append(std::to_string(i + 1));
  return names;
}

std::vector<std::string> standard_names(std::size_t dimension) {
  if (dimension > letters.size()) return indexed_names(dimension);
  return {letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(dimension)};
}

}  // namespace ravine
