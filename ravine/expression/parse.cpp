#include "ravine/expression/parse.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/lexer.hpp"
#include "ravine/expression/parse_fault.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

class Parser {
 public:
  Parser(std::string_view text, const ParseOptions& options)
      : options_(options),
        names_(options.variables, options.formulas),
        tokens_(tokens(text)),
        fault_(text, tokens_, names_) {}

  Syntax all() {
    if (here().kind == Token::Kind::end) fail("the text is empty: a formula was expected", "for example 5*x^2 + y^2");
    auto result = expression();
    if (here().kind != Token::Kind::end) unexpected("an operator or the end");
    return result;
  }

 private:
  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    fault_.at_token(at_, std::move(message), std::move(hint));
  }
  [[noreturn]] void unexpected(const std::string& wanted) const { fault_.unexpected(at_, wanted, open_); }

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
      if (fault_.begins_operand(at_)) fault_.implied_product(operand, at_);
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

  void enter() {
    if (++depth_ > nesting_limit + 1) {
      fail("the formula is nested more than " + std::to_string(nesting_limit) + " deep");
    }
  }

  Syntax unary() {
    enter();
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
        if (!std::isfinite(token.number)) fail("the number " + fault_.quoted(token) + " is too large for a double");
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
        enter();
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
    const auto& name = here().text;
    const bool called = after().is("(");
    if (names_.is_number(name)) return variable();
    if (names_.is_indexed(name) && after().is("[")) return variable();
    if (FormulaNames::is_series(name) && called) return series();
    if (called && is_formula(options_.formulas, name)) return formula();
    const auto* function = FormulaNames::function(name);
    if (function == nullptr) fault_.unknown_name(at_, called);
    if (!called) fault_.missing_parentheses(at_);
    return call(*function);
  }

  Syntax variable() {
    if (after().is("(")) fault_.not_a_function(at_);
    const auto token = take();
    Syntax result;
    result.kind = Kind::name;
    result.name = token.text;
    if (here().is("[")) {
      if (!names_.is_indexed(token.text)) {
        fail(fault_.quoted(token) + " has no elements",
             names_.has_declared() ? "" : "the coordinates are x[1] ... x[n]");
      }
      open("[", "`[`");
      result.kind = Kind::index;
      result.children.push_back(expression());
      close("]", "an operator or `]`");
    }
    return finished(std::move(result), token.offset);
  }

  // From the opening parenthesis to the closing one.
  std::vector<Syntax> arguments() {
    open("(", "`(`");
    std::vector<Syntax> result;
    if (!here().is(")")) {
      result.push_back(expression());
      while (here().is(",")) {
        take();
        result.push_back(expression());
      }
    }
    close(")", "`,` or `)`");
    return result;
  }

  // A call of a named formula becomes that formula.
  Syntax formula() {
    const auto token = take();
    const auto given = arguments();
    const auto length = tokens_[at_ - 1].offset + 1 - token.offset;
    const auto* found = find_formula(options_.formulas, token.text, given.size());
    if (found == nullptr) {
      std::string forms;
      for (const auto& each : options_.formulas) {
        if (each.name != token.text) continue;
        forms += (forms.empty() ? "write " : " or ") + token.text + "(";
        for (const auto& name : each.parameters) forms += (forms.back() == '(' ? "" : ", ") + name;
        forms += ")";
      }
      fault_.at_bytes(token.offset, length,
                      fault_.quoted(token) + " does not take " + std::to_string(given.size()) +
                          (given.size() == 1 ? " argument" : " arguments"),
                      forms);
    }
    require_increasing(*found, given);
    auto result = instantiated(formula_syntax(*found, options_.variables), *found, given, token.offset, length, made_);
    if (made_ > named_formula_nodes)
      fault_.at_bytes(token.offset, length,
                      "the text grows beyond " + std::to_string(named_formula_nodes) + " parts here");
    return result;
  }

  void require_increasing(const NamedFormula& formula, const std::vector<Syntax>& given) {
    std::optional<double> before;
    for (std::size_t i = 0; i < given.size(); ++i) {
      const auto& name = formula.parameters[i];
      const auto& increasing = formula.increasing;
      if (std::find(increasing.begin(), increasing.end(), name) == increasing.end()) continue;
      const bool negative = given[i].kind == Kind::negate;
      const auto& value = negative ? given[i].children[0] : given[i];
      if (value.kind != Kind::number) continue;
      const double number = negative ? -value.number : value.number;
      if (before && !(number > *before))
        fault_.at_bytes(given[i].offset, given[i].length,
                        "`" + name + "` of `" + std::string(formula.name) + "` is " + shortest(number) +
                            ", which is not above the " + shortest(*before) + " before it",
                        "the numbers that it changes at must increase: " + std::string(formula.meaning));
      before = number;
    }
  }

  Syntax call(const OperationInfo& function) {
    const auto token = take();
    Syntax result;
    result.kind = Kind::call;
    result.operation = function.operation;
    result.children = arguments();
    const auto count = result.children.size();
    const bool any = function.operation == Operation::min || function.operation == Operation::max;
    const auto arity = static_cast<std::size_t>(function.arity);
    if (any ? count < 2 : count != arity) {
      const auto of = arity == 1 ? " argument" : " arguments";
      fault_.at_bytes(token.offset, tokens_[at_ - 1].offset + 1 - token.offset,
                      fault_.quoted(token) + " takes " + (any ? "at least " : "") + std::to_string(arity) + of +
                          ", not " + std::to_string(count));
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
      fail(fault_.quoted(token) + " runs over an index: `i = 1..n,` was expected", form);
    }
    if (names_.is_number(here().text) || FormulaNames::function(here().text) != nullptr) {
      fail(std::string("the index ") + fault_.quoted(here()) + " is already the name of something else",
           "take another letter");
    }
    const auto index = take();
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
    names_.push_index(index.text);
    result.children.push_back(expression());
    names_.pop_index();
    close(")", "an operator or `)`");
    return finished(std::move(result), token.offset);
  }

  const ParseOptions& options_;
  FormulaNames names_;
  std::vector<Token> tokens_;
  ParseFault fault_;
  std::size_t at_ = 0, depth_ = 0, made_ = 0;
  std::vector<std::size_t> open_;  // offsets of the brackets that are open
};

}  // namespace

Syntax parse_syntax(std::string_view text, const ParseOptions& options) {
  if (text.size() > text_limit) {
    throw InputError("the text has " + std::to_string(text.size()) + " bytes, more than " + std::to_string(text_limit),
                     "write repeated terms as sum(i = 1..n, ...)");
  }
  return Parser(text, options).all();
}

}  // namespace ravine
