#include "ravine/expression/named_formula.hpp"

#include <algorithm>

#include "ravine/expression/parse.hpp"

namespace ravine {
namespace {

std::size_t nodes(const Syntax& tree) {
  std::size_t count = 1;
  for (const auto& child : tree.children) count += nodes(child);
  return count;
}

}  // namespace

const NamedFormula* find_formula(std::span<const NamedFormula> formulas, std::string_view name, std::size_t arguments) {
  const auto found = std::find_if(formulas.begin(), formulas.end(), [&](const NamedFormula& formula) {
    return formula.name == name && formula.parameters.size() == arguments;
  });
  return found == formulas.end() ? nullptr : &*found;
}

bool is_formula(std::span<const NamedFormula> formulas, std::string_view name) {
  return std::any_of(formulas.begin(), formulas.end(), [&](const auto& formula) { return formula.name == name; });
}

Syntax formula_syntax(const NamedFormula& formula, const std::vector<std::string>& variables) {
  ParseOptions options;
  options.variables = formula.parameters;
  options.variables.insert(options.variables.end(), variables.begin(), variables.end());
  return parse_syntax(formula.text, options);
}

Syntax instantiated(const Syntax& tree, const NamedFormula& formula, const std::vector<Syntax>& arguments,
                    std::size_t offset, std::size_t length, std::size_t& made) {
  if (made > named_formula_nodes) {
    Syntax none;
    none.kind = Syntax::Kind::elided;
    return none;
  }
  const auto parameter = std::find(formula.parameters.begin(), formula.parameters.end(), tree.name);
  if (tree.kind == Syntax::Kind::name && parameter != formula.parameters.end()) {
    const auto& argument = arguments[static_cast<std::size_t>(parameter - formula.parameters.begin())];
    made += nodes(argument);
    return argument;
  }
  ++made;
  Syntax result;
  result.kind = tree.kind, result.number = tree.number, result.name = tree.name, result.signs = tree.signs;
  result.operation = tree.operation, result.offset = offset, result.length = length;
  result.children.reserve(tree.children.size());
  for (const auto& child : tree.children)
    result.children.push_back(instantiated(child, formula, arguments, offset, length, made));
  return result;
}

}  // namespace ravine
