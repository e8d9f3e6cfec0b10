// What is said of a text that is no formula: where, what was expected, and what to write instead.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ravine/expression/lexer.hpp"
#include "ravine/expression/names.hpp"
#include "ravine/expression/syntax.hpp"

namespace ravine {

// Throws the InputError that says so of `length` bytes at `offset`.
[[noreturn]] void fault_at(std::string_view text, std::size_t offset, std::size_t length, std::string message,
                           std::string hint = {});

// All throw InputError. `at` is the index of the token that cannot stand there.
class ParseFault {
 public:
  ParseFault(std::string_view text, const std::vector<Token>& tokens, const FormulaNames& names)
      : text_(text), tokens_(tokens), names_(names) {}

  [[noreturn]] void at_bytes(std::size_t offset, std::size_t length, std::string message, std::string hint = {}) const {
    fault_at(text_, offset, length, std::move(message), std::move(hint));
  }
  [[noreturn]] void at_token(std::size_t at, std::string message, std::string hint = {}) const;

  // Something else than `wanted` stands there. `open` holds the offsets of the brackets that are open.
  [[noreturn]] void unexpected(std::size_t at, const std::string& wanted, const std::vector<std::size_t>& open) const;
  // A name that is none; `called`: a parenthesis follows.
  [[noreturn]] void unknown_name(std::size_t at, bool called) const;
  // "sin x", "sin^2(x)".
  [[noreturn]] void missing_parentheses(std::size_t at) const;
  // "x(y + 1)".
  [[noreturn]] void not_a_function(std::size_t at) const;
  // "5x", "2(x+1)", "x y": another operand begins right after `left`.
  [[noreturn]] void implied_product(const Syntax& left, std::size_t at) const;

  // Whether the token begins an operand.
  bool begins_operand(std::size_t at) const { return !operand_text(at).empty(); }
  // "`x₁`": a token as it was written.
  std::string quoted(const Token& token) const;

 private:
  [[noreturn]] void unknown_sign(std::size_t at) const;
  std::string written(const Token& token) const { return std::string(text_.substr(token.offset, token.length)); }
  std::string group_text(std::size_t at) const;
  std::string operand_text(std::size_t at) const;

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const FormulaNames& names_;
};

}  // namespace ravine
