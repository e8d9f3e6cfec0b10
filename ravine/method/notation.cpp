// The method notation: name, or name(setting=value, ...). A value is a number, a word, or an expression of t and T; it
// ends at a comma or parenthesis that is not inside parentheses of its own.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/method/method.hpp"

namespace ravine {
namespace {

constexpr std::size_t longest_notation = 4096;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;  // symbols: β₁
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Method method() {
    if (text_.size() > longest_notation)
      throw InputError("a method of " + std::to_string(text_.size()) + " bytes; at most " +
                       std::to_string(longest_notation) + " are allowed");
    skip_space();
    const auto [name, at] = word("a method's name, such as adam or sgd(lr=0.1)");
    auto method = located(at, name.size(), [&, name = name] { return Method::named(name); });
    skip_space();
    if (peek() == '(') settings(method);
    skip_space();
    if (peek() == '|') fail("chains of several parts are not among this version's methods", "give one method");
    if (at_ < text_.size()) fail("expected the end of the method", "settings stand in parentheses: adam(lr=0.1)");
    return method;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    InputError::Parts parts;
    parts.message = std::move(message);
    parts.hint = std::move(hint);
    parts.text = std::string(text_);
    parts.offset = at_;
    throw InputError(std::move(parts));
  }

  // Runs what may throw about a part of the text; its error then points at that part, or inside it where it knows.
  template <class Action>
  auto located(std::size_t at, std::size_t length, Action action) -> decltype(action()) {
    try {
      return action();
    } catch (const InputError& error) {
      auto parts = error.parts();
      const bool inside = !parts.text.empty() && parts.text == text_.substr(at, length);
      parts.offset = inside ? at + parts.offset : at;
      parts.length = inside ? parts.length : std::max<std::size_t>(1, length);
      parts.text = std::string(text_);
      throw InputError(std::move(parts));
    }
  }

  std::pair<std::string_view, std::size_t> word(const char* expected) {
    const auto begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    if (at_ == begin)
      fail(at_ < text_.size() ? std::string("expected ") + expected
                              : std::string("the text ends where ") + expected + " is expected");
    return {text_.substr(begin, at_ - begin), begin};
  }

  void settings(Method& method) {
    const auto open = at_++;
    std::vector<std::string_view> given;
    skip_space();
    while (peek() != ')') {
      const auto [name, name_at] = word("a setting's name, such as lr=0.1");
      skip_space();
      if (peek() != '=') fail("expected `=` and a value after `" + std::string(name) + "`");
      ++at_;
      skip_space();
      const auto begin = at_;
      skip_value(open);
      auto end = at_;
      while (end > begin && is_space(text_[end - 1])) --end;
      if (end == begin) fail("`" + std::string(name) + "` has no value");
      const auto value = text_.substr(begin, end - begin);
      const auto* row = located(name_at, name.size(), [&, name = name] {
        if (const auto* found = method.info().find(name)) return found;
        method.set(name, Setting(0));  // throws: the setting is unknown
        return static_cast<const ParameterInfo*>(nullptr);
      });
      if (std::find(given.begin(), given.end(), row->name) != given.end()) {
        at_ = name_at;
        fail("`" + std::string(row->name) + "` is given twice");
      }
      given.push_back(row->name);
      located(begin, value.size(), [&, name = name] { method.set(name, value); });
      if (peek() == ',') {
        ++at_;
        skip_space();
        if (peek() == ')') fail("expected a setting after the comma");
      }
    }
    ++at_;
  }

  // To the comma or parenthesis that ends the value.
  void skip_value(std::size_t open) {
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ',') && depth == 0) return;
      if (c == ')' || c == ']') depth -= depth > 0 ? 1 : 0;
    }
    at_ = open;
    fail("this parenthesis is not closed", "add `)`");
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Method Method::parse(std::string_view notation) { return Reader(notation).method(); }

}  // namespace ravine
