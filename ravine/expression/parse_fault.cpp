#include "ravine/expression/parse_fault.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/other_forms.hpp"

namespace ravine {
namespace {

// Bytes of the user's text that advice repeats; longer parts are "(...)".
constexpr std::size_t most_repeated = 24;

}  // namespace

void fault_at(std::string_view text, std::size_t offset, std::size_t length, std::string message, std::string hint) {
  InputError::Parts parts;
  parts.message = std::move(message);
  parts.hint = std::move(hint);
  parts.text = text;
  parts.offset = offset;
  parts.length = std::max<std::size_t>(length, 1);
  throw InputError(std::move(parts));
}

void ParseFault::at_token(std::size_t at, std::string message, std::string hint) const {
  at_bytes(tokens_[at].offset, tokens_[at].length, std::move(message), std::move(hint));
}

std::string ParseFault::quoted(const Token& token) const { return std::string("`").append(written(token)).append("`"); }

void ParseFault::unexpected(std::size_t at, const std::string& wanted, const std::vector<std::size_t>& open) const {
  const auto& found = tokens_[at];
  const auto previous = at > 0 ? tokens_[at - 1] : Token{};
  if (found.kind == Token::Kind::unknown) unknown_sign(at);
  if (found.kind == Token::Kind::end && !open.empty()) {
    at_bytes(open.back(), 1, std::string("this `") + text_[open.back()] + "` is never closed",
             "the text ends where " + wanted + " was expected");
  }
  if (found.kind == Token::Kind::end) at_token(at, "the text ends where " + wanted + " was expected");
  if (found.is("*") && previous.is("*") && previous.offset + 1 == found.offset) {
    at_bytes(previous.offset, 2, "`**` is no operator", "write ^ for powers: x^2");
  }
  if (found.is(")") && open.empty()) at_token(at, "this `)` closes nothing", "remove it, or open a `(` before it");
  if (found.is("/") && previous.is("/") && previous.offset + 1 == found.offset) {
    at_bytes(previous.offset, 2, "`//` is no operator", "write floor(x/y) for a whole quotient");
  }
  if (found.is("=") && (previous.is("=") || tokens_[at + 1].is("="))) {
    at_token(at, "formulas know no comparison: use min, max, abs or sign", other_form_hint(">"));
  }
  if (found.is("=")) {
    at_token(at, "unexpected `=`: a formula is expected, not an equation", "write the right side only");
  }
  const bool decimal_comma = found.is(",") && previous.kind == Token::Kind::number;
  at_token(at, std::string("unexpected ") + quoted(found) + ": " + wanted + " was expected",
           decimal_comma ? "numbers are written with a point: 0.5" : "");
}

void ParseFault::unknown_sign(std::size_t at) const {
  const auto& sign = tokens_[at].text;
  const auto first = static_cast<unsigned char>(sign[0]);
  const bool compares = sign == "<" || sign == ">" || (sign == "!" && tokens_[at + 1].is("="));
  if (compares) at_token(at, "formulas know no comparison: use min, max, abs or sign", other_form_hint(">"));
  if (sign == "{") at_token(at, "`{` is no sign of a formula", "write ( and )");
  if (first < 0x20 || first == 0x7F) at_token(at, "a control character is no sign of a formula");
  if (sign.size() == 1 && first >= 0x80) at_token(at, "the text is not UTF-8 here");
  const auto otherwise = other_form_hint(sign);
  at_token(at, quoted(tokens_[at]) + " is no sign of a formula",
           otherwise.empty() ? "a formula is made of numbers, names, + - * / ^, parentheses and commas" : otherwise);
}

void ParseFault::unknown_name(std::size_t at, bool called) const {
  const auto& name = tokens_[at].text;
  const auto unknown = std::string(called ? "unknown function " : "unknown name ") + quoted(tokens_[at]);
  if (tokens_[at + 1].is("="))
    at_token(at, unknown + ": a formula is expected, not an equation", "write the right side only");
  const auto known = names_.known(called);
  const bool is_known = std::find(known.begin(), known.end(), name) != known.end();  // a schedule's form, not called
  if (const auto otherwise = other_form_hint(name); !otherwise.empty() && !is_known) at_token(at, unknown, otherwise);
  if (const auto product = names_.as_product(name); product && !called) {
    at_token(at, unknown, "write " + *product + " for a product");
  }
  at_token(at, unknown + nearest_hint(name, known), called ? "" : "the variables are " + names_.variables_text());
}

void ParseFault::missing_parentheses(std::size_t at) const {
  const auto& name = tokens_[at].text;
  const auto& next = tokens_[at + 1];
  const auto message = quoted(tokens_[at]) + " needs its argument in parentheses";
  if (next.is("^") || next.kind == Token::Kind::superscript) {
    at_token(at, message, "write " + name + "(x)^2 for a power of it");
  }
  const auto argument = operand_text(at + 1);
  at_token(at, message, "write " + name + "(" + (argument.empty() ? "x" : argument) + ")");
}

void ParseFault::not_a_function(std::size_t at) const {
  const auto& name = tokens_[at];
  const auto what = names_.is_variable(name.text) ? " is a variable, not a function" : " is a number, not a function";
  at_token(at, quoted(name) + what, "write " + written(name) + "*" + operand_text(at + 1));
}

void ParseFault::implied_product(const Syntax& left, std::size_t at) const {
  const auto& word = tokens_[at];  // "x if x > 0 else 0"
  if (const auto otherwise = other_form_hint(word.text);
      word.kind == Token::Kind::name && !otherwise.empty() && !names_.is_number(word.text))
    at_token(at, "unknown name " + quoted(word), otherwise);
  auto before = std::string(text_.substr(left.offset, left.length));
  const auto& previous = tokens_[at - 1];
  if (previous.is(")") && previous.offset >= left.offset + left.length) {  // the operand's own parentheses
    before = left.length + 2 <= most_repeated ? std::string("(").append(before).append(")") : "(...)";
  }
  if (before.size() > most_repeated) before = "...";
  at_token(at, std::string("`*` is missing before ") + quoted(tokens_[at]), "write " + before + "*" + operand_text(at));
}

// "(x+1)", from the parenthesis at a token to the one that closes it.
std::string ParseFault::group_text(std::size_t at) const {
  std::size_t level = 0;
  for (auto i = at; i < tokens_.size(); ++i) {
    if (tokens_[i].is("(")) ++level;
    if (!tokens_[i].is(")") || --level != 0) continue;
    const auto length = tokens_[i].offset + 1 - tokens_[at].offset;
    if (length <= most_repeated) return std::string(text_.substr(tokens_[at].offset, length));
    break;
  }
  return "(...)";
}

// The operand that begins at a token, short: "x", "(x+1)", "sin(...)"; empty where none begins.
std::string ParseFault::operand_text(std::size_t at) const {
  const auto& token = tokens_[std::min(at, tokens_.size() - 1)];
  if (token.is("(")) return group_text(at);
  if (token.kind == Token::Kind::root) return "sqrt(...)";
  if (token.kind == Token::Kind::number) return written(token);
  if (token.kind != Token::Kind::name) return "";
  if (names_.is_number(token.text)) return written(token);
  if (tokens_[at + 1].is("(")) return token.text + group_text(at + 1);
  if (FormulaNames::function(token.text) == nullptr) {
    if (const auto product = names_.as_product(token.text)) return *product;
  }
  return written(token);
}

}  // namespace ravine
