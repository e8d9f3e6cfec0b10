#include "ravine/problem/call_notation.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/expression/parse_fault.hpp"

namespace ravine {
namespace {

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

}  // namespace

CallReader::CallReader(std::string_view text, std::string_view kind, std::string_view example, std::size_t longest)
    : text_(text), kind_(kind), example_(example) {
  if (text.size() > longest)
    throw InputError("a " + std::string(kind) + " of " + std::to_string(text.size()) + " bytes; at most " +
                     std::to_string(longest) + " are allowed");
  tokens_ = tokens(text);
}

void CallReader::fail(const Token& token, std::string message, std::string hint) const {
  fault_at(text_, token.offset, std::max<std::size_t>(1, token.length), std::move(message), std::move(hint));
}

bool CallReader::take(std::string_view sign) {
  if (!now().is(sign)) return false;
  ++at_;
  return true;
}

std::optional<double> CallReader::number() {
  const bool negative = take("-");
  if (now().kind != Token::Kind::number) return std::nullopt;
  const double value = tokens_[at_++].number;
  return negative ? -value : value;
}

std::string_view CallReader::written_from(const Token& first) const {
  const auto& last = at_ > 0 && tokens_[at_ - 1].offset >= first.offset ? tokens_[at_ - 1] : first;
  return text_.substr(first.offset, last.offset + last.length - first.offset);
}

void CallReader::refuse(std::string_view option, const Token& first, const std::string& range) const {
  if (first.kind == Token::Kind::end || first.is(",") || first.is(")"))
    fail(first, backquoted(option) + " has no value", "it is " + range);
  auto value = first;
  value.length = written_from(first).size();
  fail(value, backquoted(option) + " cannot be " + backquoted(written(value)), "it is " + range);
}

std::size_t CallReader::name(std::span<const std::string_view> names) {
  const auto token = now();
  if (token.kind != Token::Kind::name)
    fail(token, "expected a " + std::string(kind_) + "'s name, such as " + std::string(example_));
  ++at_;
  name_ = written(token);
  const auto found = std::find(names.begin(), names.end(), name_);
  if (found == names.end()) {
    constexpr std::size_t most_listed = 20;
    fail(token, backquoted(name_) + " is no " + std::string(kind_) + nearest_hint(name_, names),
         names.size() <= most_listed ? "there are: " + listed(names) : std::string());
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::size_t CallReader::find(std::span<const CallOption> known, std::string_view word) const {
  const auto found = std::find_if(known.begin(), known.end(), [&](const CallOption& option) {
    return option.name == word || std::find(option.aliases.begin(), option.aliases.end(), word) != option.aliases.end();
  });
  return static_cast<std::size_t>(found - known.begin());
}

// The option whose value comes next, by its name or by its place among the values.
std::size_t CallReader::option(std::span<const CallOption> known, std::size_t place, bool& named) {
  const auto begin = now();
  const auto word = written(begin);
  const bool has_name = begin.kind != Token::Kind::end && tokens_[at_ + 1].is("=");  // a name or a symbol, ν
  if (!has_name) {
    if (named) fail(begin, "a value without a name stands after one with a name", "write its option's name before it");
    if (begin.kind == Token::Kind::name && find(known, word) < known.size())
      fail(begin, "expected `=` and a value after " + backquoted(word));
    if (place == known.size())
      fail(begin, backquoted(name_) + " has " + std::to_string(known.size()) +
                      (known.size() == 1 ? " option" : " options") + ", this is one more");
    return place;
  }
  named = true;
  at_ += 2;
  const auto found = find(known, word);
  if (found == known.size()) {
    std::vector<std::string_view> names;
    for (const auto& option : known) names.push_back(option.name);
    fail(begin, backquoted(name_) + " has no option " + backquoted(word) + nearest_hint(word, names),
         "it has: " + listed(names));
  }
  return found;
}

void CallReader::options(std::span<const CallOption> known, const std::function<void(std::size_t)>& value) {
  if (take("(")) {
    const auto open = tokens_[at_ - 1];
    const auto require_closed = [&] {
      if (now().kind == Token::Kind::end) fail(open, "this parenthesis is not closed", "add `)`");
    };
    std::vector<std::size_t> given;
    bool named = false;
    while (!take(")")) {
      require_closed();
      if (!given.empty() && !take(",")) fail(now(), "expected `,` or `)`");
      require_closed();
      if (now().is(")")) fail(now(), "expected an option after the comma");
      option_begin_ = now();
      const auto place = option(known, given.size(), named);
      if (std::find(given.begin(), given.end(), place) != given.end())
        fail(option_begin_, backquoted(known[place].name) + " is given twice");
      given.push_back(place);
      value(place);
    }
  }
  if (now().kind != Token::Kind::end)
    fail(now(), "expected the end of the " + std::string(kind_),
         "options stand in parentheses: " + std::string(example_));
}

}  // namespace ravine
