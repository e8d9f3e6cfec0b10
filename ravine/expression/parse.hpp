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
#include <string_view>

#include "ravine/expression/names.hpp"
#include "ravine/expression/syntax.hpp"

namespace ravine {

// Bytes of text.
inline constexpr std::size_t text_limit = 65536;

// Throws InputError with the offset in the text: what was expected, what to write instead, the nearest known name.
// FormulaNames are known ones in the result; whether they fit together (x beside x1, an index in range) is seen in
// expand().
Syntax parse_syntax(std::string_view text, const ParseOptions& options);

}  // namespace ravine
