// Formulas with a name and parameters, that a text may call like functions: cosine(0.1, 0). They stand for their own
// text, with the arguments in place of the parameters.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/expression/syntax.hpp"

namespace ravine {

struct NamedFormula {
  std::string_view name;
  std::vector<std::string> parameters;    // one name may stand in the list with several counts of parameters
  std::string_view text;                  // of the parameters and of the variables of the text that calls it
  std::string_view meaning;               // one line
  std::vector<std::string> increasing{};  // parameters that increase in this order, as far as they are given as numbers
};

// Nodes that all calls of a text may make together.
inline constexpr std::size_t named_formula_nodes = 100'000;

// The formula of that name and count of arguments, or null.
const NamedFormula* find_formula(std::span<const NamedFormula> formulas, std::string_view name, std::size_t arguments);
bool is_formula(std::span<const NamedFormula> formulas, std::string_view name);

// The formula's own tree, of its parameters and `variables`.
Syntax formula_syntax(const NamedFormula& formula, const std::vector<std::string>& variables);
// That tree with arguments for parameters; every node stands at the call's place in the text. Counts nodes up in `made`
// and returns nothing, an elided tree, once they are more than named_formula_nodes.
Syntax instantiated(const Syntax& tree, const NamedFormula& formula, const std::vector<Syntax>& arguments,
                    std::size_t offset, std::size_t length, std::size_t& made);

}  // namespace ravine
