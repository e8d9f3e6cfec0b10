#include "ravine/expression/parse.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/lexer.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

// Names people know from elsewhere.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> other_names{{{"ln", "log"},
                                                                                    {"arcsin", "asin"},
                                                                                    {"arccos", "acos"},
                                                                                    {"arctan", "atan"},
                                                                                    {"tg", "tan"},
                                                                                    {"arctg", "atan"},
                                                                                    {"fabs", "abs"}}};

const OperationInfo* function_named(std::string_view name) {
  for (const auto& [other, own] : other_names) {
    if (name == other) name = own;
  }
  for (const auto& operation : operations()) {
    if (operation.called && operation.name == name) return &operation;
  }
  return nullptr;
}

bool is_series(std::string_view name) { return name == "sum" || name == "prod"; }

class Parser {
 public:
  Parser(std::string_view text, const ParseOptions& options) : text_(text), options_(options), tokens_(tokens(text)) {}

  Syntax all() {
    if (here().kind == Token::Kind::end) fail("the text is empty: a formula was expected", "for example 5*x^2 + y^2");
    auto result = expression();
    if (here().kind != Token::Kind::end) unexpected("an operator or the end");
    return result;
  }

 private:
  // ---- errors ----
  [[noreturn]] void fail_at(std::size_t offset, std::size_t length, std::string message, std::string hint = {}) const {
    InputError::Parts parts;
    parts.message = std::move(message);
    parts.hint = std::move(hint);
    parts.text = text_;
    parts.offset = offset;
    parts.length = std::max<std::size_t>(length, 1);
    throw InputError(std::move(parts));
  }
  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    fail_at(here().offset, here().length, std::move(message), std::move(hint));
  }
  std::string slice(const Token& token) const { return std::string(text_.substr(token.offset, token.length)); }

  // Something else than `wanted` stands here.
  [[noreturn]] void unexpected(const std::string& wanted) const {
    const auto& found = here();
    const auto previous = at_ > 0 ? tokens_[at_ - 1] : Token{};
    if (found.kind == Token::Kind::end) {
      if (!open_.empty()) {
        fail_at(open_.back(), 1, "this `" + std::string(1, text_[open_.back()]) + "` is never closed",
                "the text ends where " + wanted + " was expected");
      }
      fail("the text ends where " + wanted + " was expected");
    }
    const auto what = "`" + slice(found) + "`";
    if (found.is("*") && previous.is("*") && previous.offset + 1 == found.offset) {
      fail_at(previous.offset, 2, "`**` is no operator", "write ^ for powers: x^2");
    }
    if (found.is(")") && open_.empty()) fail("this `)` closes nothing", "remove it, or open a `(` before it");
    if (found.is(",") && previous.kind == Token::Kind::number) {
      fail("unexpected `,`: " + wanted + " was expected", "numbers are written with a point: 0.5");
    }
    if (found.is("=")) fail("unexpected `=`: a formula is expected, not an equation", "write the right side only");
    if (found.kind == Token::Kind::unknown) {
      if (found.text == "|") fail("`|` is no sign of a formula", "write abs(x) for |x|");
      if (found.text == "<" || found.text == ">") {
        fail("formulas know no comparison", "use min, max, abs or sign");
      }
      if (found.text == "{") fail("`{` is no sign of a formula", "write ( and )");
      if (found.text == "!") fail("`!` is no operator", "write prod(i = 1..k, i) for a factorial");
      if (static_cast<unsigned char>(found.text[0]) < 0x20 || found.text[0] == 0x7F) {
        fail("a control character is no sign of a formula");
      }
      if (found.length == 1 && static_cast<unsigned char>(found.text[0]) >= 0x80) fail("the text is not UTF-8 here");
      fail(what + " is no sign of a formula");
    }
    fail("unexpected " + what + ": " + wanted + " was expected");
  }

  // ---- tokens ----
  const Token& here() const { return tokens_[at_]; }
  const Token& after() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  void expect(std::string_view sign, const std::string& wanted) {
    if (!here().is(sign)) unexpected(wanted);
    take();
  }
  void open(std::string_view sign, const std::string& wanted) {
    const auto offset = here().offset;
    expect(sign, wanted);
    open_.push_back(offset);
  }
  void close(std::string_view sign, const std::string& wanted) {
    expect(sign, wanted);
    open_.pop_back();
  }

  Syntax finished(Syntax syntax, std::size_t offset) const {
    syntax.offset = offset;
    const auto& last = tokens_[at_ - 1];
    syntax.length = last.offset + last.length - offset;
    return syntax;
  }

  // ---- grammar ----
  Syntax expression() {
    return chain(Kind::sum, '+', '-', [this] { return term(); });
  }
  Syntax term() {
    return chain(Kind::product, '*', '/', [this] {
      auto operand = unary();
      refuse_implied_product(operand);
      return operand;
    });
  }

  template <class Part>
  Syntax chain(Kind kind, char plain, char inverse, const Part& part) {
    const auto offset = here().offset;
    auto first = part();
    const auto joins = [&] {
      return here().is(std::string_view(&plain, 1)) || here().is(std::string_view(&inverse, 1));
    };
    if (!joins()) return first;
    Syntax result;
    result.kind = kind;
    result.signs = plain;
    result.children.push_back(std::move(first));
    while (joins()) {
      result.signs += take().text[0];
      result.children.push_back(part());
    }
    return finished(std::move(result), offset);
  }

  Syntax unary() {
    if (++depth_ > nesting_limit + 1) {
      fail("the formula is nested more than " + std::to_string(nesting_limit) + " deep");
    }
    const auto offset = here().offset;
    auto result = [&] {
      if (here().is("+")) {
        take();
        return unary();
      }
      if (!here().is("-")) return power();
      take();
      Syntax negative;
      negative.kind = Kind::negate;
      negative.children.push_back(unary());
      return finished(std::move(negative), offset);
    }();
    --depth_;
    return result;
  }

  Syntax power() {
    const auto offset = here().offset;
    auto base = primary();
    if (here().kind == Token::Kind::superscript) {
      Syntax exponent;
      exponent.number = here().number;
      take();
      exponent = finished(std::move(exponent), tokens_[at_ - 1].offset);
      base = raised(std::move(base), std::move(exponent), offset);
    }
    if (!here().is("^")) return base;
    take();
    if (here().is("^")) fail("`^^` is no operator", "write one ^ for powers: x^2");
    return raised(std::move(base), unary(), offset);
  }

  Syntax raised(Syntax base, Syntax exponent, std::size_t offset) const {
    Syntax result;
    result.kind = Kind::power;
    result.children.push_back(std::move(base));
    result.children.push_back(std::move(exponent));
    return finished(std::move(result), offset);
  }

  Syntax primary() {
    const auto token = here();
    switch (token.kind) {
      case Token::Kind::number: {
        if (!std::isfinite(token.number)) fail("the number " + slice(token) + " is too large for a double");
        take();
        Syntax result;
        result.number = token.number;
        return finished(std::move(result), token.offset);
      }
      case Token::Kind::name:
        return named();
      case Token::Kind::root: {
        take();
        Syntax result;
        result.kind = Kind::call;
        result.operation = Operation::sqrt;
        if (++depth_ > nesting_limit + 1) fail("the formula is nested more than 256 deep");
        result.children.push_back(primary());
        --depth_;
        return finished(std::move(result), token.offset);
      }
      default:
        break;
    }
    if (!token.is("(")) unexpected("a number, a variable, a function or `(`");
    open("(", "`(`");
    auto inner = expression();
    close(")", "an operator or `)`");
    return inner;
  }

  Syntax named() {
    const auto token = here();
    const bool before_parenthesis = after().is("(");
    if (is_variable(token.text) || is_constant(token.text) || is_loop(token.text)) return variable();
    if (is_series(token.text) && before_parenthesis) return series();
    if (after().is("[") && indexed(token.text)) return variable();
    if (const auto* function = function_named(token.text)) {
      if (!before_parenthesis) missing_parentheses(token);
      return call(*function);
    }
    unknown(token, before_parenthesis);
  }

  Syntax variable() {
    const auto token = take();
    Syntax result;
    result.kind = Kind::name;
    result.name = token.text;
    if (here().is("[")) {
      if (!indexed(token.text)) {
        fail("`" + token.text + "` has no elements",
             options_.variables.empty() ? "the coordinates are x[1] ... x[n]" : "");
      }
      open("[", "`[`");
      result.kind = Kind::index;
      result.children.push_back(expression());
      close("]", "an operator or `]`");
    } else if (here().is("(")) {
      fail_at(token.offset, token.length,
              "`" + slice(token) + "` is a " + (is_variable(token.text) ? "variable" : "number") + ", not a function",
              "write " + slice(token) + "*" + operand_text(at_));
    }
    return finished(std::move(result), token.offset);
  }

  Syntax call(const OperationInfo& function) {
    const auto token = take();
    open("(", "`(`");
    Syntax result;
    result.kind = Kind::call;
    result.operation = function.operation;
    if (!here().is(")")) {
      result.children.push_back(expression());
      while (here().is(",")) {
        take();
        result.children.push_back(expression());
      }
    }
    close(")", "`,` or `)`");
    const auto count = result.children.size();
    const bool any = function.operation == Operation::min || function.operation == Operation::max;
    const auto arity = static_cast<std::size_t>(function.arity);
    if (any ? count < 2 : count != arity) {
      const auto of = arity == 1 ? " argument" : " arguments";
      fail_at(token.offset, tokens_[at_ - 1].offset + 1 - token.offset,
              "`" + token.text + "` takes " + (any ? "at least " : "") + std::to_string(arity) + of + ", not " +
                  std::to_string(count));
    }
    result = finished(std::move(result), token.offset);
    if (function.operation == Operation::power) result.kind = Kind::power;
    return result;
  }

  Syntax series() {
    const auto token = take();
    const auto form = "write " + token.text + "(i = 1..n, x[i]^2)";
    open("(", "`(`");
    if (here().kind != Token::Kind::name || !after().is("=")) {
      fail("`" + token.text + "` runs over an index: `i = 1..n,` was expected", form);
    }
    const auto index = take();
    if (is_variable(index.text) || is_constant(index.text) || is_loop(index.text) ||
        function_named(index.text) != nullptr) {
      fail_at(index.offset, index.length, "the index `" + slice(index) + "` is already the name of something else",
              "take another letter");
    }
    take();
    Syntax result;
    result.kind = Kind::series;
    result.operation = token.text == "sum" ? Operation::add : Operation::multiply;
    result.name = index.text;
    result.children.push_back(expression());
    if (!here().is("..")) unexpected("`..` and the last value of `" + index.text + "`");
    take();
    result.children.push_back(expression());
    if (!here().is(",")) unexpected("`,` and the terms");
    take();
    loops_.push_back(index.text);
    result.children.push_back(expression());
    loops_.pop_back();
    close(")", "an operator or `)`");
    return finished(std::move(result), token.offset);
  }

  // ---- names ----
  bool is_variable(std::string_view name) const {
    if (!options_.variables.empty()) {
      return std::find(options_.variables.begin(), options_.variables.end(), name) != options_.variables.end();
    }
    return name == "x" || name == "y" || name == "z" || coordinate_number(name) != 0;
  }
  bool is_constant(std::string_view name) const { return name == "pi" || name == "e" || name == "n"; }
  bool is_loop(std::string_view name) const { return std::find(loops_.begin(), loops_.end(), name) != loops_.end(); }
  // x[i] is a coordinate, but where x is a declared name.
  bool indexed(std::string_view name) const {
    return name == "x" && (options_.variables.empty() || !is_variable("x")) && !is_loop("x");
  }

  // "x*y" for "xy", when each letter is a variable or a constant.
  std::optional<std::string> split(const std::string& name) const {
    std::string result;
    for (const char c : name) {
      const std::string letter(1, c);
      if (!is_variable(letter) && !is_constant(letter) && !is_loop(letter)) return std::nullopt;
      if (!result.empty()) result += '*';
      result += letter;
    }
    return result;
  }

  [[noreturn]] void unknown(const Token& token, bool called) const {
    if (!called) {
      if (const auto product = split(token.text)) {
        fail("unknown name `" + slice(token) + "`", "write " + *product + " for a product");
      }
    }
    if (called && (token.text == "log2" || token.text == "log10")) {
      fail("unknown function `" + token.text + "`", "write log(x)/log(" + token.text.substr(3) + ")");
    }
    std::vector<std::string> names;
    for (const auto& operation : operations()) {
      if (operation.called) names.emplace_back(operation.name);
    }
    names.insert(names.end(), {"sum", "prod"});
    if (!called) {
      for (const auto* name : {"pi", "e", "n"}) names.emplace_back(name);
      names.insert(names.end(), loops_.begin(), loops_.end());
      if (options_.variables.empty()) names.insert(names.end(), {"x", "y", "z"});
      names.insert(names.begin(), options_.variables.begin(), options_.variables.end());
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    std::string hint;
    if (!called) {
      hint = "the variables are ";
      if (options_.variables.empty()) {
        hint += "x, y, z or x1, x2, ... or x[i]";
      } else {
        for (std::size_t i = 0; i < std::min<std::size_t>(options_.variables.size(), 8); ++i) {
          hint += (i == 0 ? "" : ", ") + options_.variables[i];
        }
        if (options_.variables.size() > 8) hint += ", ...";
      }
    }
    fail((called ? "unknown function `" : "unknown name `") + slice(token) + "`" + nearest_hint(token.text, known),
         hint);
  }

  [[noreturn]] void missing_parentheses(const Token& token) const {
    const auto next = operand_text(at_ + 1);
    if (after().is("^") || after().kind == Token::Kind::superscript) {
      fail("`" + slice(token) + "` needs its argument in parentheses",
           "write " + token.text + "(x)^2 for a power of it");
    }
    fail("`" + slice(token) + "` needs its argument in parentheses",
         "write " + token.text + "(" + (next.empty() ? "x" : next) + ")");
  }

  // The operand that starts at token i as text, short: "x", "(x+1)", "sin(...)"; empty where none starts.
  std::string operand_text(std::size_t i) const {
    const auto& token = tokens_[std::min(i, tokens_.size() - 1)];
    const auto group = [&](std::size_t from) {
      std::size_t level = 0;
      for (auto k = from; k < tokens_.size(); ++k) {
        if (tokens_[k].is("(")) ++level;
        if (tokens_[k].is(")") && --level == 0) {
          const auto length = tokens_[k].offset + 1 - tokens_[from].offset;
          if (length <= 24) return std::string(text_.substr(tokens_[from].offset, length));
          break;
        }
      }
      return std::string("(...)");
    };
    if (token.is("(")) return group(i);
    if (token.kind == Token::Kind::number) return slice(token);
    if (token.kind != Token::Kind::name) return "";
    if (i + 1 < tokens_.size() && tokens_[i + 1].is("(") && !is_variable(token.text)) return token.text + group(i + 1);
    if (!is_variable(token.text) && function_named(token.text) == nullptr) {
      if (const auto product = split(token.text)) return *product;
    }
    return slice(token);
  }

  // 5x, 2(x+1), x y, (x)(y): what stands here begins another operand.
  void refuse_implied_product(const Syntax& left) const {
    const auto& token = here();
    const auto right = operand_text(at_);
    if (right.empty()) return;
    auto before = std::string(text_.substr(left.offset, left.length));
    if (at_ > 0 && tokens_[at_ - 1].is(")")) {
      before = left.length <= 24 && text_[left.offset] != '(' ? before : "(...)";
      if (const auto close_at = tokens_[at_ - 1].offset; close_at >= left.offset + left.length && left.length <= 22) {
        before = "(" + std::string(text_.substr(left.offset, left.length)) + ")";
      }
    } else if (before.size() > 24) {
      before = "...";
    }
    fail("`*` is missing before `" + slice(token) + "`", "write " + before + "*" + right);
  }

  std::string_view text_;
  const ParseOptions& options_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, depth_ = 0;
  std::vector<std::size_t> open_;  // offsets of open parentheses
  std::vector<std::string> loops_;
};

}  // namespace

std::size_t coordinate_number(std::string_view name) {
  if (name.size() < 2 || name.size() > 8 || name[0] != 'x' || name[1] == '0') return 0;
  std::size_t number = 0;
  for (const char c : name.substr(1)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

Syntax parse_syntax(std::string_view text, const ParseOptions& options) {
  if (text.size() > text_limit) {
    throw InputError("the text has " + std::to_string(text.size()) + " bytes, more than " + std::to_string(text_limit),
                     "write repeated terms as sum(i = 1..n, ...)");
  }
  return Parser(text, options).all();
}

}  // namespace ravine
