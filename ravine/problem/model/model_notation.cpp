// The notation of models: name, or name(option = value, ...); first values may stand without their option's name, in
// the order of the model's table. A value is a number, a word, or a list of numbers in brackets.
#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/lexer.hpp"
#include "ravine/expression/parse_fault.hpp"
#include "ravine/problem/model/model.hpp"

namespace ravine {
namespace {

constexpr std::size_t longest_text = 4096;
constexpr double most = 1e9;

using Kind = Token::Kind;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), tokens_(tokens(text)) {}

  Model model() {
    const auto& row = name();
    auto model = Model::of(row.kind);
    if (take("(")) options(row, model);
    if (now().kind != Kind::end) fail("expected the end of the model", "options stand in parentheses: mlp(batch=128)");
    return model;
  }

 private:
  const Token& now() const { return tokens_[at_]; }
  bool take(std::string_view sign) {
    if (!now().is(sign)) return false;
    ++at_;
    return true;
  }
  std::string_view written(const Token& token) const { return text_.substr(token.offset, token.length); }
  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    fail_at(now(), std::move(message), std::move(hint));
  }
  [[noreturn]] void fail_at(const Token& token, std::string message, std::string hint = {}) const {
    fault_at(text_, token.offset, std::max<std::size_t>(1, token.length), std::move(message), std::move(hint));
  }

  const ModelInfo& name() {
    const auto token = now();
    if (token.kind != Kind::name) fail("expected a model's name, such as softmax or mlp(batch=128)");
    ++at_;
    std::vector<std::string_view> names;
    for (const auto& row : models()) {
      if (row.name == written(token)) return row;
      names.push_back(row.name);
    }
    std::string known;
    for (const auto known_name : names) known.append(known.empty() ? "" : ", ").append(known_name);
    fail_at(token, "`" + std::string(written(token)) + "` is no model" + nearest_hint(written(token), names),
            "there are: " + known);
  }

  void options(const ModelInfo& row, Model& model) {
    const auto open = tokens_[at_ - 1];
    std::vector<std::string_view> given;
    bool named = false;
    const auto not_closed = [&] { fail_at(open, "this parenthesis is not closed", "add `)`"); };
    while (!take(")")) {
      if (now().kind == Kind::end) not_closed();
      if (!given.empty() && !take(",")) fail("expected `,` or `)`");
      if (now().kind == Kind::end) not_closed();
      if (now().is(")")) fail("expected an option after the comma");
      const auto begin = now();
      const bool has_name = begin.kind == Kind::name && tokens_[at_ + 1].is("=");
      if (!has_name && named)
        fail("a value without a name stands after one with a name", "write its option's name before it");
      const auto* option = has_name ? option_named(row, begin) : option_at(row, given.size());
      if (has_name) at_ += 2;
      named = named || has_name;
      if (std::find(given.begin(), given.end(), option->name) != given.end())
        fail_at(begin, "`" + std::string(option->name) + "` is given twice");
      given.push_back(option->name);
      take_value(*option, model);
    }
  }

  const ModelOption* option_named(const ModelInfo& row, const Token& token) const {
    const auto word = written(token);
    if (const auto* found = row.find(word)) return found;
    std::vector<std::string_view> names;
    std::string known;
    for (const auto& option : row.options) {
      names.push_back(option.name);
      known.append(known.empty() ? "" : ", ").append(option.name);
    }
    fail_at(token,
            "`" + std::string(row.name) + "` has no option `" + std::string(word) + "`" + nearest_hint(word, names),
            "it has: " + known);
  }
  const ModelOption* option_at(const ModelInfo& row, std::size_t place) const {
    if (now().kind == Kind::name && row.find(written(now())) != nullptr)
      fail("expected `=` and a value after `" + std::string(written(now())) + "`");
    if (place < row.options.size()) return &row.options[place];
    fail("`" + std::string(row.name) + "` has " + std::to_string(row.options.size()) + " options, this is one more");
  }

  [[noreturn]] void refuse(const ModelOption& option, const Token& first) const {
    const bool end = first.kind == Kind::end || first.is(",") || first.is(")");
    fail_at(first,
            end ? "`" + std::string(option.name) + "` has no value"
                : "`" + std::string(option.name) + "` cannot be `" + std::string(written(first)) + "`",
            "it is " + option.range());
  }
  // A number with an optional sign.
  std::optional<double> number() {
    const bool negative = take("-");
    if (now().kind != Kind::number) return std::nullopt;
    const double value = tokens_[at_++].number;
    return negative ? -value : value;
  }
  std::size_t whole(const ModelOption& option) {
    const auto first = now();
    const auto value = number();
    if (!value || !(*value >= option.least && *value <= most) ||
        *value != static_cast<double>(static_cast<long>(*value)))
      refuse(option, first);
    return static_cast<std::size_t>(*value);
  }

  void take_value(const ModelOption& option, Model& model) {
    const auto first = now();
    if (const auto* real = std::get_if<double Model::*>(&option.field)) {
      const auto value = number();
      if (!value || !(*value >= option.least && *value <= std::numeric_limits<double>::max())) refuse(option, first);
      model.** real = *value;
    } else if (const auto* count = std::get_if<std::size_t Model::*>(&option.field)) {
      model.** count = whole(option);
    } else if (const auto* flag = std::get_if<bool Model::*>(&option.field)) {
      const auto word = written(first);
      if (word != "true" && word != "false") refuse(option, first);
      model.** flag = word == "true";
      ++at_;
    } else if (const auto* widths = std::get_if<std::vector<std::size_t> Model::*>(&option.field)) {
      (model.**widths).clear();
      if (!take("[")) {
        (model.**widths).push_back(whole(option));
        return;
      }
      while (!take("]")) {
        if (!(model.**widths).empty() && !take(",")) fail("expected `,` or `]`");
        (model.**widths).push_back(whole(option));
      }
    } else {
      const auto& choice = std::get<ModelChoice>(option.field);
      const auto found = std::find(choice.names.begin(), choice.names.end(), written(first));
      if (found == choice.names.end()) refuse(option, first);
      choice.choose(model, static_cast<std::size_t>(found - choice.names.begin()));
      ++at_;
    }
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

Model Model::parse(std::string_view text) {
  if (text.size() > longest_text)
    throw InputError("a model of " + std::to_string(text.size()) + " bytes; at most " + std::to_string(longest_text) +
                     " are allowed");
  return Reader(text).model();
}

std::string Model::text() const {
  const auto& row = model_info(kind);
  const auto defaults = of(kind);
  std::string options;
  for (const auto& option : row.options) {
    const auto value = option.value_text(*this);
    if (value != option.value_text(defaults))
      options.append(options.empty() ? "" : ", ").append(option.name).append("=").append(value);
  }
  return std::string(row.name) + (options.empty() ? "" : "(" + options + ")");
}

}  // namespace ravine
