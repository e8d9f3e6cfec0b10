// What the three notations have in common: where parentheses are needed, and which signs terms have.
#pragma once

#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>

#include "ravine/expression/syntax.hpp"

namespace ravine {

// How tightly a piece of text holds together.
enum class Binding { sum, product, sign, power, primary };

// The pieces one after the other. (g++ 12 warns of `"(" + string`: its bug 105329.)
inline std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string result;
  for (const auto piece : pieces) result += piece;
  return result;
}

// The printers, one a notation (print_*.cpp).
std::string print_source(const Syntax& syntax);
std::string print_unicode(const Syntax& syntax);
std::string print_latex(const Syntax& syntax);

inline bool is_negative_number(const Syntax& syntax) {
  return syntax.kind == Syntax::Kind::number && std::signbit(syntax.number);
}

// The term of a sum without its minus signs, which change `minus`: in a + -b, b is subtracted.
inline Syntax without_minus(Syntax term, bool& minus) {
  while (term.kind == Syntax::Kind::negate) {
    term = Syntax(term.children[0]);
    minus = !minus;
  }
  if (is_negative_number(term)) {
    term.number = -term.number;
    minus = !minus;
  }
  return term;
}

// The integer that an exponent is, if it is a plain one: 2, or -3 as a number or a negated number.
inline bool plain_integer(const Syntax& syntax, double& value) {
  const bool negated = syntax.kind == Syntax::Kind::negate;
  const auto& number = negated ? syntax.children[0] : syntax;
  if (number.kind != Syntax::Kind::number) return false;
  value = negated ? -number.number : number.number;
  return value == std::floor(value) && std::abs(value) < 1e9;
}

}  // namespace ravine
