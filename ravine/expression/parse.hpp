// Text to a syntax tree.
//
//   expression = term { (+ | -) term }
//   term       = unary { (* | /) unary }
//   unary      = (- | +) unary | power
//   power      = primary [ ^ unary ]                          so -x^2 is -(x^2), and 2^3^2 is 2^(3^2)
//   primary    = number | variable | x[expression] | pi | e | n | ( expression ) | function(expression, ...)
//              | (sum | prod)(index = expression .. expression, expression)
//
// Also read: − · × ÷, powers as superscripts, π, √x, and x₁ for x1.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/expression/syntax.hpp"

namespace ravine {

struct ParseOptions {
  // Declared names, in order of the coordinates. Empty: x, y, z (as many as occur) or x1 ... xn or x[i].
  std::vector<std::string> variables;
  // Dimension; 0 means as many as the text mentions. Needed by sums to `n`.
  std::size_t dimension = 0;
};

// Bytes of text.
inline constexpr std::size_t text_limit = 65536;

// Throws InputError with the offset in the text: what was expected, what to write instead, the nearest known name.
// Names are known ones in the result; whether they fit together (x beside x1, an index in range) is seen in expand().
Syntax parse_syntax(std::string_view text, const ParseOptions& options);

// The coordinate that a name like "x12" means, from 1, or 0 when it is no such name.
std::size_t coordinate_number(std::string_view name);

// x, y, z for up to three coordinates, x1 ... xn for more.
std::vector<std::string> standard_names(std::size_t dimension);
std::vector<std::string> indexed_names(std::size_t dimension);

}  // namespace ravine
